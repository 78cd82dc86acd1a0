package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.label.CompactLabel;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import picocli.CommandLine.ArgGroup;
import picocli.CommandLine.Option;

/** What an explanation is about: a record that exists, or the label and facts of one that does not. */
final class ExplainSubject {
    @Option(names = "--record", paramLabel = "ID", required = true, description = "a record that your party released")
    private @Nullable String record;

    @ArgGroup(exclusive = false)
    private @Nullable Hypothetical hypothetical;

    /** The label and facts of a record that does not exist. */
    static final class Hypothetical {
        @Option(
                names = "--label",
                paramLabel = "LABEL",
                required = true,
                description = "one line such as \"UN CONFIDENTIAL//TLP:AMBER//REL UNOWA\", or JSON")
        private String label = "";

        @Option(names = "--type", paramLabel = "TYPE", description = "the record type; incident when absent")
        private String type = "incident";

        @Option(names = "--country", paramLabel = "CODE", description = "ISO 3166-1, such as ML")
        private @Nullable String country;

        @Option(names = "--admin1", paramLabel = "CODE", description = "ISO 3166-2, such as ML-7; may be repeated")
        private List<String> admin1 = List.of();

        @Option(names = "--event-time", paramLabel = "TIME", description = "such as 2015-05-04T15:00:00Z")
        private @Nullable String eventTime;

        @Option(names = "--tag", paramLabel = "TAG", description = "a machine tag; may be repeated")
        private List<String> tags = List.of();
    }

    /** The label is not well formed; the message points at the fault. */
    static final class BadLabel extends Exception {
        private static final long serialVersionUID = 1L;

        BadLabel(String message) {
            super(message);
        }
    }

    /** The part of the question that says what it is about. */
    ObjectNode question() throws BadLabel {
        ObjectNode question = JsonNodeFactory.instance.objectNode();
        if (hypothetical == null) {
            return question.put("record", record);
        }
        question.set("label", label(hypothetical.label));
        question.put("type", hypothetical.type);
        if (hypothetical.country != null) {
            question.put("country", hypothetical.country);
        }
        if (!hypothetical.admin1.isEmpty()) {
            hypothetical.admin1.forEach(question.putArray("admin1")::add);
        }
        if (hypothetical.eventTime != null) {
            question.put("eventTime", hypothetical.eventTime);
        }
        if (!hypothetical.tags.isEmpty()) {
            hypothetical.tags.forEach(question.putArray("tags")::add);
        }
        return question;
    }

    private static JsonNode label(String label) throws BadLabel {
        if (label.startsWith("{")) {
            try {
                return Json.tree(label);
            } catch (JsonFault broken) {
                throw new BadLabel("the label is no JSON: " + broken.problem());
            }
        }
        if (CompactLabel.read(label) instanceof CompactLabel.Reading.Fault(int at, String problem)) {
            throw new BadLabel("the label goes wrong at character %d: %s%n  %s%n  %s^"
                    .formatted(at, problem, label, " ".repeat(at - 1)));
        }
        return JsonNodeFactory.instance.textNode(label);
    }
}
