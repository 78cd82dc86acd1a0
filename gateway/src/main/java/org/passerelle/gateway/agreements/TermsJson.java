package org.passerelle.gateway.agreements;

import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.label.Audience;
import org.passerelle.gateway.disclosure.ViewJson;

/** Terms in the grammar in which they are sent: what is shown can be changed and sent back. */
final class TermsJson {
    private TermsJson() {}

    static Map<String, Object> of(Agreement agreement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("titles", new TreeMap<>(agreement.titles()));
        json.put("parties", new TreeSet<>(agreement.parties()));
        json.put("validFrom", agreement.validFrom());
        json.put("validUntil", agreement.validUntil());
        agreement.noticePeriod().ifPresent(period -> json.put("noticePeriod", period.toString()));
        json.put("clauses", agreement.clauses().stream().map(TermsJson::clause).toList());
        return json;
    }

    private static Map<String, Object> clause(Clause clause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", clause.id());
        json.put("releaser", clause.releaser());
        json.put("recipient", clause.recipient());
        clause.recipientUnit().ifPresent(unit -> json.put("recipientUnit", unit));
        json.put("recordTypes", new TreeSet<>(clause.recordTypes()));
        some(json, "tags", clause.tags());
        ViewJson.names(clause.areas()).ifPresent(areas -> json.put("areas", areas));
        clause.eventFrom().ifPresent(from -> json.put("eventFrom", from));
        clause.eventUntil().ifPresent(until -> json.put("eventUntil", until));
        json.put("ceiling", clause.ceiling().number());
        some(json, "compartments", clause.compartments());
        json.put("purposes", new TreeSet<>(clause.purposes()));
        json.put("actions", names(clause.actions()));
        json.put("tlpMax", clause.tlpMax().text());
        json.put("onward", onward(clause.onward()));
        some(json, "endUsers", clause.endUsers());
        clause.supportCategory().ifPresent(category -> json.put("supportCategory", category));
        if (clause.releaseHold()) {
            json.put("releaseHold", true);
        }
        json.put("obligations", obligations(clause.obligations()));
        clause.backfillFrom().ifPresent(from -> json.put("backfillFrom", from));
        return json;
    }

    // Terms name to whom the recipient may pass on; whoever reads them cannot write "anybody".
    private static List<String> onward(Audience onward) {
        return ViewJson.names(onward).orElse(List.of());
    }

    private static Map<String, Object> obligations(Obligations obligations) {
        Map<String, Object> json = new LinkedHashMap<>();
        some(json, "strip", names(obligations.strip()));
        json.put("geometry", obligations.geometry().name());
        flag(json, "gradingStatement", obligations.gradingStatement());
        flag(json, "watermark", obligations.watermark());
        obligations.delay().ifPresent(delay -> json.put("delay", delay.toString()));
        flag(json, "notifyReleaser", obligations.notifyReleaser());
        obligations.retention().ifPresent(retention -> json.put("retention", retention.toString()));
        some(json, "handling", obligations.handling());
        return json;
    }

    private static List<String> names(Collection<? extends Enum<?>> constants) {
        return constants.stream().map(Enum::name).sorted().toList();
    }

    private static void some(Map<String, Object> json, String key, Collection<String> words) {
        if (!words.isEmpty()) {
            json.put(key, new TreeSet<>(words));
        }
    }

    private static void flag(Map<String, Object> json, String key, boolean set) {
        if (set) {
            json.put(key, true);
        }
    }
}
