package org.passerelle.gateway.exemptions;

import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.core.message.Exemptions.Done;
import org.passerelle.core.message.Exemptions.Entry;

/** Exemptions as the party that grants them sees them. */
final class ExemptionJson {
    private ExemptionJson() {}

    static Map<String, Object> of(Entry entry) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", entry.id());
        json.put("code", entry.code());
        json.put("unit", entry.unit());
        json.put("record", entry.recordId());
        json.put("version", entry.version());
        json.put("purpose", entry.purpose());
        json.put("requester", entry.requester());
        json.put("reason", entry.reason());
        json.put("requestedAt", entry.requestedAt());
        json.put("state", entry.state().name());
        entry.until().ifPresent(until -> json.put("until", until));
        json.put("acts", entry.acts().stream().map(ExemptionJson::act).toList());
        return json;
    }

    private static Map<String, Object> act(Done done) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", done.kind().name());
        json.put("subject", done.subject());
        json.put("reason", done.reason());
        json.put("at", done.at());
        return json;
    }
}
