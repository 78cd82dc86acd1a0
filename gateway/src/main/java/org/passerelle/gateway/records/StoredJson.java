package org.passerelle.gateway.records;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Label;
import org.passerelle.gateway.disclosure.ViewJson;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;

/** What a submitter is told of what was stored; the same whether it awaits review or not. */
final class StoredJson {
    private StoredJson() {}

    /** The overall label in the words of the submitter's system; fails before anything is stored when it has none. */
    static Map<String, Object> label(Bundle bundle, String party, Label overall) {
        return new ViewJson(bundle, party)
                .label(overall)
                .orElseThrow(() -> new Refusal(
                        Problem.of(Problem.Kind.INVALID, "the level has no marking in the party's own system")));
    }

    static Map<String, Object> of(String id, int version, Map<String, Object> label) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", id);
        json.put("version", version);
        json.put("label", label);
        return json;
    }
}
