package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.gateway.submission.Fault.Code;

/** The fields that a record type has beside the common ones, by its strict schema. */
final class Details {
    static final int LONGEST = 2000;
    static final int MOST = 100;

    private Details() {}

    static Map<String, Object> read(Fields record, RecordType type) {
        Map<String, Field> schema = type.details();
        Optional<Fields> details = record.object("details", schema.keySet());
        Map<String, Object> values = new TreeMap<>();
        schema.forEach((name, field) -> {
            Optional<JsonNode> node = details.flatMap(fields -> fields.node(name));
            String pointer = Fields.at(record.at("details"), name);
            if (node.isEmpty() && field.required()) {
                record.faults().add(pointer, Code.MISSING, name + " is missing");
            }
            node.flatMap(value -> value(value, field, pointer, record.faults()))
                    .ifPresent(value -> values.put(name, value));
        });
        return values;
    }

    private static Optional<Object> value(JsonNode node, Field field, String pointer, Faults faults) {
        return switch (field.kind()) {
            case TEXT -> Texts.read(node, pointer, LONGEST, faults).map(Object.class::cast);
            case NUMBER -> number(node, pointer, faults);
            case INTEGER -> integer(node, pointer, faults);
            case BOOLEAN -> truth(node, pointer, faults);
            case DATE -> day(node, pointer, faults);
            case ONE_OF ->
                Texts.read(node, pointer, LONGEST, faults)
                        .filter(word ->
                                new ClosedWords("value", Set.copyOf(field.values())).admits(word, pointer, faults))
                        .map(Object.class::cast);
            case LIST -> list(node, pointer, faults);
            case STATEMENTS -> Statements.read(node, pointer, Set.copyOf(field.values()), faults);
        };
    }

    private static Optional<Object> number(JsonNode node, String pointer, Faults faults) {
        if (node.isNumber() && Double.isFinite(node.doubleValue())) {
            return Optional.of(node.doubleValue());
        }
        return wrong(pointer, "must be a number", faults);
    }

    private static Optional<Object> integer(JsonNode node, String pointer, Faults faults) {
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.longValue());
        }
        return wrong(pointer, "must be a whole number", faults);
    }

    private static Optional<Object> truth(JsonNode node, String pointer, Faults faults) {
        return node.isBoolean() ? Optional.of(node.booleanValue()) : wrong(pointer, "must be true or false", faults);
    }

    private static Optional<Object> day(JsonNode node, String pointer, Faults faults) {
        return Texts.read(node, pointer, 10, faults).flatMap(text -> {
            if (!Times.isDay(text)) {
                faults.add(pointer, Code.NOT_A_TIME, "is not a day that exists, such as 2015-01-20");
                return Optional.empty();
            }
            return Optional.of(text);
        });
    }

    private static Optional<Object> list(JsonNode node, String pointer, Faults faults) {
        if (!node.isArray() || node.size() > MOST) {
            return wrong(pointer, "must be an array of at most " + MOST + " texts", faults);
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            Texts.read(node.get(i), pointer + "/" + i, LONGEST, faults).ifPresent(texts::add);
        }
        return Optional.of(List.copyOf(texts));
    }

    private static Optional<Object> wrong(String pointer, String message, Faults faults) {
        faults.add(pointer, Code.WRONG_TYPE, message);
        return Optional.empty();
    }
}
