package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
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
        StixChanges.check(object, view.view(), view.faults());
        return view.submission();
    }

    /**
     * What is not of our own writing is no stricter than the labels in the view: than that of the whole where the whole is marked, and than any
     * where a part of our object is, for where a part stands in the view is not known. Words are those of the label, for words cannot be
     * compared.
     */
    void check(StixMarkings markings) {
        JsonNode label = view.view().path("label");
        List<String> written = StixLabels.references(label);
        JsonNode references = object.path("object_marking_refs");
        for (int index = 0; index < references.size(); index++) {
            if (!written.contains(references.get(index).asText())) {
                String pointer = "/object_marking_refs/" + index;
                view.notBelow(markings.stated(references.get(index), pointer), List.of(label), pointer);
            }
        }
        StixTags.each(
                object, (word, pointer) -> view.notBelow(markings.ofWord(word, pointer), List.of(label), pointer));
        checkParts(markings, label);
    }

    private void checkParts(StixMarkings markings, JsonNode whole) {
        Map<String, List<String>> written = ours() ? new StixObject(view.view()).granular() : Map.of();
        List<JsonNode> labels = new ArrayList<>(List.of(whole));
        if (ours()) {
            view.view().path("portions").forEach(portion -> labels.add(portion.path("label")));
        }
        JsonNode granular = object.path("granular_markings");
        for (int index = 0; index < granular.size(); index++) {
            JsonNode one = granular.get(index);
            JsonNode reference = one.path("marking_ref");
            List<String> selectors = selectors(one);
            boolean ours = !selectors.isEmpty()
                    && written.getOrDefault(reference.asText(), List.of()).containsAll(selectors);
            if (one.has("marking_ref") && !ours) {
                String pointer = "/granular_markings/" + index + "/marking_ref";
                view.notBelow(markings.stated(reference, pointer), labels, pointer);
            }
        }
        StixReferences.within(
                object, (reference, pointer) -> view.notBelow(markings.stated(reference, pointer), labels, pointer));
    }

    private static List<String> selectors(JsonNode granular) {
        List<String> selectors = new ArrayList<>();
        granular.path("selectors").forEach(selector -> selectors.add(selector.asText()));
        return selectors;
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
