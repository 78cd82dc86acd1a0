package org.passerelle.gateway.diligence;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeSet;
import org.passerelle.core.diligence.DueDiligence;
import org.passerelle.core.diligence.DueDiligence.Item;
import org.passerelle.core.diligence.DueDiligence.Recipient;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.History.Step;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;

/** The facts of a record of due diligence, and assessments as they stood. */
final class DueDiligenceJson {
    private DueDiligenceJson() {}

    static Map<String, Object> of(DueDiligence facts) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("disclosure", facts.disclosure());
        json.put("releaser", facts.releaser());
        json.put("at", facts.at());
        json.put("action", facts.action().name());
        json.put("purpose", facts.purpose());
        json.put("recipient", of(facts.recipient()));
        json.put("policyVersion", facts.policyVersion());
        facts.rules().ifPresent(rules -> json.put("rules", rules));
        json.put("leaf", facts.leaf());
        json.put("leafHash", facts.leafHash());
        json.put("items", facts.items().stream().map(DueDiligenceJson::of).toList());
        json.put(
                "assessments",
                facts.assessments().stream().map(DueDiligenceJson::of).toList());
        json.put("exemptions", facts.exemptions());
        return json;
    }

    private static Map<String, Object> of(Recipient recipient) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("party", recipient.party());
        recipient.unit().ifPresent(unit -> json.put("unit", unit));
        json.put("account", recipient.account());
        recipient.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("policyRead", recipient.policyRead());
        return json;
    }

    private static Map<String, Object> of(Item item) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("record", item.record());
        json.put("version", item.version());
        item.type().ifPresent(type -> json.put("type", type));
        json.put("clauses", item.clauses().stream().map(DueDiligenceJson::of).toList());
        json.put("agreementHashes", item.agreementHashes());
        json.put("assessments", item.assessments());
        json.put("viewHash", item.view());
        json.put("rulings", item.rulings().stream().map(DueDiligenceJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(DueDiligence.Clause clause) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", clause.id());
        clause.terms().ifPresent(terms -> {
            json.put("agreement", terms.agreement());
            json.put("agreementVersion", terms.version());
        });
        return json;
    }

    private static Map<String, Object> of(Ruling ruling) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("hold", ruling.hold());
        json.put("code", ruling.code().name());
        if (!ruling.matter().isEmpty()) {
            json.put("matter", ruling.matter());
        }
        json.put("portion", ruling.portionId());
        json.put("subject", ruling.subject());
        json.put("party", ruling.party());
        json.put("reason", ruling.reason());
        json.put("at", ruling.at());
        json.put("expiresAt", ruling.expiresAt());
        return json;
    }

    /** An assessment as it stood. */
    static Map<String, Object> of(Then then) {
        Assessment assessment = then.assessment();
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", assessment.id());
        json.put("version", then.version());
        json.put("enteredAt", then.enteredAt());
        json.put("recipient", assessment.recipient());
        assessment.unit().ifPresent(unit -> json.put("unit", unit));
        assessment.commander().ifPresent(commander -> json.put("commander", commander));
        json.put("state", assessment.state().name());
        json.put("risk", assessment.risk().name());
        json.put("validFrom", assessment.validFrom());
        json.put("validUntil", assessment.validUntil());
        json.put("supportCategories", new TreeSet<>(assessment.supportCategories()));
        json.put("purposes", new TreeSet<>(assessment.purposes()));
        json.put(
                "mitigations",
                assessment.mitigations().stream().map(DueDiligenceJson::of).toList());
        json.put("author", assessment.author());
        assessment.reviewer().ifPresent(reviewer -> json.put("reviewer", reviewer));
        assessment.approver().ifPresent(approver -> json.put("approver", approver));
        json.put("steps", then.steps().stream().map(DueDiligenceJson::of).toList());
        return json;
    }

    private static Map<String, Object> of(Mitigation mitigation) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("id", mitigation.id());
        json.put("description", mitigation.description());
        json.put("owner", mitigation.owner());
        json.put("due", mitigation.due());
        mitigation.doneAt().ifPresent(done -> json.put("doneAt", done));
        return json;
    }

    private static Map<String, Object> of(Step step) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("what", step.what());
        json.put("party", step.party());
        json.put("subject", step.subject());
        json.put("reason", step.reason());
        json.put("at", step.at());
        return json;
    }
}
