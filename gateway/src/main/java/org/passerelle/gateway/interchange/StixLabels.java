package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.core.label.Tlp;

/** Labels of views as STIX marks objects: the TLP, and everything in words. */
final class StixLabels {
    private static final String NOBODY = "nobody";
    private static final List<Restriction> RESTRICTIONS = List.of(
            new Restriction("compartments", "; compartments "),
            new Restriction("releasableTo", "; releasable to "),
            new Restriction("purposes", "; for "),
            new Restriction("onward", "; onward to "));

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

    /**
     * A restriction in words.
     *
     * @param name of the member of a label
     */
    private record Restriction(String name, String introduction) {
        String words(JsonNode label) {
            TreeSet<String> names = names(label);
            return introduction + (names.isEmpty() ? NOBODY : String.join(", ", names));
        }

        TreeSet<String> names(JsonNode label) {
            TreeSet<String> names = new TreeSet<>();
            label.path(name).forEach(one -> names.add(one.asText()));
            return names;
        }
    }

    /** A banner: nobody who reads nothing but this reads less than the label. */
    static String words(JsonNode label) {
        return label.path("marking").asText()
                + RESTRICTIONS.stream()
                        .filter(restriction -> label.has(restriction.name()))
                        .map(restriction -> restriction.words(label))
                        .collect(Collectors.joining());
    }

    /** The same where there is little room: if need be in several, of which each says the marking and one restriction, or some names of one. */
    static List<String> words(JsonNode label, int longest) {
        String whole = words(label);
        List<String> several = new ArrayList<>();
        if (whole.length() > longest) {
            RESTRICTIONS.stream()
                    .filter(restriction -> label.has(restriction.name()))
                    .forEach(restriction -> several.addAll(several(label, restriction, longest)));
        }
        return several.isEmpty() ? List.of(whole) : several;
    }

    private static List<String> several(JsonNode label, Restriction restriction, int longest) {
        String begin = label.path("marking").asText() + restriction.introduction();
        List<String> several = new ArrayList<>();
        String words = "";
        for (String name : restriction.names(label)) {
            if (!words.isEmpty() && words.length() + ", ".length() + name.length() > longest) {
                several.add(words);
                words = "";
            }
            words = words.isEmpty() ? begin + name : words + ", " + name;
        }
        several.add(words.isEmpty() ? begin + NOBODY : words);
        return several;
    }
}
