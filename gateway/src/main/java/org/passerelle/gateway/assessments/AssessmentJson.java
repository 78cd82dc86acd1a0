package org.passerelle.gateway.assessments;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.passerelle.core.message.Screening;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/** Assessments and allegations as the assessing party sees them. */
final class AssessmentJson {
    private AssessmentJson() {}

    static Map<String, Object> entry(Screening.AssessmentList.Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("assessment", of(entry.assessment()));
        json.put("tasks", entry.tasks().stream().map(AssessmentJson::task).toList());
        json.put(
                "allegations",
                entry.allegations().stream().map(AssessmentJson::of).toList());
        return json;
    }

    static Map<String, Object> of(Assessment assessment) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", assessment.id());
        json.put("recipient", assessment.recipient());
        assessment.unit().ifPresent(unit -> json.put("unit", unit));
        assessment.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("country", assessment.country());
        json.put("supportCategories", new TreeSet<>(assessment.supportCategories()));
        json.put("purposes", new TreeSet<>(assessment.purposes()));
        json.put("state", assessment.state().name());
        json.put("risk", assessment.risk().name());
        json.put("validFrom", assessment.validFrom());
        json.put("validUntil", assessment.validUntil());
        json.put("treatmentAssurance", assessment.treatmentAssurance());
        json.put("releaseHold", assessment.releaseHold());
        json.put(
                "mitigations",
                assessment.mitigations().stream()
                        .map(AssessmentJson::mitigation)
                        .toList());
        json.put("author", assessment.author());
        assessment.reviewer().ifPresent(reviewer -> json.put("reviewer", reviewer));
        assessment.approver().ifPresent(approver -> json.put("approver", approver));
        assessment.supersedes().ifPresent(earlier -> json.put("supersedes", earlier));
        json.put("rationale", assessment.rationale());
        return json;
    }

    private static Map<String, Object> mitigation(Assessment.Mitigation mitigation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", mitigation.id());
        json.put("description", mitigation.description());
        json.put("owner", mitigation.owner());
        json.put("due", mitigation.due());
        mitigation.doneAt().ifPresent(done -> json.put("doneAt", done));
        return json;
    }

    private static Map<String, Object> task(Screening.Task task) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", task.id());
        json.put("kind", task.kind());
        json.put("assessment", task.assessmentId());
        json.put("dueAt", task.dueAt());
        json.put("state", task.state());
        return json;
    }

    static Map<String, Object> of(Allegation allegation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", allegation.id());
        allegation.unit().ifPresent(unit -> json.put("unit", unit));
        allegation.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("allegedAt", allegation.allegedAt());
        json.put("reportedAt", allegation.reportedAt());
        json.put("grading", allegation.grading().text());
        json.put("status", allegation.status().name());
        return json;
    }
}
