package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.passerelle.platform.json.Json;

/**
 * Views as events of MISP. What somebody else made leaves as that event; any other view becomes an event with an attribute for each portion and one
 * for the view itself, or several where one is longer than MISP keeps. Whoever takes it in keeps it to their own organisation until they decide
 * otherwise; the party whose it is gets it as it was.
 */
final class MispExport implements ExportFormat {
    /** The comment by which the attribute is known in which a view stands. */
    static final String VIEW = "passerelle-view";

    /** A distribution: the organisation that takes it in. */
    static final String ORGANISATION = "0";

    /** That of a part: whatever the event is for. */
    static final String INHERITED = "5";

    @Override
    public String name() {
        return "misp";
    }

    @Override
    public String contentType() {
        return "application/json";
    }

    @Override
    public String begin(UUID file) {
        return "{\"response\":[";
    }

    @Override
    public String view(Leaving leaving, boolean first) {
        JsonNode view = Json.tree(leaving.view());
        ObjectNode whole = JsonNodeFactory.instance.objectNode();
        whole.set("Event", MispPassedOn.of(view, leaving.own()).orElseGet(() -> event(view, leaving)));
        return (first ? "\n" : ",\n") + ExactJson.write(whole);
    }

    @Override
    public String end() {
        return "\n]}\n";
    }

    private static ObjectNode event(JsonNode view, Leaving leaving) {
        Leaving.Changes changes = leaving.changes();
        String timestamp = Long.toString(changes.last(ChronoUnit.SECONDS).getEpochSecond());
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
        MispLabels.tag(event, view.path("label"));
        Foreign.describing(view).stream()
                .filter(tag -> tag.length() <= MispLabels.LONGEST)
                .forEach(tag -> MispLabels.tag(event, tag));
        MispTags.words(view.path("grading").asText()).forEach(word -> MispLabels.tag(event, word));
        ArrayNode attributes = event.putArray("Attribute");
        int index = 0;
        for (JsonNode portion : view.path("portions")) {
            String text = portion.path("text").asText();
            add(attributes, event, index++, new Told(portion.path("field").asText(), text, portion.path("label")));
        }
        add(attributes, event, index, new Told(VIEW, Json.write(leaving.view()), view.path("label")));
        if (ReturnedView.recalled(view)) {
            MispRecalled.revoke(event);
        }
        return event;
    }

    /** What an event is called. */
    static String info(JsonNode view) {
        for (JsonNode portion : view.path("portions")) {
            if (portion.path("field").asText().equals("title")) {
                return portion.path("text").asText();
            }
        }
        return view.path("type").asText("no title");
    }

    /** What attributes tell. */
    private record Told(String comment, String text, JsonNode label) {}

    /** Adds an attribute, or as many as its text takes. */
    private static void add(ArrayNode attributes, ObjectNode event, int index, Told told) {
        List<String> pieces = MispPieces.of(told.text());
        for (int piece = 1; piece <= pieces.size(); piece++) {
            ObjectNode attribute = attributes.addObject();
            attribute.put("uuid", attribute(event.path("uuid").asText(), index, piece));
            attribute.put("type", "text");
            attribute.put("category", "Other");
            attribute.put("to_ids", false);
            attribute.put("disable_correlation", true);
            attribute.put("distribution", INHERITED);
            attribute.put("timestamp", event.path("timestamp").asText());
            attribute.put("comment", MispPieces.comment(told.comment(), piece, pieces.size()));
            attribute.put("value", pieces.get(piece - 1));
            MispLabels.tag(attribute, told.label());
        }
    }

    /** The id of an attribute of an event, by its number, and the number of the piece that it is. */
    static String attribute(String event, int index, int piece) {
        return named(event + "\n" + index + (piece == 1 ? "" : "\n" + piece));
    }

    private static String named(String name) {
        return UUID.nameUUIDFromBytes(name.getBytes(StandardCharsets.UTF_8)).toString();
    }
}
