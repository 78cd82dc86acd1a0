package org.passerelle.core.world;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Random;

/** Worlds drawn from a seed: dense in permits, and wild in everything a gate reads. */
public final class RandomWorld {

    private static final List<String> PARTIES =
            List.of("MINUSMA", "UNOWA", "UNODC", "PANEL", "EUCAP", "FRENCH-FORCES", "MALI-FORCES", "NIGER-POLICE");
    private static final List<String> NAMES =
            List.of("MINUSMA", "UNOWA", "UNODC", "EUCAP", "un-entities", "newcomers", "leavers");
    private static final List<String> SUBJECTS = List.of(
            "minusma.officer",
            "unowa.officer",
            "unowa-system",
            "unodc.officer",
            "panel.officer",
            "eucap.officer",
            "french.officer",
            "mali.officer",
            "bn33-system",
            "bn21-system",
            "niger.officer");
    private static final List<String> PURPOSES =
            List.of("early-warning", "force-protection", "crime-analysis", "sanctions-monitoring");
    private static final List<String> TYPES = List.of("incident", "alert", "product");
    private static final List<String> TLPS = List.of("CLEAR", "GREEN", "AMBER", "AMBER_STRICT", "RED");
    private static final List<String> STATES =
            List.of("APPROVED", "APPROVED", "APPROVED", "SUSPENDED", "WITHDRAWN", "EXPIRED", "DRAFT");
    private static final List<String> AREAS = List.of("ML", "ML-7", "NE-6", "LY");

    private final Random random;
    private final JsonNodeFactory json = JsonNodeFactory.instance;

    private RandomWorld(long seed) {
        this.random = new Random(seed);
    }

    public static World of(long seed) {
        return new RandomWorld(seed).world();
    }

    private World world() {
        ObjectNode patch = json.objectNode();
        ObjectNode parties = patch.putObject("parties");
        PARTIES.forEach(party -> parties.putObject(party).set("purposes", all(PURPOSES)));
        ObjectNode agreement = patch.putObject("agreements").putObject("99-random");
        agreement.put("state", often() ? "ACTIVE" : "SUSPENDED");
        agreement.put("validFrom", "-P30D").put("validUntil", often() ? "P30D" : "-PT1S");
        ObjectNode clauses = agreement.putObject("clauses");
        int count = 2 + random.nextInt(12);
        for (int i = 0; i < count; i++) {
            clauses.set("99-" + i, clause());
        }
        patch.set("assessments", assessments());
        if (rarely()) {
            patch.putObject("allegations")
                    .putObject("a-1")
                    .put("unit", "BN33")
                    .put("reportedAt", "-PT1H")
                    .put("grading", one(List.of("A1", "C3", "D4")));
        }
        ObjectNode request = patch.putObject("request");
        request.put("subject", one(SUBJECTS)).put("purpose", one(PURPOSES));
        request.put("action", one(List.of("READ", "READ", "EXPORT", "PUSH", "MATCH")));
        request.put("strength", one(List.of("PASSWORD", "SECOND_FACTOR", "SENDER_CONSTRAINED", "SENDER_CONSTRAINED")));
        if (rarely()) {
            request.putArray("endUsers").add(one(List.of("BN33", "BN21", "UNOWA")));
        }
        patch.set("record", record());
        return World.base().with(patch);
    }

    private ObjectNode clause() {
        ObjectNode clause = json.objectNode();
        clause.put("releaser", often() ? one(PARTIES) : "un-entities");
        clause.put("recipient", often() ? one(PARTIES) : "un-entities");
        clause.set("recordTypes", some(TYPES));
        if (rarely()) {
            clause.set("areas", some(AREAS));
        }
        if (rarely()) {
            clause.put("eventFrom", "-PT4H");
        }
        if (rarely()) {
            clause.putArray("tags").add("release:state=\"published\"");
        }
        clause.put("ceiling", random.nextInt(4)).put("tlpMax", one(TLPS));
        clause.set("compartments", some(List.of("SOURCE", "NEGOTIATION")));
        clause.set("purposes", some(PURPOSES));
        clause.set("actions", some(List.of("READ", "EXPORT", "PUSH", "MATCH")));
        clause.set("onward", often() ? json.arrayNode() : some(NAMES));
        clause.put("supportCategory", "operational-information").put("releaseHold", rarely());
        return clause;
    }

    private ObjectNode assessments() {
        ObjectNode assessments = json.objectNode();
        for (String unit : List.of("BN33", "BN21", "RGT7", "GT-ERABLE", "BRIGADE-6")) {
            if (unit.equals("RGT7") && often()) {
                continue;
            }
            String recipient =
                    unit.startsWith("GT") ? "FRENCH-FORCES" : unit.startsWith("BRI") ? "NIGER-POLICE" : "MALI-FORCES";
            ObjectNode assessment = assessments.putObject("has-" + unit);
            assessment.put("unit", unit).put("recipient", recipient).put("state", one(STATES));
            assessment.set("supportCategories", some(List.of("operational-information", "operational-information")));
            assessment.set("purposes", all(PURPOSES));
            assessment.put("risk", one(List.of("LOW", "MEDIUM", "HIGH"))).put("treatmentAssurance", often());
            assessment.put("validFrom", "-P60D").put("validUntil", often() ? "P60D" : "-PT1H");
            assessment.put("author", "minusma.analyst").put("approver", "minusma.approver");
        }
        return assessments;
    }

    private ObjectNode record() {
        String releaser = one(PARTIES);
        ObjectNode record = json.objectNode();
        record.put("type", one(TYPES)).put("releaser", releaser);
        record.put("submitter", one(SUBJECTS));
        record.put("state", often() ? "ACTIVE" : one(List.of("RECALLED", "QUARANTINED")));
        record.set("areas", some(AREAS));
        if (rarely()) {
            record.putArray("tags").add("release:state=\"published\"");
        }
        if (rarely()) {
            record.put("validUntil", "-PT1H");
        }
        ObjectNode portions = record.putObject("portions");
        portions.set("body", portion(releaser));
        portions.set("title", portion(releaser));
        return record;
    }

    private ObjectNode portion(String releaser) {
        ObjectNode portion = json.objectNode();
        ObjectNode label = portion.putObject("label");
        label.put("level", random.nextInt(4)).put("tlp", one(TLPS)).put("markedAt", "-PT2H");
        ArrayNode originators = label.putArray("originators").add(releaser);
        if (rarely()) {
            String foreign = one(PARTIES);
            originators.removeAll().add(foreign);
            if (often()) {
                originators.add(releaser);
            }
            if (often()) {
                portion.putArray("custody")
                        .addObject()
                        .put("releaser", foreign)
                        .put("holder", releaser)
                        .put("type", one(TYPES))
                        .set("onward", some(NAMES));
            }
            portion.put("sourceType", one(TYPES));
        }
        label.set("purposes", often() ? all(PURPOSES) : some(PURPOSES));
        if (rarely()) {
            label.putArray("compartments").add(one(List.of("SOURCE", "NEGOTIATION")));
        }
        if (rarely()) {
            label.set("releasableTo", some(NAMES));
        }
        if (rarely()) {
            label.putArray("notReleasableTo").add(one(NAMES));
        }
        if (rarely()) {
            label.set("eyesOnly", some(SUBJECTS));
        }
        if (rarely()) {
            label.putArray("flags").add("personal-data-risk");
        }
        if (rarely()) {
            label.put("embargoUntil", "PT1H");
        }
        if (rarely()) {
            label.putArray("onward");
        }
        return portion;
    }

    private boolean often() {
        return random.nextInt(5) > 0;
    }

    private boolean rarely() {
        return random.nextInt(5) == 0;
    }

    private String one(List<String> words) {
        return words.get(random.nextInt(words.size()));
    }

    /** At least one, mostly many. */
    private ArrayNode some(List<String> words) {
        ArrayNode some = json.arrayNode();
        words.stream().filter(word -> random.nextInt(3) > 0).forEach(some::add);
        return some.isEmpty() ? some.add(one(words)) : some;
    }

    private ArrayNode all(List<String> words) {
        ArrayNode all = json.arrayNode();
        words.forEach(all::add);
        return all;
    }
}
