package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * The view that came with an object in our extension. Nothing of it is rounded down: the label of the whole is the default of the portions,
 * undertakings become a label that allows no onward transfer, and a place that was coarsened is not taken for an exact one.
 *
 * @param passedOn whether the object was made by somebody else
 */
record StixView(ObjectNode object, JsonNode view, boolean passedOn, Set<String> added, Faults faults) {
    private static final String AT = "/extensions/" + StixNames.EXTENSION + "/view";
    private static final List<String> COMMON =
            List.of("type", "language", "eventTime", "validUntil", "country", "admin1", "grading", "tags", "details");
    private static final List<String> RESTRICTIONS = List.of("compartments", "releasableTo", "purposes");

    static Optional<StixView> of(ObjectNode object, Faults faults) {
        JsonNode extension = object.path("extensions").path(StixNames.EXTENSION);
        if (extension.isMissingNode()) {
            return Optional.empty();
        }
        Set<String> added = new java.util.HashSet<>();
        extension.path("added_markings").forEach(id -> added.add(id.asText()));
        JsonNode view = SnakeCase.from(extension.path("view"));
        if (!view.path("label").isObject() || !view.path("portions").isArray()) {
            faults.add(AT, Fault.Code.WRONG_TYPE, "is no view with a label and portions");
        }
        return Optional.of(
                new StixView(object, view, extension.path("passed_on").asBoolean(false), added, faults));
    }

    boolean ours() {
        return !passedOn;
    }

    /** The record that it shows. */
    Submitted submission(StixMarkings markings) {
        if (!view.has("type")) {
            faults.add(AT, Fault.Code.MISSING, "shows no facts common to records, so that there is no type");
        }
        check(markings);
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        COMMON.stream().filter(view::has).forEach(name -> body.set(name, view.get(name)));
        if (view.path("geometryPrecision").asText().equals("exact") && view.has("geometry")) {
            body.set("geometry", view.get("geometry"));
        }
        body.set("label", label());
        ArrayNode portions = body.putArray("portions");
        view.path("portions").forEach(portion -> {
            ObjectNode copy = portions.addObject();
            copy.set("field", portion.path("field"));
            copy.set("text", portion.path("text"));
            copy.set("label", stated(portion.path("label")));
        });
        return new Submitted(body, Map.of("", AT));
    }

    /** The label of the whole. */
    ObjectNode label() {
        ObjectNode label = stated(view.path("label"));
        if (view.has("retainUntil")) {
            label.set("retainUntil", view.get("retainUntil"));
        }
        if (!view.path("handling").isEmpty()) {
            label.putArray("onward");
        }
        return label;
    }

    private static ObjectNode stated(JsonNode label) {
        ObjectNode stated = JsonNodeFactory.instance.objectNode();
        for (String name : List.of("marking", "tlp")) {
            if (label.has(name)) {
                stated.set(name, label.get(name));
            }
        }
        // Of compartments none is said too; of other restrictions the absence of one is not, and the whole record's
        // counts.
        stated.putArray("compartments");
        RESTRICTIONS.stream().filter(label::has).forEach(name -> stated.set(name, label.get(name)));
        return stated;
    }

    /** Somebody who marks the object more strictly than it left is not overruled by what stands in it. */
    void check(StixMarkings markings) {
        Optional<Tlp> left = Tlp.parse(view.path("label").path("tlp").asText());
        JsonNode references = object.path("object_marking_refs");
        for (int index = 0; index < references.size(); index++) {
            if (added.contains(references.get(index).asText())) {
                continue;
            }
            String pointer = "/object_marking_refs/" + index;
            Optional<Tlp> now = markings.tlp(references.get(index), pointer);
            if (now.isPresent() && left.isPresent() && now.get().compareTo(left.get()) > 0) {
                faults.add(pointer, Fault.Code.CONTRADICTION, "is stricter than the label in the extension");
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
