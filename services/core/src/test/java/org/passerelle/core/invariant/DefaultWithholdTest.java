package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.core.world.With.with;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.ForAll;
import net.jqwik.api.statistics.Statistics;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Label;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds.Drawn;

/** I1: a bundle without agreements discloses to nobody but the originator's own members. */
final class DefaultWithholdTest {

    @Invariant
    void defaultWithhold(@ForAll Drawn world) {
        for (Question question : world.half()) {
            onlyOwnMembers(question.bundle("agreements", List.of()));
        }
    }

    /** An agreement that is not in force is none. */
    @Invariant
    void defaultWithholdWithoutAgreementInForce(@ForAll Drawn world) {
        Question question = world.one();
        for (AgreementState state : AgreementState.values()) {
            if (state != AgreementState.ACTIVE) {
                onlyOwnMembers(question.agreements(agreement -> with(agreement, "state", state)));
            }
        }
        onlyOwnMembers(question.agreements(agreement -> with(agreement, "suspendedBy", Set.of("MINUSMA"))));
        Duration skew = question.bundle().settings().clockSkew();
        onlyOwnMembers(question.agreements(agreement ->
                with(agreement, "validFrom", question.at().minus(skew).plusNanos(1))));
        onlyOwnMembers(question.agreements(
                agreement -> with(agreement, "validUntil", question.at().plus(skew))));
    }

    private static void onlyOwnMembers(Question question) {
        if (question.request().action() == Action.NOTICE) {
            return;
        }
        if (question.answer() instanceof Answer.Judged judged) {
            for (int i = 0; i < judged.portions().size(); i++) {
                Answer.Portion portion = judged.portions().get(i);
                boolean own = question.record()
                        .portions()
                        .get(i)
                        .label()
                        .map(Label::originators)
                        .equals(Optional.of(Set.of(question.party())));
                Statistics.label("own content is read")
                        .collect(own && portion.verdict() == Verdict.PERMIT)
                        .coverage(seen -> seen.check(true).percentage(share -> share > 1));
                assertTrue(own || portion.verdict() == Verdict.DENY, question::toString);
                assertEquals(Optional.empty(), portion.clause());
            }
        }
    }
}
