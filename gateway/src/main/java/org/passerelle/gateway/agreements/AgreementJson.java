package org.passerelle.gateway.agreements;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.gateway.decisions.ObligationsJson;
import org.passerelle.gateway.disclosure.ViewJson;

/** Agreements as their parties see them. */
final class AgreementJson {
    private AgreementJson() {}

    static Map<String, Object> of(Agreement agreement) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", agreement.id());
        json.put("titles", new TreeMap<>(agreement.titles()));
        json.put("parties", new TreeSet<>(agreement.parties()));
        json.put("state", agreement.state().name());
        json.put("version", agreement.version());
        json.put("validFrom", agreement.validFrom());
        json.put("validUntil", agreement.validUntil());
        agreement.noticePeriod().ifPresent(period -> json.put("noticePeriod", period.toString()));
        json.put("hash", agreement.hash());
        json.put("suspendedBy", new TreeSet<>(agreement.suspendedBy()));
        json.put("signedBy", new TreeSet<>(agreement.signatures().keySet()));
        json.put(
                "clauses",
                agreement.clauses().stream().map(AgreementJson::clause).toList());
        return json;
    }

    private static Map<String, Object> clause(Clause clause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", clause.id());
        json.put("releaser", clause.releaser());
        json.put("recipient", clause.recipient());
        clause.recipientUnit().ifPresent(unit -> json.put("recipientUnit", unit));
        json.put("recordTypes", new TreeSet<>(clause.recordTypes()));
        json.put("tags", new TreeSet<>(clause.tags()));
        ViewJson.names(clause.areas()).ifPresent(areas -> json.put("areas", areas));
        clause.eventFrom().ifPresent(from -> json.put("eventFrom", from));
        clause.eventUntil().ifPresent(until -> json.put("eventUntil", until));
        json.put("ceiling", clause.ceiling().number());
        json.put("compartments", new TreeSet<>(clause.compartments()));
        json.put("purposes", new TreeSet<>(clause.purposes()));
        json.put(
                "actions",
                new TreeSet<>(clause.actions()).stream().map(Enum::name).toList());
        json.put("tlpMax", clause.tlpMax().text());
        ViewJson.names(clause.onward()).ifPresent(onward -> json.put("onward", onward));
        json.put("endUsers", new TreeSet<>(clause.endUsers()));
        clause.supportCategory().ifPresent(category -> json.put("supportCategory", category));
        json.put("releaseHold", clause.releaseHold());
        json.put("obligations", ObligationsJson.of(clause.obligations()));
        clause.backfillFrom().ifPresent(from -> json.put("backfillFrom", from));
        return json;
    }
}
