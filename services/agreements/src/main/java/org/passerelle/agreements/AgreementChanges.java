package org.passerelle.agreements;

import io.vertx.core.Future;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.Reinstate;
import org.passerelle.core.message.Policy.Suspend;

/** Suspension and reinstatement as other services ask for them. */
final class AgreementChanges {
    private final AgreementActs acts;

    AgreementChanges(AgreementActs acts) {
        this.acts = acts;
    }

    Future<ChangeOutcome> suspend(Suspend ask) {
        return change(ask.agreementId(), ask.party(), ask.subject(), new Deed.Suspend(ask.reason()));
    }

    Future<ChangeOutcome> reinstate(Reinstate ask) {
        return change(ask.agreementId(), ask.party(), ask.subject(), new Deed.Reinstate(ask.reason()));
    }

    private Future<ChangeOutcome> change(String agreement, String party, String subject, Deed deed) {
        return acts.act(new Act(Optional.of(agreement), party, subject, deed, Optional.empty(), Optional.empty()))
                .map(outcome -> switch (outcome) {
                    case Outcome.Done done ->
                        new ChangeOutcome.Changed(
                                done.view().version(done.view().shown()).agreement(),
                                done.barrier().orElseThrow(),
                                done.at());
                    case Outcome.Absent absent -> new ChangeOutcome.Absent();
                    case Outcome.Refused refused ->
                        new ChangeOutcome.NotPossible(refused.state().name(), Optional.of(told(refused.refusal())));
                    case Outcome.Faulty faulty -> new ChangeOutcome.Faulty(faulty.faults());
                    case Outcome.Unreadable unreadable -> throw unexpected();
                    case Outcome.NotSigned unsigned -> throw unexpected();
                    case Outcome.Moved moved -> throw unexpected();
                    case Outcome.KeyReused reused -> throw unexpected();
                });
    }

    private static String told(Refusal refusal) {
        return switch (refusal) {
            case NOT_SUSPENDED -> "only the party that suspended can reinstate";
            case STATE -> "only an active agreement can be suspended";
            case ABSENT, ROLE, OWN_TERMS, OWN_WORK, SAME_PERSON, ALREADY, OVER, NOT_DUE ->
                refusal.name().toLowerCase(Locale.ROOT).replace('_', ' ');
        };
    }

    private static IllegalStateException unexpected() {
        return new IllegalStateException("a suspension has neither terms nor signature nor key");
    }
}
