package org.passerelle.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;

/** Tables that list what the product or its shipped configuration holds. */
final class Listings {
    private static final Path SETTINGS = Path.of("../../config/policy.json");

    private Listings() {}

    /** Every gate with its codes, both in the order in which the reason is sought. */
    static Listing codes() {
        List<List<String>> rows = new ArrayList<>();
        for (Gate gate : Gate.values()) {
            rows.add(List.of(
                    gate.name(),
                    Arrays.stream(Code.values())
                            .filter(code -> code.gate() == gate)
                            .map(Code::name)
                            .collect(Collectors.joining(", "))));
        }
        return new Listing(List.of("Gate", "Codes"), rows);
    }

    /** The values that an operator may choose, as they are shipped. */
    static Listing settings() {
        try {
            List<List<String>> rows = new ArrayList<>();
            flatten("", new ObjectMapper().readTree(SETTINGS.toFile()), rows);
            return new Listing(List.of("Setting", "Shipped value"), rows);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static void flatten(String prefix, JsonNode settings, List<List<String>> rows) {
        for (Map.Entry<String, JsonNode> setting : settings.properties()) {
            JsonNode value = setting.getValue();
            if (value.isObject()) {
                flatten(prefix + setting.getKey() + ".", value, rows);
            } else {
                rows.add(List.of(prefix + setting.getKey(), text(value)));
            }
        }
    }

    private static String text(JsonNode value) {
        return value.isArray()
                ? StreamSupport.stream(value.spliterator(), false)
                        .map(JsonNode::asText)
                        .collect(Collectors.joining(", "))
                : value.asText();
    }
}
