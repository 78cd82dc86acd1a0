package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.gateway.submission.Times;

/** What a recipient undertook, as tags of somebody else's event that is passed on; whoever takes such an event in is bound by them. */
final class MispUndertakings {
    private static final String HANDLING = "passerelle:handling=";
    private static final String ONWARD = "passerelle:onward=";
    private static final String RETENTION = "passerelle:retain-until=";
    private static final String STATEMENT = "passerelle:grading-statement=";

    private MispUndertakings() {}

    /** Names of the tags for a view. */
    static List<String> tags(JsonNode view) {
        List<String> tags = new ArrayList<>();
        view.path("handling").forEach(code -> tags.add(tag(HANDLING, code)));
        JsonNode onward = view.path("label").path("onward");
        onward.forEach(name -> tags.add(tag(ONWARD, name)));
        if (onward.isArray() && onward.isEmpty()) {
            tags.add(ONWARD + "\"nobody\"");
        }
        view.optional("retainUntil").ifPresent(until -> tags.add(tag(RETENTION, until)));
        view.optional("gradingStatement").ifPresent(statement -> tags.add(tag(STATEMENT, statement)));
        return tags;
    }

    private static String tag(String name, JsonNode value) {
        return name + '"' + value.asText().replace('"', '\'') + '"';
    }

    /** Whether a tag says to whom its event may be passed on; of an event that is passed on, the view says so. */
    static boolean saysOnward(String tag) {
        return tag.strip().toLowerCase(Locale.ROOT).startsWith(ONWARD);
    }

    /**
     * Nothing goes onward where the mapping does not name to whom, nor, whomever it names, where handling was undertaken. The earliest end of
     * retention counts.
     */
    static void bind(ObjectNode label, JsonNode event) {
        Foreign.close(label);
        for (String tag : MispTags.names(event)) {
            String name = tag.strip();
            String lower = name.toLowerCase(Locale.ROOT);
            if (lower.startsWith(HANDLING) || saysOnward(name)) {
                label.putArray("onward");
            }
            if (lower.startsWith(RETENTION)) {
                String until = name.substring(RETENTION.length()).replace("\"", "");
                label.put(
                        "retainUntil", earlier(until, label.path("retainUntil").asText(until)));
            }
        }
    }

    /** What is no time is the answer, so that the label is refused for it. */
    private static String earlier(String one, String other) {
        Optional<Instant> first = Times.parse(one);
        Optional<Instant> second = Times.parse(other);
        boolean keepsOne =
                first.isEmpty() || (second.isPresent() && !second.get().isBefore(first.get()));
        return keepsOne ? one : other;
    }
}
