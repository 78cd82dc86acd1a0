package org.passerelle.gateway.assessments;

import java.time.Clock;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.message.Assessments.Event;
import org.passerelle.core.message.Assessments.Version;
import org.passerelle.core.message.Assessments.Whole;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Dossier;

/**
 * An assessment with everything that is known of it.
 *
 * @param policy that says who approves at which risk; empty while there is none in force
 */
record WholeJson(Clock clock, Supplier<Optional<LeasedBundle>> policy) {

    static String tag(Whole whole) {
        return "\"" + whole.tag() + "\"";
    }

    Map<String, Object> of(Whole whole) {
        Instant now = clock.instant();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("tag", whole.tag());
        json.put("assessment", AssessmentJson.of(whole.assessment(), now));
        json.put("dossier", of(whole.dossier()));
        json.put("version", whole.version());
        json.put(
                "versions",
                whole.versions().stream().map(version -> version(version, now)).toList());
        json.put("history", whole.history().stream().map(WholeJson::event).toList());
        whole.successor().ifPresent(successor -> json.put("successor", successor));
        approval(whole).ifPresent(approval -> json.put("approval", approval));
        return json;
    }

    /** Who approves, while that is to come. */
    private Optional<Map<String, Object>> approval(Whole whole) {
        return policy.get()
                .filter(leased -> undecided(whole.assessment()))
                .map(leased -> leased.bundle().settings().diligence().approvals())
                .flatMap(approvals ->
                        Optional.ofNullable(approvals.get(whole.assessment().risk())))
                .map(approval -> {
                    Map<String, Object> json = new LinkedHashMap<>();
                    json.put("roles", new TreeSet<>(approval.roles()));
                    json.put("persons", approval.persons());
                    json.put("given", whole.assents());
                    return json;
                });
    }

    private static boolean undecided(Assessment assessment) {
        return switch (assessment.state()) {
            case DRAFT, UNDER_REVIEW -> true;
            case APPROVED, APPROVED_CONDITIONAL, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }

    private static Map<String, Object> version(Version version, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("version", version.version());
        json.put("by", version.subject());
        version.reason().ifPresent(reason -> json.put("reason", reason));
        json.put("at", version.at());
        json.put("assessment", AssessmentJson.of(version.assessment(), now));
        json.put("dossier", of(version.dossier()));
        return json;
    }

    private static Map<String, Object> event(Event event) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("event", event.event().name());
        json.put("party", event.party());
        json.put("by", event.subject());
        json.put("reason", event.reason());
        event.about().ifPresent(about -> json.put("about", about));
        json.put("at", event.at());
        return json;
    }

    private static Map<String, Object> of(Dossier dossier) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "violations",
                dossier.violations().stream().map(WholeJson::violation).toList());
        dossier.accountability().ifPresent(text -> json.put("accountability", text));
        dossier.mitigationCapacity().ifPresent(text -> json.put("mitigationCapacity", text));
        dossier.consequencesOfGiving().ifPresent(text -> json.put("consequencesOfGiving", text));
        dossier.consequencesOfWithholding().ifPresent(text -> json.put("consequencesOfWithholding", text));
        dossier.nextReview().ifPresent(review -> json.put("nextReview", review));
        json.put("unmitigable", dossier.unmitigable());
        return json;
    }

    private static Map<String, Object> violation(Dossier.Violation violation) {
        Map<String, Object> json = new LinkedHashMap<>();
        violation.allegation().ifPresent(allegation -> json.put("allegation", allegation));
        violation.description().ifPresent(text -> json.put("description", text));
        violation.allegedAt().ifPresent(at -> json.put("allegedAt", at));
        violation.grading().ifPresent(grading -> json.put("grading", grading.text()));
        violation.status().ifPresent(status -> json.put("status", status.name()));
        return json;
    }
}
