package org.passerelle.gateway.impact;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.passerelle.core.impact.Warning;

/** Writes a warning: its kind as a code, and a sentence. */
final class WarningJson {
    private WarningJson() {}

    static Map<String, Object> of(Warning warning) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("kind", warning.kind().name().toLowerCase(Locale.ROOT).replace('_', '-'));
        warning.clause().ifPresent(clause -> json.put("clause", clause));
        warning.other()
                .ifPresent(other -> json.put(
                        "other",
                        new LinkedHashMap<>(Map.of("agreement", other.agreement(), "clause", other.clause()))));
        warning.cause().ifPresent(cause -> json.put("code", cause));
        json.put("about", warning.about());
        json.put("message", message(warning));
        return json;
    }

    private static String message(Warning warning) {
        return switch (warning.kind()) {
            case SHADOWED ->
                "without it nothing would change: another clause lets through all that it does, on no stricter terms";
            case NEVER_RELEASES -> "as things stand nothing is released under it, whatever its label";
            case RECIPIENT_WITHOUT_EFFECT -> "as things stand this recipient gets nothing under it";
            case PURPOSE_WITHOUT_EFFECT -> "as things stand nothing is released under it for this purpose";
            case ACTION_WITHOUT_EFFECT -> "as things stand nothing is released under it by this action";
            case CEILING_WITHOUT_EFFECT -> "no recipient is accredited above this level";
            case COMPARTMENT_WITHOUT_EFFECT -> "no recipient is read into these compartments";
            case LAPSES -> "nothing is released under it any more before the agreement ends";
            case PURPOSE_NOT_COVERED -> "from the first of these to the second no clause covers these purposes of both";
            case ACTION_NOT_COVERED -> "from the first of these to the second no clause covers these actions";
        };
    }
}
