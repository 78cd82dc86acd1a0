package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Tlp;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Faults;

/**
 * Makes a record of an event that somebody else made. The event is kept as it was written, in portions of the field {@code object}: the event, then
 * its attributes and objects, as many together as have one label and fit. The order of what is marked alike stays.
 */
final class MispEvent {
    static final String FORMAT = "misp";

    /** Of an event: its own organisation; a sharing group, of which nobody here knows who belongs to it. */
    private static final Set<String> KEPT = Set.of("0", "4");

    private static final List<String> PARTS = List.of("Attribute", "Object");
    private static final int LONGEST = 90_000;
    private static final int LONGEST_TITLE = 1000;

    private final ForeignMapping mapping;
    private final ObjectNode event;
    private final MispTags tags;
    private final Faults faults;
    private final Map<String, String> origins = new HashMap<>();

    MispEvent(ForeignMapping mapping, ObjectNode event, MispTags tags, Faults faults) {
        this.mapping = mapping;
        this.event = event;
        this.tags = tags;
        this.faults = faults;
    }

    /** What a part is marked with beyond the event. */
    private record Stricter(Optional<Tlp> tlp, boolean kept) {}

    Submitted submission() {
        String id = event.path("uuid").asText();
        if (!id.matches("[0-9a-fA-F]{8}(-[0-9a-fA-F]{4}){3}-[0-9a-fA-F]{12}")) {
            faults.add("/uuid", Fault.Code.WRONG_TYPE, "is no identifier of an event");
        }
        ObjectNode body = JsonNodeFactory.instance.objectNode();
        body.put("type", StixForeign.TYPE);
        if (mapping.language().isEmpty()) {
            faults.add("", Fault.Code.MISSING, "states no language, and the mapping names none");
        }
        body.put("language", mapping.language().orElse(""));
        Optional<Tlp> tlp = tags.tlp(event, "")
                .or(() -> Tlp.parse(mapping.label().path("tlp").asText()));
        boolean kept = KEPT.contains(event.path("distribution").asText());
        ArrayNode portions = JsonNodeFactory.instance.arrayNode();
        Foreign.title(event.path("info").asText(), LONGEST_TITLE)
                .ifPresent(text -> portions.addObject().put("field", "title").put("text", text));
        ObjectNode rest = event.deepCopy();
        rest.remove(PARTS);
        add(portions, rest, new Stricter(Optional.empty(), false));
        PARTS.forEach(name -> parts(portions, name, tlp, kept));
        body.set("label", label(tlp, kept));
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

    private void parts(ArrayNode portions, String name, Optional<Tlp> least, boolean kept) {
        List<JsonNode> together = new ArrayList<>();
        Stricter marked = new Stricter(Optional.empty(), false);
        int length = 0;
        JsonNode all = event.path(name);
        for (int index = 0; index < all.size(); index++) {
            JsonNode part = all.get(index);
            Stricter own = stricter(part, "/" + name + "/" + index, least, kept);
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
        // An empty list is one too.
        if (!together.isEmpty() || all.isArray()) {
            add(portions, of(name, together), marked);
        }
    }

    private static ObjectNode of(String name, List<JsonNode> parts) {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        object.putArray(name).addAll(parts);
        return object;
    }

    private Stricter stricter(JsonNode part, String pointer, Optional<Tlp> least, boolean kept) {
        Optional<Tlp> tlp = tags.tlp(part, pointer);
        boolean stays = KEPT.contains(part.path("distribution").asText());
        JsonNode within = part.path("Attribute");
        for (int index = 0; index < within.size(); index++) {
            Optional<Tlp> one = tags.tlp(within.get(index), pointer + "/Attribute/" + index);
            Optional<Tlp> before = tlp;
            tlp = one.map(strict -> before.map(strict::max).orElse(strict)).or(() -> before);
            stays |= KEPT.contains(within.get(index).path("distribution").asText());
        }
        return new Stricter(
                tlp.filter(strict ->
                        least.map(floor -> strict.compareTo(floor) > 0).orElse(true)),
                stays && !kept);
    }

    private static void add(ArrayNode portions, ObjectNode part, Stricter marked) {
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

    private ObjectNode label(Optional<Tlp> tlp, boolean kept) {
        origins.put("/label", "/Tag");
        ObjectNode label = mapping.label().deepCopy();
        tlp.ifPresent(one -> label.put("tlp", one.text()));
        tags.marking().ifPresent(marking -> label.put("marking", marking));
        if (kept) {
            label.putArray("releasableTo");
        }
        Foreign.complete(label, "/Tag", faults);
        return label;
    }
}
