package org.passerelle.node.generate;

import com.fasterxml.jackson.core.JsonGenerator;
import java.io.IOException;
import java.util.List;

/** Labels as desks write them: few in kind, so that records share their label classes, with a stricter one on the source. */
final class Labels {
    private static final int CONFIDENTIAL = 1;
    private static final int STRICTLY = 2;

    private final Words words;
    private final Weighted<Words.Marking> systems;

    Labels(Words words) {
        this.words = words;
        this.systems = Weighted.of(
                words.markings().keySet().stream()
                        .sorted()
                        .map(words.markings()::get)
                        .toList(),
                Words.Marking::weight);
    }

    /** The label of one record. */
    record Chosen(
            Words.Marking system, int level, String tlp, List<String> purposes, List<String> audience, boolean atRisk) {
        boolean open() {
            return level == 0;
        }
    }

    Chosen choose(String type, Chance chance) {
        int drawn = chance.between(1, 100);
        int level = drawn <= 40 ? 0 : drawn <= 94 ? CONFIDENTIAL : STRICTLY;
        List<String> purposes = words.purposes().getOrDefault(type, List.of());
        // Each desk has one other audience that it writes for now and then.
        List<String> usual = words.audiences()
                .get(Math.floorMod(type.hashCode(), words.audiences().size()));
        List<String> audience = chance.percent(15) ? usual : List.of();
        boolean atRisk = type.equals("person") || type.equals("human-rights-allegation");
        return new Chosen(systems.draw(chance), level, tlp(level, chance), purposes, audience, atRisk);
    }

    private static String tlp(int level, Chance chance) {
        int drawn = chance.between(1, 100);
        if (level == 0) {
            return drawn <= 12 ? "CLEAR" : "GREEN";
        }
        return drawn <= 97 ? "AMBER" : "AMBER+STRICT";
    }

    static void ofRecord(JsonGenerator out, Chosen chosen) throws IOException {
        out.writeObjectFieldStart("label");
        out.writeStringField("marking", chosen.system().words().get(chosen.level()));
        out.writeStringField("tlp", chosen.tlp());
        texts(out, "purposes", chosen.purposes());
        if (!chosen.audience().isEmpty()) {
            texts(out, "releasableTo", chosen.audience());
        }
        if (chosen.atRisk()) {
            texts(out, "flags", List.of("personal-data-risk"));
        }
        out.writeEndObject();
    }

    /** Titles are as open as their system allows; names and sources stricter than the rest. */
    static void ofPortion(JsonGenerator out, String field, Chosen chosen) throws IOException {
        if (field.equals("title") && !chosen.open()) {
            out.writeObjectFieldStart("label");
            out.writeStringField("marking", chosen.system().words().getFirst());
            out.writeEndObject();
        } else if (field.equals("source")) {
            out.writeObjectFieldStart("label");
            out.writeStringField("marking", chosen.system().words().get(STRICTLY));
            out.writeStringField("tlp", chosen.tlp().equals("AMBER+STRICT") ? "AMBER+STRICT" : "AMBER");
            texts(out, "compartments", List.of("SOURCE"));
            out.writeEndObject();
        } else if (field.equals("persons") && chosen.open()) {
            out.writeObjectFieldStart("label");
            out.writeStringField("marking", chosen.system().words().get(CONFIDENTIAL));
            out.writeStringField("tlp", "AMBER");
            out.writeEndObject();
        }
    }

    static void texts(JsonGenerator out, String name, List<String> texts) throws IOException {
        out.writeArrayFieldStart(name);
        for (String text : texts) {
            out.writeString(text);
        }
        out.writeEndArray();
    }
}
