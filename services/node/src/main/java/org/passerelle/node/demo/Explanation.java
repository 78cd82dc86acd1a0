package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** The gateway's explanation of one decision to the releasing side. */
public record Explanation(JsonNode json) {

    /** The best verdict among the portions. */
    public String verdict() {
        return json.path("verdict").asText();
    }

    /** Distinct codes of the portions, in their order. */
    public List<String> codes() {
        List<String> codes = new ArrayList<>();
        for (JsonNode portion : json.path("portions")) {
            String code = portion.path("code").asText();
            if (!code.isEmpty() && !codes.contains(code)) {
                codes.add(code);
            }
        }
        return codes;
    }

    /** The gate that decided: of the refusal, else of the clause that permits. */
    public String gate() {
        for (JsonNode portion : json.path("portions")) {
            if (!portion.path("code").asText().isEmpty()) {
                return portion.path("gate").asText();
            }
        }
        return findings("AGREEMENT").isEmpty() ? json.path("gate").asText() : "AGREEMENT";
    }

    /** How many portions came to a verdict. */
    public long count(String verdict) {
        return portions().stream()
                .filter(portion -> portion.path("verdict").asText().equals(verdict))
                .count();
    }

    /** The verdict on the portion of a field. */
    public String verdictOn(String field) {
        return portions().stream()
                .filter(portion -> portion.path("field").asText().equals(field))
                .map(portion -> portion.path("verdict").asText())
                .findFirst()
                .orElse("");
    }

    /** Facts that decided at a gate, over all portions, without repetition. */
    public List<JsonNode> findings(String gate) {
        List<JsonNode> findings = new ArrayList<>();
        for (JsonNode portion : portions()) {
            for (JsonNode finding : portion.path("trace")) {
                if (finding.path("gate").asText().equalsIgnoreCase(gate) && !findings.contains(finding)) {
                    findings.add(finding);
                }
            }
        }
        return findings;
    }

    private List<JsonNode> portions() {
        List<JsonNode> portions = new ArrayList<>();
        json.path("portions").forEach(portions::add);
        return portions;
    }
}
