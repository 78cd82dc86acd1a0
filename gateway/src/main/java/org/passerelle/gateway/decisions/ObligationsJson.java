package org.passerelle.gateway.decisions;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.TreeSet;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.gateway.disclosure.ViewJson;

/** Obligations as the API writes them. */
public final class ObligationsJson {
    private ObligationsJson() {}

    public static Map<String, Object> of(Obligations obligations) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put(
                "strip",
                new TreeSet<>(obligations.strip())
                        .stream()
                                .map(group ->
                                        group.name().toLowerCase(Locale.ROOT).replace('_', '-'))
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
