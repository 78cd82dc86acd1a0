package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/**
 * How an event says that its record was recalled. The core format of MISP has revoked attributes ({@code deleted}), which "are not actionable
 * and exist merely to inform other instances of a revocation"; of an event as a whole only a tag says so.
 */
final class MispRecalled {
    /** Of an attribute that is taken back. */
    static final String REVOKED = "deleted";

    private static final String TAG = "passerelle:state=\"recalled\"";
    private static final String TIMESTAMP = "timestamp";

    private MispRecalled() {}

    /** Takes an event of ours back, with each of its attributes. Whoever has it takes only what is newer. */
    static void revoke(ObjectNode event) {
        say(event);
        newer(event);
        for (JsonNode each : event.path("Attribute")) {
            if (each instanceof ObjectNode attribute) {
                attribute.put(REVOKED, true);
                newer(attribute);
            }
        }
    }

    private static void newer(ObjectNode object) {
        object.put(TIMESTAMP, Long.toString(object.path(TIMESTAMP).asLong() + 1));
    }

    /** Says of somebody else's event that the record was recalled; only whoever made the event takes that back. */
    static void say(ObjectNode event) {
        MispLabels.tag(event, TAG);
    }

    /** Whether an event is of a record that was recalled. */
    static boolean said(JsonNode event) {
        return MispTags.names(event).stream()
                .map(MarkingWords::folded)
                .map(name -> name.replace("'", "\""))
                .anyMatch(TAG::equals);
    }
}
