package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;

/** Names of members as STIX wants them, there and back. */
final class SnakeCase {
    private static final Pattern UPPER = Pattern.compile("\\p{Upper}");
    private static final Pattern LINE = Pattern.compile("_(\\p{Lower})");

    private SnakeCase() {}

    static JsonNode to(JsonNode camel) {
        return renamed(camel, SnakeCase::name);
    }

    static String name(String camel) {
        return UPPER.matcher(camel).replaceAll(letter -> "_" + letter.group().toLowerCase(Locale.ROOT));
    }

    static JsonNode from(JsonNode snake) {
        return renamed(
                snake,
                name -> LINE.matcher(name).replaceAll(letter -> letter.group(1).toUpperCase(Locale.ROOT)));
    }

    private static JsonNode renamed(JsonNode node, UnaryOperator<String> name) {
        if (node.isObject()) {
            ObjectNode object = JsonNodeFactory.instance.objectNode();
            node.properties()
                    .forEach(member -> object.set(name.apply(member.getKey()), renamed(member.getValue(), name)));
            return object;
        }
        if (node.isArray()) {
            ArrayNode array = JsonNodeFactory.instance.arrayNode();
            node.forEach(element -> array.add(renamed(element, name)));
            return array;
        }
        return node;
    }
}
