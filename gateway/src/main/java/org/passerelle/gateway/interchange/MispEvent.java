package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;
import org.passerelle.gateway.submission.Fields;

/**
 * Makes a record of an event that somebody else made. The event is kept as it was written, in portions of the field {@code object}: the event, then
 * the lists of its parts (attributes, objects, reports, galaxies and others), as many together as have one label and fit. The order of what is
 * marked alike stays. What is marked more strictly and cannot stand apart makes the whole stricter. What tells of others, such as related events, is
 * for nobody but the party that takes the event in.
 */
final class MispEvent {
    static final String FORMAT = "misp";

    /** Lists that are not of parts: they say something of the event. */
    private static final Set<String> OF_THE_WHOLE = Set.of(MispTags.MEMBER, MispTags.TO_EVENT);

    private static final int LONGEST = 90_000;
    private static final int LONGEST_TITLE = 1000;

    private final ForeignMapping mapping;
    private final ObjectNode event;
    private final MispTags tags;
    private final MispTags tagsOfParts;
    private final Faults faults;
    private final Map<String, String> origins = new HashMap<>();

    MispEvent(ForeignMapping mapping, ObjectNode event, Faults faults) {
        this.mapping = mapping;
        this.event = event;
        this.tags = new MispTags(mapping, false, faults);
        this.tagsOfParts = new MispTags(mapping, false, faults);
        this.faults = faults;
    }

    Submitted submission() {
        String id = event.path("uuid").asText();
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            faults.add("/uuid", Fault.Code.WRONG_TYPE, "is no identifier of an event");
        }
        if (MispRecalled.said(event)) {
            faults.add("/" + MispTags.MEMBER, Fault.Code.RECALLED, "is of a record that was recalled when it left");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", StixForeign.TYPE);
        if (mapping.language().isEmpty()) {
            faults.add("", Fault.Code.MISSING, "states no language, and the mapping names none");
        }
        body.put("language", mapping.language().orElse(""));
        ObjectNode rest = event.deepCopy();
        List<String> lists = event.properties().stream()
                .filter(member -> apart(member.getKey(), member.getValue()))
                .map(Map.Entry::getKey)
                .toList();
        rest.remove(lists);
        ObjectNode others = ofOthers(rest);
        MispMarks stated = MispMarks.of(rest, "", tags);
        MispMarks whole = new MispMarks(
                stated.tlp().or(() -> Tlp.parse(mapping.label().path("tlp").asText())), stated.kept());
        ArrayNode portions = JsonNodeFactory.instance.arrayNode();
        Foreign.title(event.path("info").asText(), LONGEST_TITLE)
                .ifPresent(text -> portions.addObject().put("field", "title").put("text", text));
        add(portions, rest, MispMarks.none());
        lists.forEach(name -> parts(portions, name, whole));
        if (!others.isEmpty()) {
            MispMarks marks = MispMarks.of(others, "", tagsOfParts);
            add(portions, others, marks.keptBack().beyond(whole));
        }
        body.set("label", label(whole));
        if (event.hasNonNull("date")) {
            origins.put("/eventTime", "/date");
            body.put("eventTime", event.path("date").asText() + "T00:00:00Z");
        }
        MispTags.grading(event).ifPresent(grading -> body.put("grading", grading));
        origins.put("/details", "/uuid");
        body.putObject("details")
                .put("format", FORMAT)
                .put("objectType", "event")
                .put("objectId", id);
        body.set("portions", portions);
        return new Submitted(body, origins);
    }

    private static boolean apart(String name, JsonNode member) {
        return member.isArray()
                && !OF_THE_WHOLE.contains(name)
                && member.valueStream().anyMatch(JsonNode::isContainerNode);
    }

    /** Takes what is of others, and no list of parts, out of the event. */
    private static ObjectNode ofOthers(ObjectNode rest) {
        ObjectNode others = JsonNodeFactory.instance.objectNode();
        MispMarks.OF_OTHERS.stream()
                .sorted()
                .filter(name -> MispMarks.said(rest.path(name)))
                .forEach(name -> others.set(name, rest.remove(name)));
        return others;
    }

    private void parts(ArrayNode portions, String name, MispMarks whole) {
        List<JsonNode> together = new ArrayList<>();
        MispMarks marked = MispMarks.none();
        int length = 0;
        JsonNode all = event.path(name);
        for (int index = 0; index < all.size(); index++) {
            JsonNode part = all.get(index);
            MispMarks marks = MispMarks.of(part, Fields.at("", name) + "/" + index, tagsOfParts);
            MispMarks own = (MispMarks.OF_OTHERS.contains(name) ? marks.keptBack() : marks).beyond(whole);
            int size = ExactJson.write(part).length();
            if (!together.isEmpty() && (!own.equals(marked) || length + size > LONGEST)) {
                add(portions, of(name, together), marked);
                together.clear();
                length = 0;
            }
            marked = own;
            together.add(part);
            length += size;
        }
        add(portions, of(name, together), marked);
    }

    private static ObjectNode of(String name, List<JsonNode> parts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putArray(name).addAll(parts);
        return object;
    }

    private static void add(ArrayNode portions, ObjectNode part, MispMarks marked) {
        ObjectNode portion = portions.addObject();
        portion.put("field", StixForeign.FIELD).put("text", ExactJson.write(part));
        if (marked.tlp().isPresent() || marked.kept()) {
            ObjectNode label = portion.putObject("label");
            marked.tlp().ifPresent(tlp -> label.put("tlp", tlp.text()));
            if (marked.kept()) {
                label.putArray("releasableTo");
            }
        }
    }

    private ObjectNode label(MispMarks whole) {
        origins.put("/label", "/Tag");
        ObjectNode label = mapping.label().deepCopy();
        whole.tlp().ifPresent(one -> label.put("tlp", one.text()));
        tags.marking().ifPresent(marking -> label.put("marking", marking));
        if (whole.kept()) {
            label.putArray("releasableTo");
        }
        MispUndertakings.bind(label, event);
        Foreign.complete(label, "/Tag", faults);
        if (label.has("marking")) {
            tagsOfParts.agree(label.path("marking").asText());
        }
        return label;
    }
}
