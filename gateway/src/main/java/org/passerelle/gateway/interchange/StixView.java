package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.gateway.submission.Faults;

/**
 * An object with our extension.
 *
 * @param passedOn whether it was made by somebody else
 * @param added references to markings that it did not have
 */
record StixView(ObjectNode object, ReturnedView view, boolean passedOn, Set<String> added) {
    private static final String AT = "/extensions/" + StixNames.EXTENSION + "/view";

    static Optional<StixView> of(ObjectNode object, Faults faults) {
        JsonNode extension = object.path("extensions").path(StixNames.EXTENSION);
        if (extension.isMissingNode()) {
            return Optional.empty();
        }
        Set<String> added = new HashSet<>();
        extension.path("added_markings").forEach(id -> added.add(id.asText()));
        ReturnedView view = ReturnedView.of(SnakeCase.from(extension.path("view")), AT, faults);
        return Optional.of(
                new StixView(object, view, extension.path("passed_on").asBoolean(false), added));
    }

    boolean ours() {
        return !passedOn;
    }

    /** The record that it shows. */
    Submitted submission(StixMarkings markings) {
        check(markings);
        return view.submission();
    }

    void check(StixMarkings markings) {
        JsonNode references = object.path("object_marking_refs");
        for (int index = 0; index < references.size(); index++) {
            if (!added.contains(references.get(index).asText())) {
                String pointer = "/object_marking_refs/" + index;
                view.notBelow(markings.tlp(references.get(index), pointer), pointer);
            }
        }
    }

    /** Takes away what was added to somebody else's object when it was passed on. */
    ObjectNode original() {
        ObjectNode original = object.deepCopy();
        ObjectNode extensions = (ObjectNode) original.get("extensions");
        extensions.remove(StixNames.EXTENSION);
        if (extensions.isEmpty()) {
            original.remove("extensions");
        }
        if (original.get("object_marking_refs") instanceof ArrayNode references) {
            references.removeIf(reference -> added.contains(reference.asText()));
            if (references.isEmpty()) {
                original.remove("object_marking_refs");
            }
        }
        return original;
    }
}
