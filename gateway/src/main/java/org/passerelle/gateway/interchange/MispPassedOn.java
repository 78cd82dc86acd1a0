package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;

/** Somebody else's event as it leaves again: with the label of the view and what its recipient undertook as tags. */
final class MispPassedOn {
    /** Lists of parts that may be for whatever the event is for. */
    private static final Set<String> INHERITING = Set.of("Attribute", "Object", "EventReport");

    private MispPassedOn() {}

    /**
     * The event of a view; empty when the view shows none.
     *
     * @param own whether it leaves to whoever took it in: as it was, unless its label has become stricter than anything in it
     */
    static Optional<ObjectNode> of(JsonNode view, boolean own) {
        List<Part> parts = parts(view);
        if (parts.isEmpty()
                || !parts.getFirst().content().has("uuid")
                || !parts.getFirst().content().has("info")) {
            return Optional.empty();
        }
        List<ObjectNode> contents = parts.stream().map(Part::content).toList();
        JsonNode label = view.path("label");
        boolean stricter = !own || Foreign.milder(stated(contents), label);
        if (stricter) {
            parts.forEach(part -> MispLabels.purge(part.content(), part.label()));
        }
        if (!own) {
            MispLocal.purge(contents);
        }
        ObjectNode event = together(contents);
        if (stricter) {
            // Its own tags are of the whole: some of its parts may be marked more strictly than what they stood at.
            MispLabels.remove(event, tag -> MarkingWords.contradicts(MispTags.name(tag), label));
        }
        if (!own) {
            keep(event, "");
            event.put("distribution", MispExport.ORGANISATION);
            event.put("published", false);
            MispLabels.remove(event, tag -> MispUndertakings.saysOnward(MispTags.name(tag)));
        }
        grade(event, view);
        MispLabels.tag(event, label);
        MispUndertakings.tags(view).forEach(name -> MispLabels.tag(event, name));
        if (ReturnedView.recalled(view)) {
            MispRecalled.say(event);
        }
        return Optional.of(event);
    }

    /**
     * A part of the event that is seen.
     *
     * @param label of the portion in which it is kept
     */
    private record Part(ObjectNode content, JsonNode label) {}

    private static List<Part> parts(JsonNode view) {
        List<Part> parts = new ArrayList<>();
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals(StixForeign.FIELD)) {
                ExactJson.tree(portion.path("text").asText())
                        .filter(JsonNode::isObject)
                        .ifPresent(part -> parts.add(new Part((ObjectNode) part, portion.path("label"))));
            }
        }
        return parts;
    }

    /** Each TLP that tags state, wherever in the parts they stand. */
    private static List<Tlp> stated(List<ObjectNode> parts) {
        List<Tlp> stated = new ArrayList<>();
        for (ObjectNode part : parts) {
            MispMarks.each(part, "", (object, at) -> {
                for (String name : MispTags.names(object)) {
                    MarkingWords.tlp(name).ifPresent(stated::add);
                }
            });
        }
        return stated;
    }

    /**
     * The grading is the record's: a later version may say another one than the event. Of a view without its common facts that is not known: what
     * stands in the event stays, and an event in which none stands leaves with that of the view.
     */
    private static void grade(ObjectNode event, JsonNode view) {
        String grading = view.path("grading").asText();
        Optional<String> stated = MispTags.grading(event);
        boolean otherwise =
                view.has("type") ? !stated.orElse("").equals(grading) : stated.isEmpty() && view.has("grading");
        if (otherwise) {
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
