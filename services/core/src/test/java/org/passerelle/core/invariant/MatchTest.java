package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.world.With.with;

import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.decision.gate.MatchTerms;
import org.passerelle.core.label.Label;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** MATCH answers whether something is alike, by agreement of both, and opens nothing else; nothing else opens it. */
final class MatchTest {
    private static final Set<Action> BRINGING = Set.of(Action.READ, Action.EXPORT, Action.PUSH);

    @Invariant
    void aClauseForMatchDisclosesNothing(@ForAll Drawn world) {
        for (Question question : world.half()) {
            if (BRINGING.contains(question.request().action())) {
                assertEquals(
                        question.answer(),
                        question.clauses(clause -> {
                                    Set<Action> more = EnumSet.of(Action.MATCH);
                                    more.addAll(clause.actions());
                                    return with(clause, "actions", more);
                                })
                                .answer(),
                        question::toString);
                assertEquals(
                        List.of(),
                        foreign(question.clauses(clause -> with(clause, "actions", Set.of(Action.MATCH)))),
                        question::toString);
            }
        }
    }

    @Invariant
    void whatMayBeReadIsNotTherebyCompared(@ForAll Drawn world) {
        for (Question question : world.half()) {
            Question asked = question.request("action", Action.MATCH)
                    .clauses(clause ->
                            with(clause, "actions", EnumSet.complementOf(EnumSet.of(Action.MATCH, Action.NOTICE))));
            assertInstanceOf(Answer.Refused.class, asked.answer(), question::toString);
        }
    }

    @Invariant
    void onlyWithTermsBothWays(@ForAll Drawn world) {
        for (Question drawn : world.half()) {
            Question question = drawn.request("action", Action.MATCH);
            List<String> released = foreign(question);
            boolean others = !question.record().releaser().equals(question.party());
            Statistics.label("something of another's is compared")
                    .collect(others && !released.isEmpty())
                    .coverage(seen -> seen.check(true).percentage(share -> share > 0.2));
            if (others && !released.isEmpty()) {
                assertTrue(terms(question).isPresent(), question::toString);
                for (Predicate<Clause> direction : List.of(there(question), back(question))) {
                    Question one = without(question, direction);
                    assertEquals(List.of(), foreign(one), question::toString);
                    assertEquals(Optional.empty(), terms(one), question::toString);
                    Question suspended = question.agreements(
                            agreement -> agreement.clauses().stream().anyMatch(direction)
                                    ? with(agreement, "state", AgreementState.SUSPENDED)
                                    : agreement);
                    assertEquals(List.of(), foreign(suspended), question::toString);
                    assertEquals(Optional.empty(), terms(suspended), question::toString);
                }
            }
        }
    }

    private static Optional<MatchTerms> terms(Question question) {
        return question.account()
                .flatMap(account -> MatchTerms.between(
                        question.bundle(), account, question.record().releaser(), question.at()));
    }

    private static Question without(Question question, Predicate<Clause> direction) {
        return question.clauses(
                clause -> direction.test(clause) ? with(clause, "actions", Set.of(Action.READ)) : clause);
    }

    private static Predicate<Clause> there(Question question) {
        return between(question, question.record().releaser(), question.party());
    }

    private static Predicate<Clause> back(Question question) {
        return between(question, question.party(), question.record().releaser());
    }

    private static Predicate<Clause> between(Question question, String releaser, String recipient) {
        return clause -> question.bundle().standsFor(clause.releaser(), releaser, question.at())
                && question.bundle().standsFor(clause.recipient(), recipient, question.at());
    }

    /** Ids of permitted portions that others have originated. */
    private static List<String> foreign(Question question) {
        return question.answer() instanceof Answer.Judged judged
                ? judged.portions().stream()
                        .filter(portion -> portion.verdict() == Verdict.PERMIT)
                        .map(Answer.Portion::id)
                        .filter(id -> question.record().portions().stream()
                                .filter(portion -> portion.id().equals(id))
                                .noneMatch(portion -> portion.label()
                                        .map(Label::originators)
                                        .equals(Optional.of(Set.of(question.party())))))
                        .toList()
                : List.of();
    }
}
