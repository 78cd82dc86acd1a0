package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ContainerNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.BiConsumer;
import java.util.function.Predicate;
import org.passerelle.gateway.submission.Fields;

/** The labels of an object and of whatever stands within it. Others write there what are tags elsewhere, markings among them. */
final class StixTags {
    static final String MEMBER = "labels";

    private StixTags() {}

    /** Visits every label, with its pointer; of one in another shape than a list every text. What stands in our extension is no label. */
    static void each(JsonNode object, BiConsumer<String, String> visit) {
        Foreign.each(
                object,
                "",
                Set.of(StixNames.EXTENSION),
                (part, at) -> texts(part.path(MEMBER), at + "/" + MEMBER, visit));
    }

    /** The labels of the object itself. */
    static List<String> of(JsonNode object) {
        List<String> labels = new ArrayList<>();
        texts(object.path(MEMBER), "", (word, at) -> labels.add(word));
        return labels;
    }

    private static void texts(JsonNode node, String at, BiConsumer<String, String> visit) {
        if (node.isTextual()) {
            visit.accept(node.textValue(), at);
        }
        for (int index = 0; node.isArray() && index < node.size(); index++) {
            texts(node.get(index), at + "/" + index, visit);
        }
        if (node.isObject()) {
            node.properties().forEach(member -> texts(member.getValue(), Fields.at(at, member.getKey()), visit));
        }
    }

    /** Takes away labels, anywhere in an object. */
    static void purge(ObjectNode object, Predicate<String> unwanted) {
        purge(object, MEMBER, unwanted);
    }

    /** The same of another list of texts that objects have. */
    static void purge(ObjectNode object, String member, Predicate<String> unwanted) {
        Map<String, Boolean> changed = new LinkedHashMap<>();
        Foreign.each(object, "", Set.of(StixNames.EXTENSION), (part, at) -> {
            JsonNode texts = part.path(member);
            if (without(texts, unwanted)) {
                boolean gone = texts.isTextual() || texts.isEmpty();
                if (gone) {
                    ((ObjectNode) part).remove(member);
                }
                changed.put(at + "/" + member, gone);
            }
        });
        changed.forEach(
                (pointer, gone) -> select(object, List.of(pointer.substring(1).split("/")), gone));
    }

    /** Whether anything was taken away, or is to be. */
    private static boolean without(JsonNode labels, Predicate<String> unwanted) {
        if (labels instanceof ContainerNode<?> several) {
            return Foreign.without(several, one -> without(one, unwanted));
        }
        return labels.isTextual() && unwanted.test(labels.textValue());
    }

    /**
     * What selected one of some labels selects all that are left: which is which has changed.
     *
     * @param labels steps to their place
     */
    private static void select(ObjectNode object, List<String> labels, boolean gone) {
        if (!(object.get("granular_markings") instanceof ArrayNode granular)) {
            return;
        }
        for (JsonNode one : granular) {
            if (one.path("selectors") instanceof ArrayNode selectors) {
                Set<String> left = new LinkedHashSet<>();
                selectors.forEach(
                        selector -> selected(selector.asText(), labels, gone).ifPresent(left::add));
                selectors.removeAll();
                left.forEach(selectors::add);
            }
        }
        granular.removeIf(
                one -> one.path("selectors").isArray() && one.path("selectors").isEmpty());
        if (granular.isEmpty()) {
            object.remove("granular_markings");
        }
    }

    private static Optional<String> selected(String selector, List<String> labels, boolean gone) {
        List<String> steps = List.of(selector.split("\\."));
        List<String> names = steps.stream()
                .map(step -> step.replaceAll("^\\[(\\d+)]$", "$1"))
                .toList();
        if (names.size() < labels.size() || !names.subList(0, labels.size()).equals(labels)) {
            return Optional.of(selector);
        }
        return gone ? Optional.empty() : Optional.of(String.join(".", steps.subList(0, labels.size())));
    }
}
