package org.passerelle.gateway.submission;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Optional;
import org.passerelle.gateway.submission.Fault.Code;

/** Free text: bounded, and without characters that no screen shows and no database keeps. */
public final class Texts {
    private Texts() {}

    static Optional<String> read(JsonNode node, String pointer, int longest, Faults faults) {
        if (!node.isTextual()) {
            faults.add(pointer, Code.WRONG_TYPE, "must be text");
            return Optional.empty();
        }
        Optional<Fault> fault = fault(node.textValue(), pointer, longest);
        fault.ifPresent(one -> faults.add(one.pointer(), one.code(), one.message()));
        return fault.isPresent() ? Optional.empty() : Optional.of(node.textValue());
    }

    /** What is wrong with a text that has one to {@code longest} characters, if anything is. */
    public static Optional<Fault> fault(String text, String pointer, int longest) {
        if (text.isBlank()) {
            return Optional.of(new Fault(pointer, Code.MISSING, "must not be empty"));
        }
        if (text.length() > longest) {
            return Optional.of(new Fault(pointer, Code.TOO_LONG, "may have at most " + longest + " characters"));
        }
        if (!text.codePoints().allMatch(Texts::mayStand)) {
            return Optional.of(
                    new Fault(pointer, Code.FORBIDDEN_CHARACTER, "contains a control character or half a character"));
        }
        return Optional.empty();
    }

    private static boolean mayStand(int character) {
        boolean layout = character == '\n' || character == '\t' || character == '\r';
        boolean half = character >= Character.MIN_SURROGATE && character <= Character.MAX_SURROGATE;
        return layout || (!Character.isISOControl(character) && !half);
    }
}
