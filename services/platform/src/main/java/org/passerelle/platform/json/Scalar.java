package org.passerelle.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Reads text, numbers, truth values, times and words of enumerations, each only from its own form. */
final class Scalar {
    private Scalar() {}

    static Object read(JsonNode node, Class<?> type, String at) {
        if (type == String.class) {
            return text(node, "must be text", at);
        } else if (type == boolean.class || type == Boolean.class) {
            demand(node.isBoolean(), at, "must be true or false");
            return node.booleanValue();
        } else if (type == int.class || type == Integer.class) {
            demand(node.isIntegralNumber() && node.canConvertToInt(), at, "must be a whole number");
            return node.intValue();
        } else if (type == long.class || type == Long.class) {
            demand(node.isIntegralNumber() && node.canConvertToLong(), at, "must be a whole number");
            return node.longValue();
        } else if (type == double.class || type == Double.class) {
            demand(node.isNumber() && Double.isFinite(node.doubleValue()), at, "must be a number");
            return node.doubleValue();
        } else if (type == Instant.class) {
            return parse(node, Instant::parse, "must be a time such as 2015-01-20T09:00:00Z", at);
        } else if (type == Duration.class) {
            return parse(node, Duration::parse, "must be a duration such as PT3S", at);
        } else if (type == URI.class) {
            return parse(node, URI::create, "must be an address such as http://127.0.0.1:8080", at);
        } else if (type.isInstance(node)) {
            return node;
        }
        throw new IllegalArgumentException("no JSON form: " + type.getName());
    }

    private static Object parse(JsonNode node, Function<String, Object> parse, String expected, String at) {
        try {
            return parse.apply(text(node, expected, at));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw new Misfit(at, expected, Optional.empty());
        }
    }

    static Object word(String word, Class<?> type, String at) {
        for (Object constant : type.getEnumConstants()) {
            if (((Enum<?>) constant).name().equals(word)) {
                return constant;
            }
        }
        throw new Misfit(
                at,
                "must be one of " + words(type),
                Suggestion.nearest(word, List.of(words(type).split(", ", -1))));
    }

    static String words(Class<?> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
    }

    static String text(JsonNode node, String expected, String at) {
        demand(node.isTextual(), at, expected);
        demand(wellFormed(node.textValue()), at, "must be well-formed text without the NUL character");
        return node.textValue();
    }

    // A lone surrogate has no UTF-8 and no canonical form; PostgreSQL keeps no NUL.
    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    static void demand(boolean holds, String at, String problem) {
        if (!holds) {
            throw new Misfit(at, problem, Optional.empty());
        }
    }
}
