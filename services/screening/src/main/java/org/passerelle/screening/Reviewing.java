package org.passerelle.screening;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Dossier;

/** Submits drafts, and reviews what was submitted. */
record Reviewing(Doing doing) {

    /** What is submitted states everything that a reviewer has to weigh, and somebody answers for it. */
    Future<Outcome> submit(AssessmentLife life, String reason) {
        Assessment draft = life.now();
        if (draft.state() != AssessmentState.DRAFT) {
            return Doing.refused(Refusal.STATE, "only a draft can be submitted");
        }
        if (draft.author().equals(Renewals.AUTHOR)) {
            return Doing.refused(Refusal.CONTENT, "nobody has worked over what was copied; revise it first");
        }
        List<String> missing = unstated(life.dossier());
        if (!missing.isEmpty()) {
            return Doing.refused(Refusal.CONTENT, "the dossier does not state " + String.join(", ", missing));
        }
        return doing.appended(doing.happening(draft.id(), AssessmentEvent.SUBMITTED, reason));
    }

    private static List<String> unstated(Dossier dossier) {
        Map<String, Optional<String>> needed = new LinkedHashMap<>();
        needed.put("accountability", dossier.accountability());
        needed.put("mitigationCapacity", dossier.mitigationCapacity());
        needed.put("consequencesOfGiving", dossier.consequencesOfGiving());
        needed.put("consequencesOfWithholding", dossier.consequencesOfWithholding());
        return needed.entrySet().stream()
                .filter(member -> member.getValue().isEmpty())
                .map(Map.Entry::getKey)
                .toList();
    }

    /** Accepts it once, or gives it back, also after it was accepted. */
    Future<Outcome> review(AssessmentLife life, Step.Review review) {
        Assessment draft = life.now();
        if (draft.state() != AssessmentState.UNDER_REVIEW) {
            return Doing.refused(Refusal.STATE, "only what was submitted can be reviewed");
        }
        if (review.accepted() && life.accepted().isPresent()) {
            return Doing.refused(Refusal.STATE, "it is accepted already, and waits for approval");
        }
        AssessmentEvent event = review.accepted() ? AssessmentEvent.ACCEPTED : AssessmentEvent.RETURNED;
        return OwnWork.of(doing, life, "review")
                .compose(own -> own.map(reason -> Doing.refused(Refusal.OWN_WORK, reason))
                        .orElseGet(() -> doing.appended(doing.happening(draft.id(), event, review.reason()))));
    }
}
