package org.passerelle.core.impact;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.BinaryOperator;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.impact.Warning.Kind;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds;

/** A warning is a proof: whatever is asked in a drawn world, the reference bears it out. */
class ReviewTest {
    private static final int WORLDS = 5_000;

    private record Said(Agreement agreement, Warning warning) {}

    private static List<Said> warnings(Worlds.Drawn world, String party, Instant at) {
        List<Said> all = new ArrayList<>();
        for (Agreement agreement : world.bundle().agreements()) {
            Review.of(world.bundle(), agreement, party, world.bundle().agreements(), at)
                    .forEach(warning -> all.add(new Said(agreement, warning)));
        }
        return all;
    }

    /** One member of a clause, taken from another. */
    private static final List<BinaryOperator<Clause>> MEMBERS = List.of(
            (clause, other) -> With.with(clause, "ceiling", other.ceiling()),
            (clause, other) -> With.with(clause, "compartments", other.compartments()),
            (clause, other) -> With.with(clause, "purposes", other.purposes()),
            (clause, other) -> With.with(clause, "actions", other.actions()),
            (clause, other) -> With.with(clause, "tlpMax", other.tlpMax()),
            (clause, other) -> With.with(clause, "endUsers", other.endUsers()),
            (clause, other) -> With.with(clause, "supportCategory", other.supportCategory()),
            (clause, other) -> With.with(clause, "releaseHold", other.releaseHold()),
            (clause, other) -> With.with(clause, "obligations", other.obligations()),
            (clause, other) -> With.with(clause, "areas", other.areas()),
            (clause, other) -> With.with(clause, "tags", other.tags()),
            (clause, other) -> With.with(clause, "eventFrom", other.eventFrom()),
            (clause, other) -> With.with(clause, "eventUntil", other.eventUntil()),
            (clause, other) -> With.with(clause, "recipientUnit", other.recipientUnit()),
            (clause, other) -> With.with(clause, "recordTypes", other.recordTypes()),
            (clause, other) -> With.with(clause, "recipient", other.recipient()));

    /** The world with a twin of one of its clauses, that differs in one member at most. */
    private static Bundle twinned(Worlds.Drawn world, Worlds.Drawn other) {
        Bundle bundle = world.bundle();
        if (bundle.agreements().isEmpty() || other.bundle().agreements().isEmpty()) {
            return bundle;
        }
        int seed = Math.toIntExact(world.seed());
        Clause like = bundle.agreements().getFirst().clauses().getFirst();
        Clause different = other.bundle().agreements().getFirst().clauses().getFirst();
        Clause changed = MEMBERS.get(seed % MEMBERS.size()).apply(like, different);
        Clause twin = With.with(changed, "id", seed / MEMBERS.size() % 2 == 0 ? "0-twin" : "9-twin");
        return With.with(
                bundle,
                "agreements",
                bundle.agreements().stream()
                        .map(agreement -> agreement.clauses().contains(like)
                                ? With.with(agreement, "clauses", Question.plus(agreement.clauses(), twin))
                                : agreement)
                        .toList());
    }

    @Test
    void withoutAShadowedClauseNothingChanges() {
        int shadowed = 0;
        int permitted = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            Worlds.Drawn drawn = Worlds.of(seed);
            LeasedBundle leased = With.with(drawn.leased(), "bundle", twinned(drawn, Worlds.of(seed + WORLDS)));
            Worlds.Drawn world = With.with(drawn, "leased", leased);
            for (Said said : warnings(world, "", world.instants().getFirst())) {
                if (said.warning().kind() == Kind.SHADOWED) {
                    shadowed++;
                    permitted += unchanged(world, said.warning().clause().orElseThrow(), seed);
                }
            }
        }
        int found = shadowed;
        int open = permitted;
        assertTrue(found > 1_000, () -> "shadowed " + found);
        assertTrue(open > 1_000, () -> "permitted " + open);
    }

    /** How many portions are permitted all the same. */
    private static int unchanged(Worlds.Drawn world, String clause, long seed) {
        int permitted = 0;
        for (Question question : world.half()) {
            Question without = question.bundle("agreements", without(world.bundle(), clause));
            Map<String, Terms> expected = terms(question.expected());
            assertEquals(expected, terms(without.expected()), () -> clause + " of seed " + seed + ": " + question);
            permitted += Math.toIntExact(expected.values().stream()
                    .filter(terms -> terms.verdict() == Verdict.PERMIT)
                    .count());
        }
        return permitted;
    }

    private record Terms(Verdict verdict, Obligations obligations) {}

    private static Map<String, Terms> terms(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> Map.of("", new Terms(Verdict.DENY, Obligations.NONE));
            case Answer.Judged judged -> {
                Map<String, Terms> terms = new HashMap<>();
                judged.portions()
                        .forEach(portion ->
                                terms.put(portion.id(), new Terms(portion.verdict(), portion.obligations())));
                yield terms;
            }
        };
    }

    private static List<Agreement> without(Bundle bundle, String clause) {
        return bundle.agreements().stream()
                .map(agreement -> With.with(
                        agreement,
                        "clauses",
                        agreement.clauses().stream()
                                .filter(one -> !one.id().equals(clause))
                                .toList()))
                .toList();
    }

    @Test
    void underAClauseThatNeverReleasesNothingIsReleased() {
        int silent = 0;
        int cited = 0;
        for (long seed = 0; seed < WORLDS; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            Map<Instant, Map<String, Set<String>>> known = new HashMap<>();
            for (Question question : world.half()) {
                String releaser = question.record().releaser();
                Set<String> never = known.computeIfAbsent(question.at(), first -> new HashMap<>())
                        .computeIfAbsent(releaser, first -> never(world, releaser, question.at()));
                silent += never.size();
                // An exemption is for one record, and says nothing of what a clause is good for.
                if (!question.party().equals(releaser)
                        && question.bundle().exemptions().isEmpty()) {
                    for (String clause : cited(question.expected())) {
                        cited++;
                        assertFalse(never.contains(clause), () -> clause + ": " + question + " in " + world);
                    }
                }
            }
        }
        int found = silent;
        int seen = cited;
        assertTrue(found > 1_000, () -> "never " + found);
        assertTrue(seen > 1_000, () -> "cited " + seen);
    }

    private static Set<String> never(Worlds.Drawn world, String releaser, Instant at) {
        return warnings(world, releaser, at).stream()
                .filter(said -> said.warning().kind() == Kind.NEVER_RELEASES)
                .map(said -> said.warning().clause().orElseThrow())
                .collect(Collectors.toSet());
    }

    /** Clauses under which the releaser's own release is permitted or held. */
    private static Set<String> cited(Answer answer) {
        return switch (answer) {
            case Answer.Refused refused -> Set.of();
            case Answer.Judged judged ->
                judged.portions().stream()
                        .filter(portion -> portion.verdict() != Verdict.DENY)
                        .flatMap(portion -> portion.clause().stream())
                        .collect(Collectors.toCollection(TreeSet::new));
        };
    }

    @Test
    void everyKindOfWarningComesUp() {
        Map<Kind, Integer> kinds = new EnumMap<>(Kind.class);
        for (long seed = 0; seed < WORLDS / 4; seed++) {
            Worlds.Drawn world = Worlds.of(seed);
            for (String party : List.of("MINUSMA", "UNOWA", "PANEL")) {
                warnings(world, party, world.instants().getLast())
                        .forEach(said -> kinds.merge(said.warning().kind(), 1, Integer::sum));
            }
        }
        assertEquals(Set.of(Kind.values()), kinds.keySet(), kinds::toString);
    }
}
