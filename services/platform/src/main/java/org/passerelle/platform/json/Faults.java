package org.passerelle.platform.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.exc.InvalidFormatException;
import com.fasterxml.jackson.databind.exc.InvalidNullException;
import com.fasterxml.jackson.databind.exc.InvalidTypeIdException;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.databind.exc.ValueInstantiationException;
import java.util.Arrays;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Turns the mapper's exceptions, which may echo content, into faults with pointer, place and suggestion, which do not. */
final class Faults {
    private static final String MISSING = "Null value for creator property '";

    private Faults() {}

    static JsonFault of(JsonProcessingException exception, String text) {
        // A syntax error within a value reaches us as it is; only binding errors have a path.
        return exception instanceof JsonMappingException mapping ? binding(mapping, text) : syntax(exception, text);
    }

    private static JsonFault syntax(JsonProcessingException exception, String text) {
        JsonLocation at = exception.getLocation();
        String pointer = exception.getProcessor() instanceof JsonParser parser
                ? parser.getParsingContext().pathAsPointer(false).toString()
                : "";
        boolean repeated = String.valueOf(exception.getOriginalMessage()).startsWith("Duplicate field");
        String problem = text.isBlank() ? "is empty" : repeated ? "the key is repeated" : "is not well-formed JSON";
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        return new JsonFault(pointer, line, column, problem, Optional.empty());
    }

    private static JsonFault binding(JsonMappingException exception, String text) {
        String pointer = pointer(exception.getPath());
        return switch (exception) {
            case UnrecognizedPropertyException unknown -> unknownKey(unknown, pointer, text);
            case InvalidTypeIdException kind -> unknownKind(kind, pointer, text);
            case InvalidNullException absent -> fault(pointer, text, "must not be null");
            case InvalidFormatException value -> badValue(value, pointer, text);
            case ValueInstantiationException refused -> refused(refused, pointer, text);
            case MismatchedInputException mismatch -> mismatch(mismatch, pointer, text);
            default -> fault(pointer, text, "is not what is expected here");
        };
    }

    private static JsonFault unknownKey(UnrecognizedPropertyException unknown, String pointer, String text) {
        Collection<Object> known = unknown.getKnownPropertyIds() == null ? List.of() : unknown.getKnownPropertyIds();
        List<String> words = known.stream().map(Object::toString).toList();
        return fault(pointer, text, "unknown key", Suggestion.nearest(unknown.getPropertyName(), words));
    }

    private static JsonFault unknownKind(InvalidTypeIdException unknown, String pointer, String text) {
        String at = pointer + "/" + SealedTypes.KIND;
        List<String> kinds = SealedTypes.kinds(unknown.getBaseType().getRawClass());
        String word = unknown.getTypeId();
        return word == null
                ? fault(at, text, "is missing")
                : fault(at, text, "must be one of " + String.join(", ", kinds), Suggestion.nearest(word, kinds));
    }

    private static JsonFault badValue(InvalidFormatException value, String pointer, String text) {
        Class<?> type = value.getTargetType();
        if (type != null && type.isEnum()) {
            List<String> words =
                    Arrays.stream(type.getEnumConstants()).map(Object::toString).toList();
            return fault(
                    pointer,
                    text,
                    "must be one of " + String.join(", ", words),
                    Suggestion.nearest(String.valueOf(value.getValue()), words));
        }
        String own = value.getOriginalMessage();
        int ours = own == null ? -1 : own.indexOf("must be a ");
        return fault(pointer, text, ours < 0 ? expected(type) : own.substring(ours));
    }

    // Constructors speak in domain words and do not echo values.
    private static JsonFault refused(ValueInstantiationException refused, String pointer, String text) {
        String problem = refused.getCause() instanceof IllegalArgumentException cause && cause.getMessage() != null
                ? cause.getMessage()
                : "is not a valid value";
        return fault(pointer, text, problem);
    }

    private static JsonFault mismatch(MismatchedInputException mismatch, String pointer, String text) {
        String message = String.valueOf(mismatch.getOriginalMessage());
        boolean missing =
                message.startsWith(MISSING) || message.contains("(`null`)") || message.contains("null into type");
        if (missing) {
            String name = message.startsWith(MISSING)
                    ? message.substring(MISSING.length(), message.indexOf('\'', MISSING.length()))
                    : "";
            String at = name.isEmpty() || pointer.endsWith("/" + name) ? pointer : pointer + "/" + name;
            return fault(at, text, "is missing");
        }
        boolean trailing = message.startsWith("Trailing token");
        return fault(pointer, text, trailing ? "text follows the document" : expected(mismatch.getTargetType()));
    }

    private static String expected(@Nullable Class<?> type) {
        if (type == null) {
            return "is not what is expected here";
        } else if (type == boolean.class || type == Boolean.class) {
            return "must be true or false";
        } else if (type == int.class || type == Integer.class || type == long.class || type == Long.class) {
            return "must be a whole number";
        } else if (type == double.class || type == Double.class) {
            return "must be a number";
        } else if (type == String.class) {
            return "must be text";
        } else if (Collection.class.isAssignableFrom(type)) {
            return "must be a list";
        } else {
            return "must be an object";
        }
    }

    private static JsonFault fault(String pointer, String text, String problem) {
        return fault(pointer, text, problem, Optional.empty());
    }

    private static JsonFault fault(String pointer, String text, String problem, Optional<String> suggestion) {
        LocatedJson.Place place = LocatedJson.find(text, pointer);
        return new JsonFault(pointer, place.line(), place.column(), problem, suggestion);
    }

    private static String pointer(List<JsonMappingException.Reference> path) {
        return path.stream()
                .map(step ->
                        step.getFieldName() == null ? String.valueOf(step.getIndex()) : escape(step.getFieldName()))
                .map(step -> "/" + step)
                .collect(Collectors.joining());
    }

    private static String escape(String step) {
        return step.replace("~", "~0").replace("/", "~1");
    }
}
