package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import org.passerelle.core.label.Tlp;

/** Takes an object apart by its granular markings: the properties that are marked more strictly than the whole and may be left out. */
final class StixGranular {
    /** Optional in every object that has them, so that what is left is an object still. */
    private static final Set<String> SEPARABLE = Set.of(
            "description",
            "external_references",
            "aliases",
            "labels",
            "goals",
            "contact_information",
            "kill_chain_phases",
            "created_by_ref",
            "abstract",
            "explanation",
            "authors");

    private final ObjectNode rest;
    private final Map<String, Tlp> stricter = new LinkedHashMap<>();
    private Optional<Tlp> whole;

    /** @param stated TLP of the whole; without one nothing can be said of a part either */
    StixGranular(ObjectNode object, Optional<Tlp> stated, StixMarkings markings) {
        this.rest = object.deepCopy();
        this.whole = stated;
        int index = 0;
        for (JsonNode one : object.path("granular_markings")) {
            if (one.has("marking_ref")) {
                markings.ofPart(one.path("marking_ref"), "/granular_markings/" + index + "/marking_ref")
                        .ifPresent(tlp -> selectors(one.path("selectors")).forEach(selector -> mark(selector, tlp)));
            }
            index++;
        }
        // Nothing in the middle of an object can stand apart.
        StixReferences.within(
                object,
                (reference, pointer) ->
                        markings.ofPart(reference, pointer).ifPresent(tlp -> whole = whole.map(tlp::max)));
        stricter.values()
                .removeIf(
                        tlp -> whole.filter(least -> tlp.compareTo(least) <= 0).isPresent());
    }

    /** What is marked without saying which part is marked as a whole; one selector may stand where a list should. */
    private static List<String> selectors(JsonNode stated) {
        List<String> selectors = new ArrayList<>();
        stated.forEach(selector -> selectors.add(selector.asText()));
        return selectors.isEmpty() ? List.of(stated.isTextual() ? stated.textValue() : "") : selectors;
    }

    private void mark(String selector, Tlp tlp) {
        String property = property(selector);
        if (SEPARABLE.contains(property) && rest.has(property)) {
            stricter.merge(property, tlp, Tlp::max);
        } else {
            whole = whole.map(tlp::max);
        }
    }

    private static String property(String selector) {
        int dot = selector.indexOf('.');
        return dot < 0 ? selector : selector.substring(0, dot);
    }

    /** The TLP of what stays together. */
    Optional<Tlp> whole() {
        return whole;
    }

    /** The object without what stands apart, and without a word of it. */
    ObjectNode rest() {
        ObjectNode remaining = rest.deepCopy();
        stricter.keySet().forEach(remaining::remove);
        remaining.remove("granular_markings");
        ArrayNode markings = markings(property -> !stricter.containsKey(property));
        if (!markings.isEmpty()) {
            remaining.set("granular_markings", markings);
        }
        return remaining;
    }

    /** The properties that stand apart. */
    Parts apart() {
        return each -> stricter.forEach((property, tlp) -> {
            ObjectNode part = JsonNodeFactory.instance.objectNode();
            part.set(property, rest.get(property));
            part.set("granular_markings", markings(property::equals));
            each.accept(tlp, part);
        });
    }

    /** Properties with the TLP of each. */
    interface Parts {
        void forEach(BiConsumer<Tlp, ObjectNode> each);
    }

    private ArrayNode markings(java.util.function.Predicate<String> kept) {
        ArrayNode markings = JsonNodeFactory.instance.arrayNode();
        for (JsonNode one : rest.path("granular_markings")) {
            List<String> selectors = selectors(one.path("selectors")).stream()
                    .filter(selector -> !selector.isEmpty() && kept.test(property(selector)))
                    .toList();
            if (!selectors.isEmpty()) {
                ObjectNode copy = ((ObjectNode) one).deepCopy();
                ArrayNode list = copy.putArray("selectors");
                selectors.forEach(list::add);
                markings.add(copy);
            }
        }
        return markings;
    }
}
