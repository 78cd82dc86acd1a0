package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds.Drawn;

/** I7: flipping a gate's facts flips that gate; flipping the whole cause set flips the verdict; a refusal tells of the request alone. */
final class ExplanationTest {

    private static final Set<Gate> OF_REQUESTS =
            EnumSet.of(Gate.FAULT, Gate.STANDING, Gate.PROHIBITED_PURPOSE, Gate.REGISTERED_PURPOSE, Gate.ACTION);
    /** What has nothing to judge, or less, while no clause covers. */
    private static final Set<Gate> BY_CLAUSE =
            EnumSet.of(Gate.AGREEMENT, Gate.LIFECYCLE, Gate.SCREENING, Gate.TLP, Gate.PURPOSE, Gate.CLEARANCE);

    /** Whatever is permitted fails with exactly the code whose facts are broken. */
    @Invariant
    void breakingFactsFailsTheirGate(@ForAll Drawn world) {
        for (Question asked : portions(world.one())) {
            Optional<PortionDecision> whole = judged(asked);
            if (whole.isEmpty()
                    || whole.get().verdict() != Verdict.PERMIT
                    || asked.request().action() == Action.MATCH) {
                continue;
            }
            Question question = onlyItsClauses(asked, whole.get());
            PortionDecision permit = judged(question).orElseThrow();
            assertEquals(Verdict.PERMIT, permit.verdict(), question::toString);
            Breaks.Permitted permitted = new Breaks.Permitted(question, screened(question, permit));
            for (Breaks.Break broken : Breaks.all()) {
                if (broken.fits().test(permitted)) {
                    breaks(question, broken, permit);
                }
            }
        }
    }

    private static void breaks(Question question, Breaks.Break broken, PortionDecision permit) {
        PortionDecision after = judged(broken.change().apply(question)).orElseThrow();
        boolean agreement = broken.code().gate() == Gate.AGREEMENT;
        if (agreement || covered(after).equals(covered(permit))) {
            Statistics.label("breaks " + broken.code())
                    .collect(true)
                    .coverage(seen -> seen.check(true).count(count -> count > 50));
            Map<Gate, Set<Code>> failing = failing(after);
            // Without a clause more assessments count than those of its support category.
            failing.keySet().removeIf(gate -> agreement && gate == Gate.SCREENING);
            Gate gate = broken.code() == Code.MISSING_FACT
                    ? Gate.SCREENING
                    : broken.code().gate();
            assertEquals(Map.of(gate, Set.of(broken.code())), failing, () -> broken.code() + " " + question);
        }
    }

    /** Repairing what one gate reads repairs its finding, and leaves every other gate's as it was. */
    @Invariant
    void repairingFactsRepairsTheirGateAlone(@ForAll Drawn world) {
        for (Question question : portions(world.one())) {
            Optional<PortionDecision> decision = judged(question);
            if (decision.isEmpty() || !takersKnown(question) || toItself(question)) {
                continue;
            }
            PortionDecision before = decision.get();
            for (Gate gate : failing(before).keySet()) {
                repairs(question, gate, before);
            }
        }
    }

    private static void repairs(Question question, Gate gate, PortionDecision before) {
        PortionDecision after =
                judged(Repairs.of(gate, question, uncovered(before))).orElseThrow();
        boolean sameClauses = covered(after).equals(covered(before));
        Map<Gate, Set<Code>> left = failing(after);
        assertTrue(gate == Gate.AGREEMENT || !sameClauses || !left.containsKey(gate), () -> gate + " " + question);
        assertTrue(!left.getOrDefault(gate, Set.of()).contains(Code.NO_AGREEMENT), () -> gate + " " + question);
        Map<Gate, Set<Code>> others = failing(before);
        others.remove(gate);
        left.remove(gate);
        if (gate == Gate.AGREEMENT) {
            others.keySet().removeAll(BY_CLAUSE);
            left.keySet().removeAll(BY_CLAUSE);
        }
        Statistics.label("under the same clauses")
                .collect(sameClauses || gate == Gate.AGREEMENT)
                .coverage(seen -> seen.check(true).percentage(share -> share > 90));
        if (sameClauses || gate == Gate.AGREEMENT) {
            assertEquals(others, left, () -> gate + " " + question);
        }
    }

    /** Repairing every gate of the cause set permits; where no clause covered, what its clause brings to light as well. */
    @Invariant
    void repairingTheWholeCauseSetPermits(@ForAll Drawn world) {
        for (Question asked : portions(world.one())) {
            Optional<PortionDecision> decision = judged(asked);
            if (decision.isEmpty() || decision.get().verdict() == Verdict.PERMIT || toItself(asked)) {
                continue;
            }
            Question question = asked;
            PortionDecision reached = decision.get();
            boolean judgedWhole = takersKnown(asked) && !failing(reached).containsKey(Gate.AGREEMENT);
            for (int round = 0; round < (judgedWhole ? 1 : 3) && reached.verdict() != Verdict.PERMIT; round++) {
                for (Gate gate : failing(reached).keySet()) {
                    question = Repairs.of(gate, question, uncovered(reached));
                }
                reached = judged(question).orElseThrow();
            }
            PortionDecision last = reached;
            assertEquals(Verdict.PERMIT, last.verdict(), () -> failing(last) + " of " + asked);
        }
    }

    /** A refusal comes before any record is read: it tells of the request, and is the same whatever the record. */
    @Invariant
    void refusalTellsOfTheRequestAlone(@ForAll Drawn world) {
        for (Question asked : world.questions().subList(0, 4)) {
            Question question = asked.with("at", world.instants().getFirst());
            Decision decision = question.decide();
            Optional<Decision.Refused> standing = Decide.standing(question.leased(), question.request(), question.at());
            boolean refused = decision instanceof Decision.Refused;
            assertEquals(standing.isPresent(), refused);
            if (decision instanceof Decision.Refused told) {
                assertEquals(standing.get(), told);
                assertTrue(OF_REQUESTS.contains(told.code().gate()));
                for (Finding finding : told.trace()) {
                    assertTrue(OF_REQUESTS.contains(finding.gate()));
                    assertEquals(Optional.empty(), finding.leg());
                }
            }
        }
    }

    /** The question for each portion by itself, of those that have a label. */
    private static List<Question> portions(Question question) {
        return question.record().portions().stream()
                .filter(portion -> portion.label().isPresent())
                .map(portion -> question.record("portions", List.of(portion)))
                .toList();
    }

    private static Optional<PortionDecision> judged(Question question) {
        return question.request().action() == Action.NOTICE
                ? Optional.empty()
                : switch (question.decide()) {
                    case Decision.Refused refused -> Optional.empty();
                    case Decision.Judged judged -> Optional.of(judged.portions().getFirst());
                };
    }

    private static Map<Gate, Set<Code>> failing(PortionDecision decision) {
        Map<Gate, Set<Code>> failing = new EnumMap<>(Gate.class);
        for (Finding finding : decision.trace()) {
            finding.code()
                    .ifPresent(code -> failing.computeIfAbsent(finding.gate(), gate -> EnumSet.noneOf(Code.class))
                            .add(code));
        }
        return failing;
    }

    /** Under which clauses the transfers were judged. */
    private static Set<String> covered(PortionDecision decision) {
        Set<String> clauses = new TreeSet<>();
        for (Finding finding : decision.trace()) {
            if (finding.gate() == Gate.AGREEMENT) {
                clauses.add(finding.fact() + finding.leg());
            }
        }
        return clauses;
    }

    private static Set<List<String>> uncovered(PortionDecision decision) {
        Set<List<String>> uncovered = new HashSet<>();
        for (Finding finding : decision.trace()) {
            if (finding.gate() == Gate.AGREEMENT && finding.code().isPresent()) {
                finding.leg().ifPresent(leg -> uncovered.add(List.of(leg.from(), leg.to(), leg.type())));
            }
        }
        return uncovered;
    }

    private static boolean takersKnown(Question question) {
        PortionFacts portion = question.record().portions().getFirst();
        return question.bundle().parties().containsKey(question.record().releaser())
                && portion.custody().stream()
                        .allMatch(receipt -> question.bundle().parties().containsKey(receipt.holder()));
    }

    /** No clause can make anybody's gift to itself a transfer. */
    private static boolean toItself(Question question) {
        return question.record().portions().getFirst().custody().stream()
                .anyMatch(receipt -> receipt.releaser().equals(receipt.holder()));
    }

    private static boolean screened(Question question, PortionDecision permit) {
        var party = question.bundle().parties().get(question.party());
        return party != null
                && question.bundle().settings().screenedTypes().contains(party.type())
                && !permit.assessments().isEmpty();
    }

    /** Without the clauses under which nothing was judged: the next best must not step in. */
    private static Question onlyItsClauses(Question question, PortionDecision decision) {
        Set<String> facts = new HashSet<>();
        decision.trace().stream()
                .filter(finding -> finding.gate() == Gate.AGREEMENT)
                .forEach(finding -> facts.add(finding.fact()));
        return question.agreements(agreement -> With.with(
                agreement,
                "clauses",
                agreement.clauses().stream()
                        .filter(clause -> facts.contains("clause " + clause.id()))
                        .toList()));
    }
}
