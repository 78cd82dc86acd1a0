package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Somebody else's event as it leaves again: with the label of the view and what its recipient undertook as tags. */
final class MispPassedOn {
    /** Lists of parts that may be for whatever the event is for. */
    private static final Set<String> INHERITING = Set.of("Attribute", "Object", "EventReport");

    private MispPassedOn() {}

    /**
     * The event of a view; empty when the view shows none.
     *
     * @param own whether it leaves to whoever took it in, as it was
     */
    static Optional<ObjectNode> of(JsonNode view, boolean own) {
        List<ObjectNode> parts = new ArrayList<>();
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals(StixForeign.FIELD)) {
                ExactJson.tree(portion.path("text").asText())
                        .filter(JsonNode::isObject)
                        .map(part -> (ObjectNode) part)
                        .ifPresent(part -> {
                            if (!own) {
                                MispLabels.purge(part, portion.path("label"));
                            }
                            parts.add(part);
                        });
            }
        }
        if (!own) {
            MispLocal.purge(parts);
        }
        if (parts.isEmpty()
                || !parts.getFirst().has("uuid")
                || !parts.getFirst().has("info")) {
            return Optional.empty();
        }
        ObjectNode event = together(parts);
        if (!own) {
            keep(event, "");
            event.put("distribution", MispExport.ORGANISATION);
            event.put("published", false);
        }
        grade(event, view);
        MispLabels.tag(event, view.path("label"));
        MispUndertakings.tags(view).forEach(name -> MispLabels.tag(event, name));
        if (ReturnedView.recalled(view)) {
            MispRecalled.say(event);
        }
        return Optional.of(event);
    }

    /** The grading is the record's: a later version may say another one than the event. A view without its common facts says none. */
    private static void grade(ObjectNode event, JsonNode view) {
        String grading = view.path("grading").asText();
        if (view.has("type") && !MispTags.grading(event).orElse("").equals(grading)) {
            MispLabels.remove(event, tag -> MispTags.grades(MispTags.name(tag)));
            MispTags.words(grading).forEach(word -> MispLabels.tag(event, word));
        }
    }

    private static ObjectNode together(List<ObjectNode> parts) {
        ObjectNode event = parts.getFirst();
        for (ObjectNode part : parts.subList(1, parts.size())) {
            part.properties().forEach(member -> {
                if (event.get(member.getKey()) instanceof ArrayNode there) {
                    member.getValue().forEach(there::add);
                } else {
                    event.set(member.getKey(), member.getValue());
                }
            });
        }
        return event;
    }

    /**
     * Keeps a part, and everything in it, to whoever the event is for, or to the organisation that takes it in.
     *
     * @param list in which it stands
     */
    private static void keep(JsonNode part, String list) {
        if (part instanceof ObjectNode object) {
            if (object.has("distribution")) {
                boolean inherits = INHERITING.contains(list) && !MispMarks.kept(object);
                object.put("distribution", inherits ? MispExport.INHERITED : MispExport.ORGANISATION);
            }
            object.remove(List.of("sharing_group_id", "SharingGroup"));
            object.properties().forEach(member -> keep(member.getValue(), member.getKey()));
        } else {
            part.forEach(one -> keep(one, list));
        }
    }
}
