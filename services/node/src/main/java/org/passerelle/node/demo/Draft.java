package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;

/** A record as it will be submitted. */
public final class Draft {
    private static final JsonNodeFactory JSON = JsonNodeFactory.instance;

    private final ObjectNode body = JSON.objectNode();

    private Draft(String type) {
        body.put("type", type).put("language", "en");
        body.set("label", JSON.objectNode());
        body.set("portions", JSON.arrayNode());
    }

    /** A label under construction; what it does not state it inherits. */
    public static final class Marking {
        private final ObjectNode label = JSON.objectNode();

        public static Marking of(String words) {
            Marking marking = new Marking();
            marking.label.put("marking", words);
            return marking;
        }

        public Marking tlp(String word) {
            label.put("tlp", word);
            return this;
        }

        /** A set of the label, e.g. {@code purposes} or {@code releasableTo}; no name is nobody. */
        public Marking only(String set, String... names) {
            ArrayNode array = label.putArray(set);
            List.of(names).forEach(array::add);
            return this;
        }

        ObjectNode json() {
            return label;
        }
    }

    public static Draft of(String type, Marking label) {
        Draft draft = new Draft(type);
        draft.body.set("label", label.json());
        return draft;
    }

    public Draft in(String country, String... admin1) {
        body.put("country", country);
        ArrayNode areas = body.putArray("admin1");
        List.of(admin1).forEach(areas::add);
        return this;
    }

    public Draft at(double longitude, double latitude) {
        ObjectNode point = body.putObject("geometry").put("type", "Point");
        point.putArray("coordinates").add(longitude).add(latitude);
        return this;
    }

    public Draft eventTime(String instant) {
        body.put("eventTime", instant);
        return this;
    }

    public Draft grading(String grading) {
        body.put("grading", grading);
        return this;
    }

    public Draft tag(String tag) {
        body.withArray("/tags").add(tag);
        return this;
    }

    public Draft detail(String name, String value) {
        body.withObject("/details").put(name, value);
        return this;
    }

    public Draft detail(String name, double value) {
        body.withObject("/details").put(name, value);
        return this;
    }

    public Draft portion(String field, String text) {
        portions().addObject().put("field", field).put("text", text);
        return this;
    }

    public Draft portion(String field, String text, Marking label) {
        ObjectNode portion = portions().addObject();
        portion.put("field", field).put("text", text).set("label", label.json());
        return this;
    }

    /** A portion that rests on another record; it inherits that record's restrictions. */
    public Draft derived(String field, String text, String source) {
        ObjectNode portion = portions().addObject();
        portion.put("field", field).put("text", text);
        portion.putArray("derivedFrom").add(source);
        return this;
    }

    /** Fields of the portions in their order. */
    List<String> fields() {
        List<String> fields = new ArrayList<>();
        portions().forEach(portion -> fields.add(portion.path("field").asText()));
        return fields;
    }

    /** The text of a portion. */
    public String text(String field) {
        for (var portion : portions()) {
            if (portion.path("field").asText().equals(field)) {
                return portion.path("text").asText();
            }
        }
        throw new IllegalArgumentException("no portion " + field);
    }

    boolean hasGeometry() {
        return body.has("geometry");
    }

    private ArrayNode portions() {
        return body.withArray("/portions");
    }

    @Override
    public String toString() {
        return body.toString();
    }
}
