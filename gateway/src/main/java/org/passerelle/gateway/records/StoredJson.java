package org.passerelle.gateway.records;

import java.util.LinkedHashMap;
import java.util.List;
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
        return new ViewJson(bundle, party).label(overall).orElseThrow(StoredJson::unspoken);
    }

    static Refusal unspoken() {
        return new Refusal(Problem.of(Problem.Kind.INVALID, "the level has no marking in the party's own system"));
    }

    /**
     * @param portions as stored; those with sources are told, and of the sources those that the submitter may read: what else they derive
     *     from is not
     * @param sources those of which that is recorded
     */
    static Map<String, Object> of(
            String id, Map<String, Object> label, List<Citations.Resolved> portions, ToldSources sources) {
        Map<String, Object> json = new LinkedHashMap<>();
        // INVARIANT: no number of the version: it counts those between which its submitter saw no change.
        json.put("id", id);
        json.putAll(of(label, portions, sources));
        return json;
    }

    /** The same of what has no id. The label is a join with those of the sources: it is told with them, or not at all. */
    static Map<String, Object> of(Map<String, Object> label, List<Citations.Resolved> portions, ToldSources sources) {
        Map<String, Object> json = new LinkedHashMap<>();
        if (sources.recorded()) {
            json.put("label", label);
            json.put(
                    "derived",
                    portions.stream()
                            .filter(Citations.Resolved::derived)
                            .map(StoredJson::derived)
                            .toList());
            json.put("sources", sources.items());
        }
        return json;
    }

    private static Map<String, Object> derived(Citations.Resolved portion) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("portion", portion.pointer());
        json.put("field", portion.portion().field());
        json.put("derivedFrom", portion.readable());
        return json;
    }
}
