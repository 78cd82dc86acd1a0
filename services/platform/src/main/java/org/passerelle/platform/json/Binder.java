package org.passerelle.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/** Makes values of trees: every key must be known, every component present, every value of its type. */
final class Binder {
    /** A fault whose line and column are still unknown. */
    static final class Misfit extends RuntimeException {
        private static final long serialVersionUID = 1L;
        final String pointer;
        final String problem;
        final transient Optional<String> suggestion;

        Misfit(String pointer, String problem, Optional<String> suggestion) {
            super(problem, null, false, false);
            this.pointer = pointer;
            this.problem = problem;
            this.suggestion = suggestion;
        }
    }

    private Binder() {}

    static Object bind(JsonNode node, Type type, String at) {
        if (type == Object.class) {
            return open(node, at);
        }
        if (type instanceof ParameterizedType generic) {
            return container(node, (Class<?>) generic.getRawType(), generic.getActualTypeArguments(), at);
        }
        Class<?> plain = (Class<?>) type;
        if (plain.isRecord()) {
            return record(node, plain, at);
        }
        if (plain.isSealed()) {
            return record(node, variant(node, plain, at), at);
        }
        if (plain.isEnum()) {
            return word(text(node, "must be one of " + words(plain), at), plain, at);
        }
        return scalar(node, plain, at);
    }

    private static Object container(JsonNode node, Class<?> raw, Type[] arguments, String at) {
        if (raw == Optional.class) {
            return node.isNull() ? Optional.empty() : Optional.of(bind(node, arguments[0], at));
        } else if (raw == List.class) {
            return Collections.unmodifiableList(elements(node, arguments[0], at));
        } else if (raw == Set.class) {
            return Collections.unmodifiableSet(new LinkedHashSet<>(elements(node, arguments[0], at)));
        } else if (raw == Map.class) {
            return map(node, (Class<?>) arguments[0], arguments[1], at);
        } else if (raw.isRecord()) {
            return record(node, raw, at);
        }
        throw new IllegalArgumentException("no JSON form: " + raw.getName());
    }

    private static List<Object> elements(JsonNode node, Type type, String at) {
        demand(node.isArray(), at, "must be a list");
        List<Object> elements = new ArrayList<>(node.size());
        for (int index = 0; index < node.size(); index++) {
            String here = at + "/" + index;
            demand(!node.get(index).isNull(), here, "must not be null");
            elements.add(bind(node.get(index), type, here));
        }
        return elements;
    }

    private static Map<Object, Object> map(JsonNode node, Class<?> keys, Type values, String at) {
        demand(node.isObject(), at, "must be an object");
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String here = step(at, entry.getKey());
            demand(!entry.getValue().isNull(), here, "must not be null");
            Object key = keys.isEnum() ? word(entry.getKey(), keys, here) : entry.getKey();
            map.put(key, bind(entry.getValue(), values, here));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object record(JsonNode node, Class<?> type, String at) {
        demand(node.isObject(), at, "must be an object");
        RecordShape shape = RecordShape.of(type);
        for (String key : names(node)) {
            if (!shape.knows(key)) {
                throw new Misfit(step(at, key), "unknown key", Suggestion.nearest(key, shape.keys()));
            }
        }
        if (shape.kind().isPresent()) {
            variant(node, type, at);
        }
        Object[] values = shape.components().stream()
                .map(component -> component(node, component, at))
                .toArray();
        try {
            return shape.constructor().newInstance(values);
        } catch (InvocationTargetException refused) {
            // Constructors speak in domain words and do not echo values.
            String problem = refused.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : "is not a valid value";
            throw new Misfit(at, problem, Optional.empty());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("no JSON form: " + type.getName(), impossible);
        }
    }

    private static Object component(JsonNode node, RecordShape.Component component, String at) {
        String here = step(at, component.name());
        JsonNode value = node.get(component.name());
        if (value == null && component.optional()) {
            return Optional.empty();
        }
        if (value == null) {
            throw new Misfit(here, "is missing", Optional.empty());
        }
        demand(component.optional() || !value.isNull(), here, "must not be null");
        return bind(value, component.type(), here);
    }

    /** The record that {@code kind} names, of a sealed interface or of the one variant that is expected. */
    private static Class<?> variant(JsonNode node, Class<?> type, String at) {
        demand(node.isObject(), at, "must be an object");
        String here = step(at, SealedTypes.KIND);
        JsonNode kind = node.get(SealedTypes.KIND);
        demand(kind != null, here, "is missing");
        List<Class<?>> variants = SealedTypes.variants(type).toList();
        List<String> names = variants.stream().map(SealedTypes::name).toList();
        String expected = "must be one of " + String.join(", ", names);
        String word = text(kind, expected, here);
        int index = names.indexOf(word);
        if (index < 0) {
            throw new Misfit(here, expected, Suggestion.nearest(word, names));
        }
        return variants.get(index);
    }

    private static Object scalar(JsonNode node, Class<?> type, String at) {
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
        } else if (type.isInstance(node)) {
            return node;
        }
        throw new IllegalArgumentException("no JSON form: " + type.getName());
    }

    /** Text, long, double, boolean, list or map. */
    private static Object open(JsonNode node, String at) {
        return switch (node.getNodeType()) {
            case STRING -> text(node, "must be text", at);
            case BOOLEAN -> node.booleanValue();
            case NUMBER -> node.isIntegralNumber() ? scalar(node, long.class, at) : scalar(node, double.class, at);
            case ARRAY -> Collections.unmodifiableList(elements(node, Object.class, at));
            case OBJECT -> map(node, String.class, Object.class, at);
            case NULL, MISSING, BINARY, POJO -> throw new Misfit(at, "must not be null", Optional.empty());
        };
    }

    private static Object parse(JsonNode node, Function<String, Object> parse, String expected, String at) {
        try {
            return parse.apply(text(node, expected, at));
        } catch (DateTimeException malformed) {
            throw new Misfit(at, expected, Optional.empty());
        }
    }

    private static Object word(String word, Class<?> type, String at) {
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

    private static String words(Class<?> type) {
        return String.join(
                ", ",
                Arrays.stream(type.getEnumConstants())
                        .map(constant -> ((Enum<?>) constant).name())
                        .toList());
    }

    private static String text(JsonNode node, String expected, String at) {
        demand(node.isTextual(), at, expected);
        demand(wellFormed(node.textValue()), at, "must be well-formed text without the NUL character");
        return node.textValue();
    }

    // A lone surrogate has no UTF-8 and no canonical form; PostgreSQL keeps no NUL.
    private static boolean wellFormed(String text) {
        return text.codePoints().noneMatch(point -> point == 0 || Character.getType(point) == Character.SURROGATE);
    }

    private static void demand(boolean holds, String at, String problem) {
        if (!holds) {
            throw new Misfit(at, problem, Optional.empty());
        }
    }

    private static List<String> names(JsonNode node) {
        List<String> names = new ArrayList<>();
        node.fieldNames().forEachRemaining(names::add);
        return names;
    }

    private static String step(String at, String key) {
        return at + "/" + key.replace("~", "~0").replace("/", "~1");
    }
}
