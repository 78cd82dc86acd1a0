package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.world.With.with;

import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/**
 * I4: nothing that may leave under the changed policy depends on what was suspended, whether it is decided anew or by what had been
 * compiled before. (That no leaf is written under an older policy is the barrier's part.)
 */
final class SuspensionTest {

    private static final int PLENTY = 1_000;

    @Invariant
    void suspendedAgreement(@ForAll Drawn world) {
        Question question = nothingDepends(world, UnaryOperator.identity(), Suspensions::agreements, 20);
        for (Agreement agreement : question.bundle().agreements()) {
            asIfThereWereNone(question, agreement.id());
        }
    }

    /** What remains is what would be there without the agreement, on every leg: also where it only brought the content. */
    private static void asIfThereWereNone(Question question, String id) {
        List<Agreement> others = question.bundle().agreements().stream()
                .filter(agreement -> !agreement.id().equals(id))
                .toList();
        Answer without = question.bundle("agreements", others).answer();
        Answer suspended = question.agreements(agreement ->
                        agreement.id().equals(id) ? with(agreement, "state", AgreementState.SUSPENDED) : agreement)
                .answer();
        assertEquals(released(without), released(suspended), () -> "without " + id + ", " + question);
    }

    private static List<Object> released(Answer answer) {
        return answer instanceof Answer.Judged judged
                ? judged.portions().stream()
                        .<Object>map(portion -> portion.verdict() == Verdict.DENY ? Verdict.DENY : portion)
                        .toList()
                : List.of();
    }

    @Invariant
    void suspendedAccount(@ForAll Drawn world) {
        nothingDepends(world, Suspensions::accounts, 20);
    }

    @Invariant
    void suspendedParty(@ForAll Drawn world) {
        nothingDepends(world, Suspensions::parties, 20);
    }

    @Invariant
    void suspendedUnit(@ForAll Drawn world) {
        nothingDepends(world, Suspensions::units, 4);
    }

    @Invariant
    void suspendedCommander(@ForAll Drawn world) {
        nothingDepends(world, Suspensions::commanders, 4);
    }

    @Invariant
    void withdrawnConsent(@ForAll Drawn world) {
        nothingDepends(world, Suspensions::consented, Suspensions::consents, 1);
    }

    private static void nothingDepends(Drawn world, Function<Question, List<Suspension>> suspensions, int share) {
        nothingDepends(world, UnaryOperator.identity(), suspensions, share);
    }

    /**
     * Suspends what may be suspended in a question of the world whose answer depends on some of it, if there is one.
     *
     * @param share per cent of worlds in which something depended on what is suspended, at least
     */
    private static Question nothingDepends(
            Drawn world, UnaryOperator<Question> change, Function<Question, List<Suspension>> suspensions, int share) {
        Optional<Question> dependent = world.half().stream()
                .map(change)
                .filter(question ->
                        !mattering(question, suspensions.apply(question)).isEmpty())
                .findFirst();
        Statistics.label("something depended on it")
                .collect(dependent.isPresent())
                .coverage(seen -> seen.check(true).percentage(found -> found > share));
        Question question = dependent.orElseGet(() -> change.apply(world.one()));
        List<Suspension> all = suspensions.apply(question);
        for (Suspension suspension : all) {
            Question after = suspension.change().apply(question);
            nothing(suspension, after, after.answer());
        }
        CompiledAnswer compiled = CompiledAnswer.to(question, PLENTY);
        compiled.of(question);
        for (Suspension suspension : mattering(question, all)) {
            Question after = suspension.change().apply(question);
            nothing(suspension, after, compiled.next(after).of(after));
        }
        return question;
    }

    /** Those on which the answer depends as long as nothing is suspended. */
    private static List<Suspension> mattering(Question question, List<Suspension> suspensions) {
        Answer answer = question.answer();
        return suspensions.stream()
                .filter(suspension -> !suspension.dependent(question, answer).isEmpty())
                .toList();
    }

    private static void nothing(Suspension suspension, Question after, Answer answer) {
        List<Answer.Portion> dependent = suspension.dependent(after, answer);
        assertTrue(
                dependent.isEmpty(), () -> "after " + suspension.name() + " " + after + " still releases " + dependent);
    }
}
