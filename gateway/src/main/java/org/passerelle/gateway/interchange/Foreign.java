package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;

/** What the formats of others have in common. */
final class Foreign {
    /** Namespaces in which others read what was undertaken and what the grading is. */
    private static final Set<String> OF_LABELS = Set.of("passerelle", "admiralty-scale");

    private Foreign() {}

    /** A line to tell an object by; empty when nothing is left that a screen shows. */
    static Optional<String> title(String text, int longest) {
        String shown = text.replaceAll("\\p{C}+", " ").strip();
        int most = Math.min(longest, shown.codePointCount(0, shown.length()));
        return Optional.of(shown.substring(0, shown.offsetByCodePoints(0, most)))
                .filter(line -> !line.isEmpty());
    }

    /** What others made goes to nobody onward unless the mapping names to whom: what it said of that may have been taken away. */
    static void close(ObjectNode label) {
        if (!label.has("onward")) {
            label.putArray("onward");
        }
    }

    /** Says what a label is without that it may not be without. */
    static void complete(ObjectNode label, String pointer, Faults faults) {
        for (String name : List.of("marking", "tlp")) {
            if (!label.has(name)) {
                faults.add(
                        pointer,
                        Fault.Code.MISSING,
                        "states no %s, and the mapping names none".formatted(name.equals("tlp") ? "TLP" : name));
            }
        }
    }

    /**
     * Visits every object there is in a part, itself first, each with its pointer.
     *
     * @param beside members in which nothing is visited
     */
    static void each(JsonNode part, String pointer, Set<String> beside, BiConsumer<JsonNode, String> visit) {
        if (part.isObject()) {
            visit.accept(part, pointer);
            for (Map.Entry<String, JsonNode> member : part.properties()) {
                if (!beside.contains(member.getKey())) {
                    each(member.getValue(), Fields.at(pointer, member.getKey()), beside, visit);
                }
            }
        }
        if (part.isArray()) {
            for (int index = 0; index < part.size(); index++) {
                each(part.get(index), pointer + "/" + index, beside, visit);
            }
        }
    }

    /** Takes away elements or members; whether there were any. */
    static boolean without(ContainerNode<?> container, Predicate<JsonNode> unwanted) {
        int before = container.size();
        container.removeIf(unwanted);
        return container.size() < before;
    }

    /** Whether a TLP is stated, and none is as strict as that of a label. */
    static boolean milder(List<Tlp> stated, JsonNode label) {
        Optional<Tlp> floor = Tlp.parse(label.path("tlp").asText());
        return floor.isPresent()
                && !stated.isEmpty()
                && stated.stream().allMatch(tlp -> tlp.compareTo(floor.get()) < 0);
    }

    /** The tags of a view that may stand where its label stands as tags too: what only describes the record contradicts no label. */
    static List<String> describing(JsonNode view) {
        List<String> tags = new ArrayList<>();
        for (JsonNode tag : view.path("tags")) {
            String text = tag.asText();
            if (!MarkingWords.marks(text) && !OF_LABELS.contains(MarkingWords.namespace(text))) {
                tags.add(text);
            }
        }
        return tags;
    }
}
