package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Map;
import java.util.Set;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;

/**
 * Says what somebody added to an object of ours, or changed in it, since it left. The record that comes of it shows the view in it and nothing
 * else, and nobody who added something shall think that it was taken.
 */
final class StixChanges {
    /** When and under which id it left is not in the view; how it is marked is judged by itself. */
    private static final Set<String> BESIDE = Set.of(
            "spec_version", "id", "created", "modified", "published", "object_marking_refs", "granular_markings");

    private StixChanges() {}

    static void check(ObjectNode object, JsonNode view, Faults faults) {
        ObjectNode left = new StixObject(view).told();
        for (Map.Entry<String, JsonNode> member : object.properties()) {
            String at = Fields.at("", member.getKey());
            JsonNode value = member.getValue();
            switch (member.getKey()) {
                case StixTags.MEMBER -> labels(value, left.path(StixTags.MEMBER), at, faults);
                case "extensions" -> extensions(value, at, faults);
                case StixObject.REVOKED -> {
                    // An object that says nothing of it was not.
                    if (!value.isBoolean() || value.booleanValue() != ReturnedView.recalled(view)) {
                        added(at, faults);
                    }
                }
                default -> {
                    if (!BESIDE.contains(member.getKey()) && !value.equals(left.path(member.getKey()))) {
                        added(at, faults);
                    }
                }
            }
        }
    }

    private static void labels(JsonNode labels, JsonNode left, String at, Faults faults) {
        if (!labels.isArray()) {
            added(at, faults);
        }
        for (int index = 0; labels.isArray() && index < labels.size(); index++) {
            JsonNode label = labels.get(index);
            if (left.valueStream().noneMatch(label::equals)) {
                added(at + "/" + index, faults);
            }
        }
    }

    private static void extensions(JsonNode extensions, String at, Faults faults) {
        extensions.properties().stream()
                .map(Map.Entry::getKey)
                .filter(id -> !id.equals(StixNames.EXTENSION))
                .forEach(id -> added(Fields.at(at, id), faults));
    }

    private static void added(String pointer, Faults faults) {
        faults.add(
                pointer,
                Fault.Code.CONTRADICTION,
                "was added or changed since it left, and is not taken with the view in the object");
    }
}
