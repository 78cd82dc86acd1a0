package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault.Code;

/** Free text: bounded, and without characters that no screen shows and no database keeps. */
final class Texts {
    private Texts() {}

    static Optional<String> read(JsonNode node, String pointer, int longest, Faults faults) {
        if (!node.isTextual()) {
            faults.add(pointer, Code.WRONG_TYPE, "must be text");
            return Optional.empty();
        }
        String text = node.textValue();
        if (text.isBlank()) {
            faults.add(pointer, Code.MISSING, "must not be empty");
            return Optional.empty();
        }
        if (text.length() > longest) {
            faults.add(pointer, Code.TOO_LONG, "may have at most " + longest + " characters");
            return Optional.empty();
        }
        if (!text.codePoints().allMatch(Texts::mayStand)) {
            faults.add(pointer, Code.FORBIDDEN_CHARACTER, "contains a control character or half a character");
            return Optional.empty();
        }
        return Optional.of(text);
    }

    private static boolean mayStand(int character) {
        boolean layout = character == '\n' || character == '\t' || character == '\r';
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return layout || (!Character.isISOControl(character) && !half);
    }
}
