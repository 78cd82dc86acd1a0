package org.passerelle.platform.json;

import com.fasterxml.jackson.core.JsonLocation;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import java.util.Optional;

/** Turns the parser's exceptions, which may echo content, into faults with pointer and place, which do not. */
final class Faults {
    private Faults() {}

    static JsonFault syntax(JsonProcessingException exception, String text) {
        JsonLocation at = exception.getLocation();
        int line = at == null ? 1 : Math.max(1, at.getLineNr());
        int column = at == null ? 1 : Math.max(1, at.getColumnNr());
        return new JsonFault(pointer(exception), line, column, problem(exception, text), Optional.empty());
    }

    private static String pointer(JsonProcessingException exception) {
        return exception.getProcessor() instanceof JsonParser parser
                ? parser.getParsingContext().pathAsPointer(false).toString()
                : "";
    }

    private static String problem(JsonProcessingException exception, String text) {
        String message = String.valueOf(exception.getOriginalMessage());
        if (text.isBlank()) {
            return "is empty";
        } else if (message.startsWith("Duplicate")) {
            return "the key is repeated";
        } else if (message.startsWith("Trailing token")) {
            return "text follows the document";
        } else {
            return "is not well-formed JSON";
        }
    }

    static JsonFault placed(Misfit misfit, String text) {
        LocatedJson.Place place = LocatedJson.find(text, misfit.pointer);
        return new JsonFault(misfit.pointer, place.line(), place.column(), misfit.problem, misfit.suggestion);
    }
}
