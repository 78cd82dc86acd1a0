package org.passerelle.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.world.World;

/** What every table of the document means, by its name; the situations are data beside this class. */
final class Registry {
    private static final ObjectMapper MAPPER = new ObjectMapper();
    private static final List<String> FILES = List.of(
            "request.json",
            "fault.json",
            "lifecycle.json",
            "agreement.json",
            "marking.json",
            "tlp.json",
            "purpose.json",
            "clearance.json",
            "origin.json",
            "screening.json",
            "grant.json");
    private static final Map<String, Judge> JUDGES = Map.of("decision", new DecisionJudge());

    private Registry() {}

    static Map<String, Definition> definitions() {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (String file : FILES) {
            JsonNode tables = resource(file);
            JsonNode shared = tables.path("$columns");
            tables.properties().stream()
                    .filter(table -> !table.getKey().startsWith("$"))
                    .forEach(table -> {
                        if (definitions.put(table.getKey(), definition(table.getValue(), shared)) != null) {
                            throw new IllegalStateException("table " + table.getKey() + " is defined twice");
                        }
                    });
        }
        return definitions;
    }

    private static Definition definition(JsonNode table, JsonNode shared) {
        Map<String, Map<String, JsonNode>> inputs = new LinkedHashMap<>();
        table.path("inputs").properties().forEach(column -> {
            JsonNode named = column.getValue();
            inputs.put(column.getKey(), values(named.isTextual() ? shared.path(named.asText()) : named));
        });
        Judge judge = JUDGES.get(table.path("judge").asText("decision"));
        if (judge == null) {
            throw new IllegalStateException("no judge " + table.path("judge"));
        }
        return new Definition(World.base().with(table.withObject("/base")), inputs, judge);
    }

    private static Map<String, JsonNode> values(JsonNode column) {
        Map<String, JsonNode> values = new LinkedHashMap<>();
        column.properties().forEach(value -> values.put(value.getKey(), value.getValue()));
        if (values.size() < 2) {
            throw new IllegalStateException("a column has at least two values: " + values.keySet());
        }
        return values;
    }

    private static JsonNode resource(String name) {
        try (InputStream stream = Registry.class.getResourceAsStream(name)) {
            if (stream == null) {
                throw new IllegalStateException("no resource " + name);
            }
            return MAPPER.readTree(stream);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
