package org.passerelle.audit.read;

import com.fasterxml.jackson.databind.JsonNode;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * Who opens an entry of their party's own log: it names records, and who may not read one is told nothing about it, also not by what
 * colleagues received.
 */
final class Opening {

    private Opening() {}

    // INVARIANT: whoever is no auditor opens what they were given themselves, and what names no record, as of a match;
    // nothing else.
    static boolean isFor(Audit.EntriesOf reader, String body) {
        if (reader.auditor()) {
            return true;
        }
        JsonNode leaf = tree(body);
        return leaf.path("subject").asText().equals(reader.subject())
                || leaf.path("action").asText().equals(Action.MATCH.name());
    }

    private static JsonNode tree(String body) {
        try {
            return Json.tree(body);
        } catch (JsonFault tampered) {
            return Json.tree("{}");
        }
    }
}
