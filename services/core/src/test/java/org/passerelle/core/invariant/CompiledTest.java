package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I9: compiled = reference, on every class, recipient, action, purpose and instant. */
final class CompiledTest {

    private static final int PLENTY = 1_000;

    @Invariant
    void compiledEqualsReference(@ForAll Drawn world) {
        CompiledAnswer compiled = CompiledAnswer.to(world.one(), PLENTY);
        world.half().forEach(question -> equal(compiled, question));
    }

    /** What was compiled before a dated fact changes holds until then, and no longer. */
    @Invariant
    void compiledEqualsReferenceAtTheEndOfValidity(@ForAll Drawn world) {
        Question question = world.one();
        CompiledAnswer compiled = CompiledAnswer.to(question, PLENTY);
        equal(compiled, question);
        Instant end = question.at();
        for (int i = 0; i < 4 && end.isBefore(world.leased().leaseUntil()); i++) {
            end = compiled.sheet(question.with("at", end)).validUntil(end);
            around(end).forEach(at -> equal(compiled, question.with("at", at)));
        }
        equal(compiled, question);
    }

    private static List<Instant> around(Instant end) {
        return end.equals(Instant.MAX) ? List.of() : List.of(end.minusNanos(1), end, end.plus(Duration.ofSeconds(1)));
    }

    /** A full catalogue costs time, and changes no answer. */
    @Invariant
    void unclassedEqualsReference(@ForAll Drawn world) {
        equal(CompiledAnswer.to(world.one(), 1), world.one());
    }

    /** Recompiling what a change touches comes to the same as compiling the changed bundle. */
    @Invariant
    void recompiledEqualsReference(@ForAll Drawn world) {
        Question original = world.one();
        Question question = original;
        CompiledAnswer compiled = CompiledAnswer.to(question, PLENTY);
        equal(compiled, question);
        for (Worsening change : changes(original, new Random(world.seed()))) {
            question = change.change().apply(question);
            compiled = compiled.next(question);
            equal(compiled, question);
        }
        equal(compiled.next(original), original);
    }

    /** Times so far away that sheets cannot compute with them are told apart all the same. */
    @Invariant
    void distantTimesEqualReference(@ForAll Drawn world) {
        Question question = new DistantTimes(new Random(world.seed())).of(world.one());
        assertEquals(question.expected(), CompiledAnswer.to(question, PLENTY).of(question), question::toString);
    }

    private static List<Worsening> changes(Question question, Random random) {
        List<Worsening> changes = new ArrayList<>(ScreeningWorsenings.of(question));
        MonotoneRecipientTest.account(changes);
        MonotoneRecipientTest.party(changes);
        MonotoneRecipientTest.agreements(random, question, changes);
        MonotoneRecipientTest.clauses(changes);
        changes.addAll(GroupChanges.of(question));
        Collections.shuffle(changes, random);
        return changes.subList(0, 4);
    }

    private static void equal(CompiledAnswer compiled, Question question) {
        Answer expected = question.expected();
        assertEquals(expected, compiled.of(question), question::toString);
        assertTrue(compiled.leavesOutNothing(question, expected), question::toString);
        Statistics.label("permits")
                .collect(expected instanceof Answer.Judged judged
                        && judged.portions().stream().anyMatch(one -> one.verdict() == Verdict.PERMIT))
                .coverage(seen -> seen.check(true).percentage(share -> share > 10));
    }
}
