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
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.compiled.CompiledPolicy;
import org.passerelle.core.compiled.Sheet;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.With;
import org.passerelle.core.world.Worlds.Drawn;

/** I9: compiled = reference, on every class, recipient, action, purpose and instant. */
final class CompiledTest {

    private static final int PLENTY = 1_000;

    @Invariant
    void compiledEqualsReference(@ForAll Drawn world) {
        ClassCatalogue catalogue = new ClassCatalogue(PLENTY);
        CompiledPolicy policy = new CompiledPolicy(world.bundle(), catalogue);
        for (Question question : world.questions()) {
            equal(policy, catalogue, question);
        }
    }

    /** What was compiled before a dated fact changes holds until then, and no longer. */
    @Invariant
    void compiledEqualsReferenceAtTheEndOfValidity(@ForAll Drawn world) {
        ClassCatalogue catalogue = new ClassCatalogue(PLENTY);
        CompiledPolicy policy = new CompiledPolicy(world.bundle(), catalogue);
        Question question = world.one();
        equal(policy, catalogue, question);
        Instant end = question.at();
        for (int i = 0; i < 4 && end.isBefore(world.leased().leaseUntil()); i++) {
            end = policy.sheet(question.leased(), question.request(), end).validUntil(end);
            for (Instant at : around(end)) {
                equal(policy, catalogue, question.with("at", at));
            }
        }
        equal(policy, catalogue, question);
    }

    private static List<Instant> around(Instant end) {
        boolean edge = end.isAfter(Instant.MIN) && end.isBefore(Instant.MAX);
        return edge ? List.of(end.minusNanos(1), end, end.plus(Duration.ofSeconds(1))) : List.of();
    }

    /** A full catalogue costs time, and changes no answer. */
    @Invariant
    void unclassedEqualsReference(@ForAll Drawn world) {
        ClassCatalogue catalogue = new ClassCatalogue(1);
        CompiledPolicy policy = new CompiledPolicy(world.bundle(), catalogue);
        equal(policy, catalogue, world.one());
    }

    /** Recompiling what a change touches comes to the same as compiling the changed bundle. */
    @Invariant
    void recompiledEqualsReference(@ForAll Drawn world) {
        ClassCatalogue catalogue = new ClassCatalogue(PLENTY);
        Question original = world.one();
        Question question = original;
        CompiledPolicy policy = new CompiledPolicy(question.bundle(), catalogue);
        equal(policy, catalogue, question);
        for (Worsening change : changes(original, new Random(world.seed()))) {
            question = change.change().apply(question);
            policy = policy.next(question.bundle());
            equal(policy, catalogue, question);
        }
        equal(policy.next(original.bundle()), catalogue, original);
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

    private static void equal(CompiledPolicy policy, ClassCatalogue catalogue, Question question) {
        Answer expected = question.expected();
        Sheet sheet = policy.sheet(question.leased(), question.request(), question.at());
        List<PortionFacts> portions = question.record().portions();
        for (int i = 0; i < portions.size(); i++) {
            PortionFacts portion = portions.get(i);
            int number = catalogue.intern(question.record(), portion);
            Answer.Portion answer = Answer.portion(sheet.decide(number, question.record(), portion, question.at()));
            switch (expected) {
                case Answer.Refused refused -> {
                    assertEquals(expected, sheet.refused().map(Answer::of).orElse(null), question::toString);
                    assertEquals(Verdict.DENY, answer.verdict());
                    assertTrue(sheet.classes(question.at()).worthReading().isEmpty());
                }
                case Answer.Judged judged -> {
                    Answer.Portion right = judged.portions().get(i);
                    assertEquals(With.with(right, "id", answer.id()), answer, () -> portion.id() + " " + question);
                    worthReading(sheet, number, right.verdict(), question);
                }
            }
        }
        Statistics.label("permits")
                .collect(expected instanceof Answer.Judged judged
                        && judged.portions().stream().anyMatch(one -> one.verdict() == Verdict.PERMIT))
                .coverage(seen -> seen.check(true).percentage(share -> share > 10));
    }

    /** No class is left out of which a row is permitted or held. */
    private static void worthReading(Sheet sheet, int number, Verdict verdict, Question question) {
        if (number != ClassCatalogue.UNCLASSED && verdict != Verdict.DENY) {
            assertTrue(sheet.classes(question.at()).worthReading().get(number), question::toString);
        }
    }
}
