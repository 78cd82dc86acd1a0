package org.passerelle.core.document;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
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
            "grant.json",
            "own.json",
            "derived.json",
            "join.json",
            "obligation.json",
            "view.json",
            "answer.json",
            "admission.json",
            "class.json");
    private static final Map<String, Judge> JUDGES = Map.of(
            "decision",
            new DecisionJudge(),
            "view",
            new ViewJudge(),
            "answer",
            new AnswerJudge(),
            "admission",
            new AdmissionJudge(),
            "join",
            new JoinJudge(),
            "binding",
            new BindingJudge(),
            "derivation",
            new DerivationJudge(),
            "class",
            new ClassJudge());

    private Registry() {}

    /** Who executes which table of a document; a table that nobody executes is not among the keys. */
    static Map<String, Executor> executors(Document document) {
        Map<String, Executor> executors = new LinkedHashMap<>();
        executors.put("codes", Listings.codes());
        executors.put("settings", Listings.settings());
        resource("examples.json")
                .properties()
                .forEach(example -> executors.put(
                        "example-" + example.getKey(), Example.of(World.base().with(example.getValue()))));
        definitions()
                .forEach((name, definition) ->
                        document.table(name).ifPresent(table -> executors.put(name, new Check(definition, table))));
        return executors;
    }

    /** Tables that are executed, whether the document has them or not. */
    static List<String> names(Document document) {
        Set<String> names = new TreeSet<>(executors(document).keySet());
        names.addAll(definitions().keySet());
        return List.copyOf(names);
    }

    private static Map<String, Definition> definitions() {
        Map<String, Definition> definitions = new LinkedHashMap<>();
        for (String file : FILES) {
            resource(file).properties().forEach(table -> {
                if (definitions.put(table.getKey(), definition(table.getValue())) != null) {
                    throw new IllegalStateException("table " + table.getKey() + " is defined twice");
                }
            });
        }
        return definitions;
    }

    private static Definition definition(JsonNode table) {
        Map<String, Map<String, JsonNode>> inputs = new LinkedHashMap<>();
        table.path("inputs").properties().forEach(column -> inputs.put(column.getKey(), values(column.getValue())));
        Set<String> alike = new TreeSet<>();
        table.path("alike").forEach(column -> alike.add(column.asText()));
        Judge judge = JUDGES.get(table.path("judge").asText("decision"));
        if (judge == null) {
            throw new IllegalStateException("no judge " + table.path("judge"));
        }
        return new Definition(World.base().with(table.withObject("/base")), inputs, alike, judge);
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
