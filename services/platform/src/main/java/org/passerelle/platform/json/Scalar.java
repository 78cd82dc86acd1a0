package org.passerelle.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URI;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;

/** Reads text, numbers, truth values, times and words of enumerations, each only from its own form. */
final class Scalar {
    private Scalar() {}

    static Object read(JsonNode node, Class<?> type, At at) {
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

    private static Object parse(JsonNode node, Function<String, Object> parse, String expected, At at) {
        try {
            return parse.apply(text(node, expected, at));
        } catch (DateTimeException | IllegalArgumentException malformed) {
            throw at.misfit(expected, Optional.empty());
        }
    }

    static Object word(String word, Class<?> type, At at) {
        Words words = Words.of(type);
        Object constant = words.constants().get(word);
        if (constant == null) {
            throw at.misfit(words.expected(), Suggestion.nearest(word, words.names()));
        }
        return constant;
    }

    static String text(JsonNode node, String expected, At at) {
        demand(node.isTextual(), at, expected);
        demand(wellFormed(node.textValue()), at, "must be well-formed text without the NUL character");
        return node.textValue();
    }

    // A lone surrogate has no UTF-8 and no canonical form; PostgreSQL keeps no NUL.
    private static boolean wellFormed(String text) {
        for (int index = 0; index < text.length(); index++) {
            char unit = text.charAt(index);
            if (unit == 0) {
                return false;
            }
            if (Character.isSurrogate(unit)) {
                boolean pair = Character.isHighSurrogate(unit)
                        && index + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(index + 1));
                if (!pair) {
                    return false;
                }
                index++;
            }
        }
        return true;
    }

    static void demand(boolean holds, At at, String problem) {
        if (!holds) {
            throw at.misfit(problem, Optional.empty());
        }
    }
}
