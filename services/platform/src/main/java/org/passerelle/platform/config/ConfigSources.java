package org.passerelle.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;
import org.passerelle.platform.json.Suggestion;

/** Lays defaults, file and environment over one another, then reads the whole strictly. */
final class ConfigSources {
    private static final String PREFIX = "PASSERELLE_";

    private ConfigSources() {}

    static NodeConfig load(Optional<Path> file, Map<String, String> environment) {
        ObjectNode merged = (ObjectNode) Json.tree(defaults());
        Optional<LocatedJson> located = file.map(ConfigSources::parse);
        located.ifPresent(document -> lay(merged, document.tree()));
        environment(environment).forEach((path, value) -> set(merged, path, value));
        try {
            return Json.read(merged, NodeConfig.class);
        } catch (JsonFault fault) {
            throw placed(fault, file, located, environment);
        }
    }

    // The fault was found in the merged document; what matters is where its author wrote it.
    private static ConfigFault placed(
            JsonFault fault, Optional<Path> file, Optional<LocatedJson> located, Map<String, String> environment) {
        String problem = fault.problem()
                + fault.suggestion().map(word -> "; did you mean " + word + "?").orElse("");
        String variable =
                PREFIX + fault.pointer().substring(Math.min(1, fault.pointer().length()));
        for (String name : environment.keySet()) {
            if (name.replace("_", "").equalsIgnoreCase(variable.replace("_", "").replace("/", ""))) {
                return new ConfigFault(name + ": " + problem);
            }
        }
        if (located.isEmpty()) {
            return new ConfigFault(fault.pointer() + ": " + problem);
        }
        LocatedJson.Place place = located.get().place(fault.pointer());
        return new ConfigFault(file.map(Path::toString).orElse("") + ":" + place.line() + ":" + place.column() + ": "
                + fault.pointer() + ": " + problem);
    }

    private static LocatedJson parse(Path file) {
        try {
            LocatedJson document = LocatedJson.read(Files.readString(file));
            if (!document.tree().isObject()) {
                throw new ConfigFault(file + ":1:1: must be an object");
            }
            return document;
        } catch (JsonFault fault) {
            throw new ConfigFault(file + ":" + fault.line() + ":" + fault.column() + ": " + fault.problem());
        } catch (IOException unreadable) {
            throw new ConfigFault(file + ": cannot be read");
        }
    }

    private static void lay(ObjectNode under, JsonNode over) {
        over.properties().forEach(entry -> {
            JsonNode below = under.get(entry.getKey());
            if (below instanceof ObjectNode object && entry.getValue().isObject()) {
                lay(object, entry.getValue());
            } else {
                under.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static Map<List<String>, JsonNode> environment(Map<String, String> environment) {
        Map<String, Leaf> known = leaves();
        Map<List<String>, JsonNode> values = new java.util.HashMap<>();
        new TreeMap<>(environment).forEach((name, text) -> {
            if (!name.startsWith(PREFIX)) {
                return;
            }
            Leaf leaf = known.get(name);
            if (leaf == null) {
                throw new ConfigFault("unknown variable " + name
                        + Suggestion.nearest(name, known.keySet())
                                .map(word -> "; did you mean " + word + "?")
                                .orElse(""));
            }
            values.put(leaf.path(), leaf.value(text));
        });
        return values;
    }

    /** A configurable value. */
    private record Leaf(List<String> path, Class<?> type) {
        JsonNode value(String text) {
            if (type == List.class) {
                var list = com.fasterxml.jackson.databind.node.JsonNodeFactory.instance.arrayNode();
                text.lines()
                        .flatMap(line -> java.util.Arrays.stream(line.split(",", -1)))
                        .map(String::strip)
                        .filter(item -> !item.isEmpty())
                        .forEach(list::add);
                return list;
            }
            boolean bare = (type == int.class || type == boolean.class) && text.matches("-?\\d{1,9}|true|false");
            return bare ? Json.tree(text) : TextNode.valueOf(text);
        }
    }

    /** Every value by the name of its variable. */
    private static Map<String, Leaf> leaves() {
        Map<String, Leaf> leaves = new TreeMap<>();
        collect(NodeConfig.class, List.of(), leaves);
        return leaves;
    }

    private static void collect(Class<?> type, List<String> path, Map<String, Leaf> leaves) {
        for (RecordComponent component : type.getRecordComponents()) {
            List<String> here = new ArrayList<>(path);
            here.add(component.getName());
            Class<?> inner = inner(component);
            if (inner.isRecord()) {
                collect(inner, here, leaves);
            } else {
                leaves.put(variable(here), new Leaf(here, inner));
            }
        }
    }

    private static Class<?> inner(RecordComponent component) {
        if (component.getType() == Optional.class) {
            Type inner = ((ParameterizedType) component.getGenericType()).getActualTypeArguments()[0];
            return (Class<?>) inner;
        }
        return component.getType();
    }

    private static String variable(List<String> path) {
        return PREFIX
                + String.join("_", path)
                        .replaceAll("(?<=[a-z0-9])(?=[A-Z])", "_")
                        .toUpperCase(Locale.ROOT);
    }

    private static void set(ObjectNode root, List<String> path, JsonNode value) {
        ObjectNode parent = root;
        for (String step : path.subList(0, path.size() - 1)) {
            JsonNode next = parent.get(step);
            parent = next instanceof ObjectNode object ? object : parent.putObject(step);
        }
        parent.set(path.getLast(), value);
    }

    private static String defaults() {
        try (InputStream stream = ConfigSources.class.getResourceAsStream("defaults.json")) {
            return new String(java.util.Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
