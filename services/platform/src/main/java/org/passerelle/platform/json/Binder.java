package org.passerelle.platform.json;

import com.fasterxml.jackson.databind.JsonNode;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Makes values of trees: every key must be known, every component present, every value of its type. */
final class Binder {
    private Binder() {}

    static Object bind(JsonNode node, Type type, At at) {
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
            return Scalar.word(Scalar.text(node, Words.of(plain).expected(), at), plain, at);
        }
        return Scalar.read(node, plain, at);
    }

    private static Object container(JsonNode node, Class<?> raw, Type[] arguments, At at) {
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

    private static List<Object> elements(JsonNode node, Type type, At at) {
        Scalar.demand(node.isArray(), at, "must be a list");
        List<Object> elements = new ArrayList<>(node.size());
        for (int index = 0; index < node.size(); index++) {
            At here = at.item(index);
            Scalar.demand(!node.get(index).isNull(), here, "must not be null");
            elements.add(bind(node.get(index), type, here));
        }
        return elements;
    }

    private static Map<Object, Object> map(JsonNode node, Class<?> keys, Type values, At at) {
        Scalar.demand(node.isObject(), at, "must be an object");
        Map<Object, Object> map = new LinkedHashMap<>();
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            At here = at.member(entry.getKey());
            Scalar.demand(!entry.getValue().isNull(), here, "must not be null");
            Object key = keys.isEnum() ? Scalar.word(entry.getKey(), keys, here) : entry.getKey();
            map.put(key, bind(entry.getValue(), values, here));
        }
        return Collections.unmodifiableMap(map);
    }

    private static Object record(JsonNode node, Class<?> type, At at) {
        Scalar.demand(node.isObject(), at, "must be an object");
        RecordShape shape = RecordShape.of(type);
        for (Map.Entry<String, JsonNode> entry : node.properties()) {
            String key = entry.getKey();
            if (!shape.knows(key)) {
                throw at.member(key).misfit("unknown key", Suggestion.nearest(key, shape.keys()));
            }
        }
        if (shape.kind().isPresent()) {
            variant(node, type, at);
        }
        List<RecordShape.Component> components = shape.components();
        Object[] values = new Object[components.size()];
        for (int index = 0; index < values.length; index++) {
            values[index] = component(node, components.get(index), at);
        }
        try {
            return shape.constructor().newInstance(values);
        } catch (InvocationTargetException refused) {
            // Constructors speak in domain words and do not echo values.
            String problem = refused.getCause() instanceof IllegalArgumentException cause
                    ? String.valueOf(cause.getMessage())
                    : "is not a valid value";
            throw at.misfit(problem, Optional.empty());
        } catch (ReflectiveOperationException impossible) {
            throw new IllegalStateException("no JSON form: " + type.getName(), impossible);
        }
    }

    private static Object component(JsonNode node, RecordShape.Component component, At at) {
        At here = at.member(component.name());
        JsonNode value = node.get(component.name());
        if (value == null && component.optional()) {
            return Optional.empty();
        }
        if (value == null) {
            throw here.misfit("is missing", Optional.empty());
        }
        Scalar.demand(component.optional() || !value.isNull(), here, "must not be null");
        return bind(value, component.type(), here);
    }

    /** The record that {@code kind} names, of a sealed interface or of the one variant that is expected. */
    private static Class<?> variant(JsonNode node, Class<?> type, At at) {
        Scalar.demand(node.isObject(), at, "must be an object");
        At here = at.member(SealedTypes.KIND);
        JsonNode kind = node.get(SealedTypes.KIND);
        Scalar.demand(kind != null, here, "is missing");
        Variants variants = Variants.of(type);
        String word = Scalar.text(kind, variants.expected(), here);
        int index = variants.names().indexOf(word);
        if (index < 0) {
            throw here.misfit(variants.expected(), Suggestion.nearest(word, variants.names()));
        }
        return variants.types().get(index);
    }

    /** Text, long, double, boolean, list or map. */
    private static Object open(JsonNode node, At at) {
        return switch (node.getNodeType()) {
            case STRING -> Scalar.text(node, "must be text", at);
            case BOOLEAN -> node.booleanValue();
            case NUMBER ->
                node.isIntegralNumber() ? Scalar.read(node, long.class, at) : Scalar.read(node, double.class, at);
            case ARRAY -> Collections.unmodifiableList(elements(node, Object.class, at));
            case OBJECT -> map(node, String.class, Object.class, at);
            case NULL, MISSING, BINARY, POJO -> throw at.misfit("must not be null", Optional.empty());
        };
    }
}
