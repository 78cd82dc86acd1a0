package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.label.Tlp;
import org.passerelle.platform.json.Json;

/**
 * Views as events of MISP. What somebody else made leaves as that event; any other view becomes an event with an attribute for each portion and one
 * for the view itself. Whoever takes it in keeps it to their own organisation until they decide otherwise; the party whose it is gets it as it was.
 */
final class MispExport implements ExportFormat {
    /** The comment by which the attribute is known in which a view stands. */
    static final String VIEW = "passerelle-view";

    /** Of tags that say a label in words. */
    static final String LABEL = "passerelle:label=";

    private static final String ORGANISATION = "0";

    /** Of a part: whatever the event is for. */
    private static final String INHERITED = "5";

    /** Lists of parts that may be for whatever the event is for. */
    private static final Set<String> INHERITING = Set.of("Attribute", "Object", "EventReport");

    @Override
    public String name() {
        return "misp";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public boolean dated() {
        return true;
    }

    @Override
    public String begin(UUID file) {
        return "{\"response\":[";
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        JsonNode view = Json.tree(leaving.view());
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("Event", passedOn(view, leaving.own()).orElseGet(() -> event(view, leaving)));
        return (first ? "\n" : ",\n") + ExactJson.write(whole);
    }

    @Override
    public String end() {
        return "\n]}\n";
    }

    /** Somebody else's event, with the label of the view and what its recipient undertook as tags. */
    private static Optional<ObjectNode> passedOn(JsonNode view, boolean own) {
        List<ObjectNode> parts = new ArrayList<>();
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals(StixForeign.FIELD)) {
                ExactJson.tree(portion.path("text").asText())
                        .filter(JsonNode::isObject)
                        .ifPresent(part -> parts.add((ObjectNode) part));
            }
        }
        if (parts.isEmpty()
                || !parts.getFirst().has("uuid")
                || !parts.getFirst().has("info")) {
            return Optional.empty();
        }
        ObjectNode event = parts.getFirst().deepCopy();
        for (ObjectNode part : parts.subList(1, parts.size())) {
            part.properties().forEach(member -> {
                if (event.get(member.getKey()) instanceof ArrayNode there) {
                    member.getValue().forEach(there::add);
                } else {
                    event.set(member.getKey(), member.getValue().deepCopy());
                }
            });
        }
        if (!own) {
            keep(event, "");
            event.put("distribution", ORGANISATION);
            event.put("published", false);
        }
        tags(event, view.path("label"));
        MispUndertakings.tags(view).forEach(name -> tag(event, name));
        return Optional.of(event);
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
                object.put("distribution", inherits ? INHERITED : ORGANISATION);
            }
            object.remove(List.of("sharing_group_id", "SharingGroup"));
            object.properties().forEach(member -> keep(member.getValue(), member.getKey()));
        } else {
            part.forEach(one -> keep(one, list));
        }
    }

    private static ObjectNode event(JsonNode view, Leaving leaving) {
        Leaving.Changes changes = leaving.changes().orElseThrow(() -> new IllegalStateException("without its times"));
        String timestamp = Long.toString(changes.last().getEpochSecond());
        ObjectNode event = JsonNodeFactory.instance.objectNode();
        event.put("uuid", leaving.identity().toString());
        event.put("info", info(view));
        String date = view.path("eventTime").asText(StixNames.time(changes.first()));
        event.put("date", date.substring(0, 10));
        event.put("timestamp", timestamp);
        event.put("published", false);
        event.put("analysis", "2");
        event.put("threat_level_id", "4");
        event.put("distribution", ORGANISATION);
        String releaser = view.path("releaser").asText();
        ObjectNode organisation = event.putObject("Orgc");
        organisation.put("name", releaser);
        organisation.put("uuid", named("organisation\n" + releaser));
        tags(event, view.path("label"));
        view.path("tags").forEach(tag -> tag(event, tag.asText()));
        grading(event, view.path("grading").asText());
        ArrayNode attributes = event.putArray("Attribute");
        int index = 0;
        for (JsonNode portion : view.path("portions")) {
            ObjectNode attribute = attribute(
                    leaving,
                    timestamp,
                    index++,
                    portion.path("field").asText(),
                    portion.path("text").asText());
            tags(attribute, portion.path("label"));
            attributes.add(attribute);
        }
        ObjectNode carried = attribute(leaving, timestamp, index, VIEW, Json.write(leaving.view()));
        tags(carried, view.path("label"));
        attributes.add(carried);
        return event;
    }

    private static String info(JsonNode view) {
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals("title")) {
                return portion.path("text").asText();
            }
        }
        return view.path("type").asText("no title");
    }

    private static ObjectNode attribute(Leaving leaving, String timestamp, int index, String comment, String value) {
        ObjectNode attribute = JsonNodeFactory.instance.objectNode();
        attribute.put("uuid", named(leaving.identity() + "\n" + index));
        attribute.put("type", "text");
        attribute.put("category", "Other");
        attribute.put("to_ids", false);
        attribute.put("disable_correlation", true);
        attribute.put("distribution", INHERITED);
        attribute.put("timestamp", timestamp);
        attribute.put("comment", comment);
        attribute.put("value", value);
        return attribute;
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }

    private static void tags(ObjectNode tagged, JsonNode label) {
        Tlp.parse(label.path("tlp").asText())
                .ifPresent(tlp -> tag(tagged, "tlp:" + tlp.text().toLowerCase(Locale.ROOT)));
        tag(tagged, LABEL + "\"" + StixLabels.words(label).replace('"', '\'') + '"');
    }

    private static void tag(ObjectNode tagged, String name) {
        ArrayNode tags = tagged.withArray("Tag");
        for (JsonNode tag : tags) {
            if (tag.path("name").asText().equals(name)) {
                return;
            }
        }
        tags.addObject().put("name", name);
    }

    private static void grading(ObjectNode event, String grading) {
        if (grading.length() == 2) {
            String lower = grading.toLowerCase(Locale.ROOT);
            tag(event, "admiralty-scale:source-reliability=\"" + lower.charAt(0) + '"');
            tag(event, "admiralty-scale:information-credibility=\"" + lower.charAt(1) + '"');
        }
    }
}
