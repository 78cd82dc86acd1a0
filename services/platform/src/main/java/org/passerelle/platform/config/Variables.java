package org.passerelle.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.TextNode;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.RecordComponent;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.Suggestion;

/** Configuration by environment variables, each named after the component that it sets. */
final class Variables {
    static final String PREFIX = "PASSERELLE_";

    private Variables() {}

    /** The values that the environment sets, by their path. */
    static Map<List<String>, JsonNode> read(Map<String, String> environment) {
        Map<String, Leaf> known = leaves();
        Map<List<String>, JsonNode> values = new HashMap<>();
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
                ArrayNode list = JsonNodeFactory.instance.arrayNode();
                text.lines()
                        .flatMap(line -> Arrays.stream(line.split(",", -1)))
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
}
