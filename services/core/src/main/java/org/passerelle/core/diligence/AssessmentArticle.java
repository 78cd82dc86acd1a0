package org.passerelle.core.diligence;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.text.Drafting;
import org.passerelle.core.agreement.text.LegalText.Article;
import org.passerelle.core.message.History.Step;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;

/**
 * An assessment as it stood at an instant: what it covered, on which conditions, and who answered for it.
 *
 * @param at at which mitigations count as done, open or overdue
 */
record AssessmentArticle(Phrases phrases, Instant at) {

    Article of(int number, Then then) {
        Assessment assessment = then.assessment();
        Drafting draft = phrases.draft(number);
        draft.say("subject", subject(assessment), subjects(assessment));
        draft.say("state", states(assessment));
        draft.say(
                "validity",
                Map.of(
                        "from", phrases.instant(assessment.validFrom()),
                        "until", phrases.instant(assessment.validUntil())));
        draft.say(
                "cover",
                Map.of(
                        "categories", phrases.ids(assessment.supportCategories()),
                        "purposes", phrases.coded("purpose", assessment.purposes())));
        if (assessment.mitigations().isEmpty()) {
            draft.say("mitigation", "mitigation.none", Map.of());
        }
        assessment.mitigations().forEach(mitigation -> mitigation(draft, mitigation));
        draft.say(
                "persons",
                Map.of(
                        "author", phrases.id(assessment.author()),
                        "reviewer", person(assessment.reviewer()),
                        "approver", person(assessment.approver())));
        then.steps().forEach(step -> step(draft, step));
        return draft.article(phrases.say(
                "heading.ASSESSMENT",
                Map.of("id", phrases.id(assessment.id()), "version", phrases.number(then.version()))));
    }

    private static String subject(Assessment assessment) {
        if (assessment.commander().isPresent()) {
            return "subject.commander";
        }
        return assessment.unit().isPresent() ? "subject.unit" : "subject";
    }

    private Map<String, String> subjects(Assessment assessment) {
        return Map.of(
                "party", phrases.id(assessment.recipient()),
                "unit", phrases.id(assessment.unit().orElse("")),
                "commander", phrases.id(assessment.commander().orElse("")));
    }

    /** What had been approved counted as expired from the end of its validity on (HRDDP H4). */
    private Map<String, String> states(Assessment assessment) {
        boolean ended = !at.isBefore(assessment.validUntil());
        AssessmentState state = switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL -> ended ? AssessmentState.EXPIRED : assessment.state();
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> assessment.state();
        };
        return Map.of(
                "state", phrases.word("state", state.name()),
                "risk", phrases.word("risk", assessment.risk().name()));
    }

    private String person(Optional<String> account) {
        return account.map(phrases::id).orElseGet(() -> phrases.text("nobody"));
    }

    private void mitigation(Drafting draft, Mitigation mitigation) {
        Map<String, String> values = new HashMap<>(Map.of(
                "id", phrases.id(mitigation.id()),
                "description", phrases.quoted(mitigation.description()),
                "owner", phrases.id(mitigation.owner()),
                "due", phrases.instant(mitigation.due())));
        mitigation.doneAt().ifPresent(done -> values.put("done", phrases.instant(done)));
        draft.say("mitigation", sentence(mitigation), values);
    }

    private String sentence(Mitigation mitigation) {
        if (mitigation.doneAt().isPresent()) {
            return "mitigation.done";
        }
        return at.isBefore(mitigation.due()) ? "mitigation.open" : "mitigation.overdue";
    }

    private void step(Drafting draft, Step step) {
        draft.say(
                "step",
                Map.of(
                        "what", phrases.word("step", step.what()),
                        "subject", phrases.id(step.subject()),
                        "time", phrases.instant(step.at()),
                        "reason", phrases.quoted(step.reason())));
    }
}
