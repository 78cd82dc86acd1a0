package org.passerelle.core.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.explanation.Fact.Kind;
import org.passerelle.core.label.Level;

/** What holds of every explanation, over drawn worlds and the truth tables. */
final class ExplanationOfManyWorldsTest {

    private static final int WORLDS = 700;
    private static final String FOCAL_POINT = "human-rights-focal-point";
    private static final String OFFICER = "liaison-officer";

    /** I7: the requester never learns a record-level reason. */
    @Test
    void toTheRequesterWhatIsWithheldIsAbsentToTheLastByte() {
        AtomicInteger withheld = new AtomicInteger();
        Instance.each(WORLDS, instance -> {
            if (instance.decide() instanceof Decision.Judged judged && judged.verdict() != Verdict.PERMIT) {
                Explanation hidden = instance.explain(Reader.requester());
                assertEquals(instance.absent(), hidden);
                assertEquals(told(instance.absent()), told(hidden));
                withheld.incrementAndGet();
            }
        });
        assertTrue(withheld.get() > WORLDS, withheld::toString);
    }

    /** Nothing by which a masked cause could be told from another. */
    @Test
    void whoMayNotLearnOfScreeningLearnsNothingOfIt() {
        Set<String> causes = Arrays.stream(Code.values())
                .filter(code -> code.gate() == Gate.SCREENING)
                .map(Code::name)
                .collect(Collectors.toCollection(TreeSet::new));
        Set<Kind> facts = EnumSet.range(Kind.NOT_ASSESSED, Kind.RELEASE_HELD_BY_CLAUSE);
        facts.addAll(EnumSet.range(Kind.COMMANDER_MISSING, Kind.FORCES_BEHIND_END_USER_MISSING));
        AtomicInteger masked = new AtomicInteger();
        Instance.each(WORLDS, instance -> {
            Explanation explanation = instance.explain(OFFICER);
            assertFalse((explanation + told(explanation)).contains(Instance.NAMED), explanation::toString);
            for (Line line : lines(explanation)) {
                assertFalse(facts.contains(line.fact().kind()), line::toString);
                assertFalse(causes.contains(line.cause().map(Cause::name).orElse("")), line::toString);
                masked.addAndGet(line.fact().kind() == Kind.SCREENING_MASKED ? 1 : 0);
            }
            explanation.causes().forEach(cause -> assertFalse(causes.contains(cause.name()), cause::toString));
            explanation.stories().forEach(story -> assertEquals(List.of(), story.assessments()));
        });
        assertTrue(masked.get() > WORLDS, masked::toString);
    }

    /** A masked HOLD tells its verdict, and no more than a masked DENY who may lift it. */
    @Test
    void maskedLinesDifferInNothingButTheirVerdict() {
        Set<Line> masked = new HashSet<>();
        Instance.each(
                WORLDS,
                instance -> lines(instance.explain(OFFICER)).stream()
                        .filter(line -> line.cause().equals(Optional.of(Cause.masked())))
                        .forEach(masked::add));
        assertEquals(2, masked.size(), masked::toString);
    }

    /** Which of several end-users passed would tell which one did not. */
    @Test
    void besideAMaskedLineNothingElseIsSaidOfScreening() {
        AtomicInteger masked = new AtomicInteger();
        Instance.each(WORLDS, instance -> {
            for (Story story : instance.explain(OFFICER).stories()) {
                List<Line> screening = story.lines().stream()
                        .filter(line -> line.gate() == Gate.SCREENING)
                        .toList();
                boolean hidden =
                        screening.stream().anyMatch(line -> line.cause().equals(Optional.of(Cause.masked())));
                assertTrue(!hidden || screening.size() == 1, screening::toString);
                masked.addAndGet(hidden ? 1 : 0);
            }
        });
        assertTrue(masked.get() > WORLDS, masked::toString);
    }

    @Test
    void anotherPartysFocalPointLearnsNoMoreOfAssessmentsThanAnOfficer() {
        Reader foreign = new Reader.ReleasingSide("SOMEBODY-ELSE", Set.of(FOCAL_POINT));
        Instance.each(WORLDS / 3, instance -> {
            String told = instance.explain(foreign).toString();
            assertFalse(told.contains(Instance.NAMED), told);
        });
    }

    @Test
    void everyDecisionIsToldInEveryLanguageWithEveryPlaceFilled() {
        Set<Kind> seen = EnumSet.noneOf(Kind.class);
        Instance.each(WORLDS, instance -> {
            for (Explanation explanation :
                    List.of(instance.explain(FOCAL_POINT), instance.explain(OFFICER), instance.absent())) {
                assertFalse(told(explanation).contains("{"), () -> told(explanation));
                for (Line line : lines(explanation)) {
                    seen.add(line.fact().kind());
                    line.fact().values().forEach((slot, values) -> {
                        boolean filled = !values.isEmpty() && values.stream().noneMatch(String::isEmpty);
                        assertTrue(filled || slot == Slot.AREAS, () -> line + " has nothing for " + slot);
                    });
                }
            }
        });
        Set<Kind> unseen = EnumSet.complementOf(EnumSet.copyOf(seen));
        // Only a defect brings these about; a recipient without its unit has no standing.
        unseen.removeAll(
                EnumSet.of(Kind.RULE_FAILED, Kind.OUT_OF_SCOPE, Kind.NO_SIGN_IN_SUFFICES, Kind.RECIPIENT_UNIT_MISSING));
        assertEquals(Set.of(), unseen);
    }

    @Test
    void whoMayLearnEverythingLearnsTheCausesOfTheDecision() {
        AtomicInteger compared = new AtomicInteger();
        Instance.each(WORLDS, instance -> {
            if (instance.decide() instanceof Decision.Judged judged) {
                Explanation explanation = instance.explain(FOCAL_POINT);
                judged.portions().forEach(portion -> compared.addAndGet(compare(portion, explanation)));
            }
        });
        assertTrue(compared.get() > WORLDS, compared::toString);
    }

    private static int compare(PortionDecision portion, Explanation explanation) {
        Story story = explanation.stories().stream()
                .filter(one -> one.portions().contains(portion.portionId()))
                .findFirst()
                .orElseThrow();
        assertEquals(portion.verdict(), story.verdict());
        if (story.lines().stream().anyMatch(line -> line.cause().equals(Optional.of(Cause.masked())))) {
            return 0;
        }
        List<String> codes = portion.trace().stream()
                .filter(finding -> finding.verdict() == portion.verdict())
                .flatMap(finding -> finding.code().stream())
                .distinct()
                .sorted()
                .map(Code::name)
                .toList();
        assertEquals(codes, story.causes().stream().map(Cause::name).toList());
        assertEquals(
                portion.primary().map(Code::name),
                story.causes().stream().findFirst().map(Cause::name));
        return 1;
    }

    @Test
    void whatIsSaidOfLevelsAndScopesIsTrue() {
        Instance.each(WORLDS, instance -> {
            for (Line line : lines(instance.explain(FOCAL_POINT))) {
                Kind kind = line.fact().kind();
                assertFalse(kind == Kind.OUT_OF_SCOPE, () -> "nothing found that is lacking in " + instance);
                if (line.fact().values().containsKey(Slot.CEILING)) {
                    assertTrue(level(line, Slot.LEVEL).compareTo(level(line, Slot.CEILING)) > 0, line::toString);
                }
            }
            if (instance.decide() instanceof Decision.Judged judged) {
                judged.portions().forEach(portion -> covered(instance, portion));
            }
        });
    }

    /** A clause under which something is released lacks nothing. */
    private static void covered(Instance instance, PortionDecision portion) {
        Facts facts = instance.facts();
        for (Finding finding : portion.trace()) {
            if (finding.gate() == Gate.AGREEMENT
                    && finding.leg().isPresent()
                    && finding.code().isEmpty()) {
                Transfer transfer = Transfer.of(
                        facts,
                        finding.leg().get(),
                        facts.portion(portion.portionId()),
                        facts.portion(portion.portionId()).label().orElseThrow(),
                        portion.clause().flatMap(facts::clause));
                transfer.clause()
                        .filter(clause -> portion.verdict() == Verdict.PERMIT)
                        .ifPresent(clause -> assertTrue(new Scope(transfer).covers(clause), instance::toString));
            }
        }
    }

    private static Level level(Line line, Slot slot) {
        return Level.valueOf(
                Objects.requireNonNull(line.fact().values().get(slot)).getFirst());
    }

    private static String told(Explanation explanation) {
        return Arrays.stream(Language.values())
                .map(language -> Telling.in(language).of(explanation).toString())
                .collect(Collectors.joining());
    }

    private static List<Line> lines(Explanation explanation) {
        List<Line> lines = new ArrayList<>(explanation.request());
        explanation.stories().forEach(story -> lines.addAll(story.lines()));
        return lines;
    }
}
