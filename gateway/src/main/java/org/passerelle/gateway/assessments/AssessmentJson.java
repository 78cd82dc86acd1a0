package org.passerelle.gateway.assessments;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.screening.Assessment;
import org.passerelle.gateway.allegations.AllegationJson;

/** Assessments and allegations as the assessing party sees them. */
final class AssessmentJson {
    private AssessmentJson() {}

    /** @param done ids of tasks that somebody has seen to */
    static Map<String, Object> entry(Screening.AssessmentList.Entry entry, Set<String> done, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("assessment", of(entry.assessment(), now));
        json.put("tasks", entry.tasks().stream().map(task -> task(task, done)).toList());
        json.put(
                "allegations",
                entry.allegations().stream().map(AllegationJson::of).toList());
        return json;
    }

    /** @param now when the state counts: what was approved ends by itself */
    static Map<String, Object> of(Assessment assessment, Instant now) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", assessment.id());
        json.put("recipient", assessment.recipient());
        assessment.unit().ifPresent(unit -> json.put("unit", unit));
        assessment.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("country", assessment.country());
        json.put("supportCategories", new TreeSet<>(assessment.supportCategories()));
        json.put("purposes", new TreeSet<>(assessment.purposes()));
        json.put("state", assessment.state().name());
        json.put("effectiveState", assessment.stateAt(now).name());
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

    private static Map<String, Object> task(Screening.Task task, Set<String> done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", task.id());
        json.put("kind", task.kind());
        json.put("assessment", task.assessmentId());
        json.put("dueAt", task.dueAt());
        json.put("state", done.contains(task.id()) ? Tasks.State.DONE.name() : task.state());
        return json;
    }
}
