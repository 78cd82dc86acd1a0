package org.passerelle.gateway.decisions;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Finding;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.ViewJson;

/**
 * Writes a decision with its whole trace. Screening causes show as {@code SCREENING} to all but focal points and approvers of the
 * assessing party (policy, "What the recipient can learn").
 */
public final class ExplanationJson {
    private static final String MASKED = "SCREENING";

    private final Bundle bundle;
    private final Caller caller;

    ExplanationJson(Bundle bundle, Caller caller) {
        this.bundle = bundle;
        this.caller = caller;
    }

    Map<String, Object> of(Decision decision, RecordFacts facts) {
        Map<String, Object> json = new LinkedHashMap<>();
        switch (decision) {
            case Decision.Refused refused -> {
                json.put("verdict", "DENY");
                json.put("primary", refused.code().name());
                json.put("gate", refused.code().gate().name());
                json.put("request", findings(refused.trace(), true));
                json.put("portions", List.of());
            }
            case Decision.Judged judged -> {
                json.put("verdict", judged.verdict().name());
                primary(judged).ifPresent(worst -> {
                    json.put("primary", code(worst.primary().orElseThrow(), open(worst)));
                    json.put("gate", worst.primary().orElseThrow().gate().name());
                });
                json.put("request", findings(judged.requestTrace(), true));
                json.put("portions", portions(judged, facts));
            }
        }
        return json;
    }

    /** The portion that speaks for the record: the best verdict, then the first failing gate. */
    private static Optional<PortionDecision> primary(Decision.Judged judged) {
        return judged.portions().stream()
                .filter(portion -> portion.verdict() == judged.verdict()
                        && portion.primary().isPresent())
                .min(java.util.Comparator.comparing(
                        portion -> portion.primary().orElseThrow().gate()));
    }

    private List<Object> portions(Decision.Judged judged, RecordFacts facts) {
        Map<String, String> fields = facts.portions().stream()
                .collect(java.util.stream.Collectors.toMap(PortionFacts::id, PortionFacts::field));
        List<Object> portions = new ArrayList<>();
        for (PortionDecision portion : judged.portions()) {
            boolean open = open(portion);
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("portion", portion.portionId());
            json.put("field", fields.getOrDefault(portion.portionId(), ""));
            json.put("verdict", portion.verdict().name());
            portion.primary().ifPresent(code -> {
                json.put("code", code(code, open));
                json.put("gate", code.gate().name());
            });
            portion.clause().ifPresent(clause -> json.put("clause", clause));
            json.put("assessments", open ? portion.assessments() : List.of());
            json.put("obligations", obligations(portion.obligations()));
            json.put("trace", findings(portion.trace(), open));
            portions.add(json);
        }
        return portions;
    }

    /** Whether the caller may learn screening causes: a focal point or approver of the party whose assessments they are. */
    private boolean open(PortionDecision portion) {
        boolean role = caller.account().roles().contains("human-rights-focal-point")
                || caller.account().roles().contains("approver");
        return role
                && bundle.assessments().stream()
                        .filter(assessment -> portion.assessments().contains(assessment.id()))
                        .allMatch(assessment -> assessment.assessor().equals(caller.party()));
    }

    private static String code(Code code, boolean open) {
        return code.gate() == Gate.SCREENING && !open ? MASKED : code.name();
    }

    private static List<Object> findings(List<Finding> trace, boolean open) {
        List<Object> findings = new ArrayList<>();
        for (Finding finding : trace) {
            boolean masked = finding.gate() == Gate.SCREENING && !open;
            Map<String, Object> json = new LinkedHashMap<>();
            json.put("gate", finding.gate().name());
            json.put("verdict", finding.verdict().name());
            json.put("judged", finding.judged());
            finding.code().ifPresent(code -> json.put("code", code(code, open)));
            json.put("fact", masked ? "screening" : finding.fact());
            findings.add(json);
        }
        return findings;
    }

    /** Obligations as the API writes them. */
    public static Map<String, Object> obligations(Obligations obligations) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "strip",
                new TreeSet<>(obligations.strip())
                        .stream()
                                .map(group -> group.name()
                                        .toLowerCase(java.util.Locale.ROOT)
                                        .replace('_', '-'))
                                .toList());
        json.put("geometry", ViewJson.precision(obligations.geometry()));
        json.put("gradingStatement", obligations.gradingStatement());
        json.put("watermark", obligations.watermark());
        obligations.delay().ifPresent(delay -> json.put("delay", delay.toString()));
        json.put("notifyReleaser", obligations.notifyReleaser());
        obligations.retention().ifPresent(retention -> json.put("retention", retention.toString()));
        json.put("handling", new TreeSet<>(obligations.handling()));
        return json;
    }
}
