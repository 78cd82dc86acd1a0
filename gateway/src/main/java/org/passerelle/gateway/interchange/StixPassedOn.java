package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Somebody else's object as it leaves again: what is seen of it, with its own id, to which other people's objects refer. Added are the label
 * of the view in our extension, and its markings.
 *
 * @param original what is seen of it
 * @param definitions of its markings that came with it
 */
record StixPassedOn(JsonNode view, ObjectNode original, List<JsonNode> definitions) {

    /** The object of a view; empty when the view shows none. */
    static Optional<StixPassedOn> of(JsonNode view) {
        List<ObjectNode> parts = new ArrayList<>();
        List<JsonNode> definitions = new ArrayList<>();
        for (JsonNode portion : view.path("portions")) {
            if (!portion.path("field").asText().equals(StixForeign.FIELD)) {
                continue;
            }
            Optional<JsonNode> kept = ExactJson.tree(portion.path("text").asText());
            JsonNode part = kept.filter(JsonNode::isArray)
                    .map(array -> array.path(0))
                    .or(() -> kept)
                    .orElse(JsonNodeFactory.instance.missingNode());
            if (part instanceof ObjectNode object) {
                boolean whole = StixNames.ID.matcher(object.path("id").asText()).matches();
                parts.add(whole ? 0 : parts.size(), object);
            }
            kept.filter(JsonNode::isArray).ifPresent(array -> definitions.addAll(definitions(part, array)));
        }
        return Optional.of(parts)
                .filter(all -> !all.isEmpty())
                .map(StixPassedOn::together)
                .filter(StixPassedOn::isObject)
                .map(object -> new StixPassedOn(view, object, definitions));
    }

    private static ObjectNode together(List<ObjectNode> parts) {
        ObjectNode object = parts.getFirst().deepCopy();
        for (ObjectNode part : parts.subList(1, parts.size())) {
            part.properties().forEach(member -> {
                if (object.get(member.getKey()) instanceof ArrayNode array
                        && member.getValue().isArray()) {
                    member.getValue().forEach(array::add);
                } else {
                    object.set(member.getKey(), member.getValue());
                }
            });
        }
        return object;
    }

    // INVARIANT: nobody says through an object of theirs what an id stands for that is given here, whatever stands
    // first in a bundle.
    private static boolean isObject(ObjectNode object) {
        String id = object.path("id").asText();
        String type = object.path("type").asText();
        return StixNames.ID.matcher(id).matches()
                && id.startsWith(type + "--")
                && !type.equals("bundle")
                && !StixNames.given(id);
    }

    /** What stands behind a part and defines a marking that the part refers to. */
    private static List<JsonNode> definitions(JsonNode part, JsonNode array) {
        Set<String> needed = StixReferences.ids(part);
        List<JsonNode> definitions = new ArrayList<>();
        for (int index = 1; index < array.size(); index++) {
            JsonNode one = array.get(index);
            String id = one.path("id").asText();
            boolean defines = one.path("type").asText().equals("marking-definition")
                    && id.startsWith("marking-definition--")
                    && needed.contains(id);
            if (defines && (!StixNames.given(id) || StixNames.isStatement(one))) {
                definitions.add(one);
            }
        }
        return definitions;
    }

    /** The definitions that it refers to still. */
    List<JsonNode> definitions(ObjectNode left) {
        Set<String> needed = StixReferences.ids(left);
        return definitions.stream()
                .filter(one -> needed.contains(one.path("id").asText()))
                .toList();
    }

    /** @param own whether it leaves to whoever took it in: as it was, unless its label has become stricter than anything in it */
    // INVARIANT: what leaves to others, or was labelled more strictly here, has no TLP milder than its label.
    ObjectNode object(boolean own) {
        ObjectNode object = original.deepCopy();
        JsonNode label = view.path("label");
        StixMilder milder = new StixMilder(object, definitions, label);
        if (!own || milder.all()) {
            StixTags.purge(object, word -> MarkingWords.contradicts(word, label));
            milder.purge();
        }
        grade(object);
        ObjectNode extension = extensions(object).putObject(StixNames.EXTENSION);
        extension.put("extension_type", "property-extension");
        extension.put("passed_on", true);
        add(object, extension);
        extension.set("view", SnakeCase.to(withoutObject()));
        return object;
    }

    /** The grading is the record's, and stands in our extension; labels may say another one where the record says none, or withholds it. */
    private void grade(ObjectNode object) {
        Optional<String> stated = MispTags.grading(StixTags.of(object));
        if (view.has("type")
                && view.has("grading")
                && !stated.equals(Optional.of(view.path("grading").asText()))) {
            StixTags.purge(object, MispTags::grades);
        }
    }

    private static ObjectNode extensions(ObjectNode object) {
        return object.get("extensions") instanceof ObjectNode there ? there : object.putObject("extensions");
    }

    /** Adds the markings of the view, and says which they are, so that they can be taken away again. */
    private void add(ObjectNode object, ObjectNode extension) {
        ArrayNode references = object.get("object_marking_refs") instanceof ArrayNode there
                ? there
                : object.putArray("object_marking_refs");
        List<String> stated = new ArrayList<>();
        references.forEach(reference -> stated.add(reference.asText()));
        ArrayNode added = JsonNodeFactory.instance.arrayNode();
        StixLabels.references(view.path("label")).stream()
                .filter(id -> !stated.contains(id))
                .forEach(id -> {
                    references.add(id);
                    added.add(id);
                });
        if (!added.isEmpty()) {
            extension.set("added_markings", added);
        }
    }

    private ObjectNode withoutObject() {
        ObjectNode rest = view.deepCopy();
        ArrayNode portions = rest.putArray("portions");
        for (JsonNode portion : view.path("portions")) {
            String field = portion.path("field").asText();
            if (!field.equals(StixForeign.FIELD) && !field.equals("title")) {
                portions.add(portion);
            }
        }
        return rest;
    }
}
