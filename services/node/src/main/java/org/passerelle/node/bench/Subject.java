package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * Something that is suspended, with somebody who reads because of it.
 *
 * @param kind what it is, e.g. {@code agreement}
 * @param account who reads
 * @param record what is read
 * @param word what an answer contains only as long as nothing is suspended
 * @param log the party whose log tells what was released
 * @param dependent whether a released leaf depends on it
 * @param resume empty where it can not be resumed
 */
record Subject(
        String kind,
        String account,
        String purpose,
        String record,
        String word,
        String log,
        Predicate<JsonNode> dependent,
        Step suspend,
        Optional<Step> resume) {

    /** A call of the API. */
    record Step(String account, String path) {}

    String path() {
        return "/records/" + record + "?purpose=" + purpose;
    }

    /** Whether an answer discloses what it must not once this is suspended. */
    boolean disclosedBy(Doors.Reply reply) {
        return reply.ok() && reply.text().contains(word);
    }

    /** Whether an item of a leaf has one of the names in a list of names. */
    static Predicate<JsonNode> names(String list, String name) {
        return leaf -> {
            for (JsonNode item : leaf.path("items")) {
                for (JsonNode each : item.path(list)) {
                    if (each.asText().equals(name)) {
                        return true;
                    }
                }
            }
            return false;
        };
    }

    /** Whether an item of a leaf is about a record. */
    static Predicate<JsonNode> about(String record) {
        return leaf -> {
            for (JsonNode item : leaf.path("items")) {
                if (item.path("recordId").asText().equals(record)) {
                    return true;
                }
            }
            return false;
        };
    }

    /** Whether the leaf itself says so, e.g. {@code recipient}. */
    static Predicate<JsonNode> says(String field, String value) {
        return leaf -> leaf.path(field).asText().equals(value);
    }
}
