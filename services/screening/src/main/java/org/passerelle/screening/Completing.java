package org.passerelle.screening;

import io.vertx.core.Future;
import java.util.Optional;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.party.Account;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.screening.AssessmentEvents.Happening;

/** Says that conditions of approval are met; overdue ones hold releases until then (HRDDP H5). */
record Completing(Doing doing) {
    private static final String FOCAL_POINT = "human-rights-focal-point";

    Future<Outcome> complete(AssessmentLife life, Step.Complete complete) {
        Optional<Mitigation> found = life.now().mitigations().stream()
                .filter(mitigation -> mitigation.id().equals(complete.mitigation()))
                .findFirst();
        if (found.isEmpty()) {
            return Future.succeededFuture(new Outcome.Absent());
        }
        if (!found.get().owner().equals(doing.ask().subject()) && !focalPoint()) {
            return Doing.refused(Refusal.ROLE, "whoever owns a mitigation completes it, or a focal point");
        }
        if (!decided(life.now())) {
            return Doing.refused(Refusal.STATE, "a mitigation is a condition of what was approved");
        }
        if (found.get().doneAt().isPresent()) {
            return Doing.refused(Refusal.STATE, "it is completed already");
        }
        String id = life.now().id();
        Happening mitigated = new Happening(
                id,
                AssessmentEvent.MITIGATED,
                doing.ask().party(),
                doing.ask().subject(),
                complete.evidence(),
                Optional.of(complete.mitigation()),
                false,
                doing.at());
        return AssessmentStore.fulfil(
                        doing.transaction(),
                        id,
                        complete.mitigation(),
                        doing.ask().subject(),
                        complete.evidence(),
                        doing.at())
                .compose(done -> doing.appended(mitigated));
    }

    private boolean focalPoint() {
        Account account = doing.bundle().accounts().get(doing.ask().subject());
        return account != null && account.roles().contains(FOCAL_POINT);
    }

    private static boolean decided(Assessment assessment) {
        return switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL, SUSPENDED -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }
}
