package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.passerelle.core.label.Tlp;

/** Labels of views as STIX marks objects: the TLP, and everything in words. */
final class StixLabels {
    private StixLabels() {}

    /** Ids of the markings of a label. */
    static List<String> references(JsonNode label) {
        List<String> ids = new ArrayList<>();
        Tlp.parse(label.path("tlp").asText()).map(StixNames::id).ifPresent(ids::add);
        ids.add(StixNames.named("marking-definition", words(label)));
        return ids;
    }

    /** The definitions in words that the labels of a view and of its portions refer to. */
    static List<ObjectNode> definitions(JsonNode view) {
        Map<String, ObjectNode> definitions = new LinkedHashMap<>();
        List<JsonNode> labels = new ArrayList<>(List.of(view.path("label")));
        view.path("portions").forEach(portion -> labels.add(portion.path("label")));
        for (JsonNode label : labels) {
            ObjectNode definition = StixNames.statement(words(label));
            definitions.put(definition.path("id").asText(), definition);
        }
        return List.copyOf(definitions.values());
    }

    /** A banner: nobody who reads nothing but this reads less than the label. */
    static String words(JsonNode label) {
        StringBuilder words = new StringBuilder(label.path("marking").asText());
        restriction(words, label, "compartments", "; compartments ");
        restriction(words, label, "releasableTo", "; releasable to ");
        restriction(words, label, "purposes", "; for ");
        restriction(words, label, "onward", "; onward to ");
        return words.toString();
    }

    private static void restriction(StringBuilder words, JsonNode label, String name, String introduction) {
        if (label.has(name)) {
            TreeSet<String> names = new TreeSet<>();
            label.path(name).forEach(one -> names.add(one.asText()));
            words.append(introduction).append(names.isEmpty() ? "nobody" : String.join(", ", names));
        }
    }
}
