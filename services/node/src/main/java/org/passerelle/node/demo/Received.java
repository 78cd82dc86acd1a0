package org.passerelle.node.demo;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** What an answer means to the one who asked. */
public final class Received {
    private Received() {}

    /** In one word: record, view, absence, rejected, or the status. */
    public static String word(Answer answer, Draft submitted) {
        return switch (answer.status()) {
            case 200 -> whole(answer.json(), submitted) ? "record" : "view";
            case 404 -> "absence";
            case 422 -> answer.code().equals("HOSTING_CEILING") ? "rejected" : "422";
            default -> Integer.toString(answer.status());
        };
    }

    /** Fields of the text portions that arrived. */
    public static List<String> fields(JsonNode view) {
        List<String> fields = new ArrayList<>();
        view.path("portions")
                .forEach(portion -> fields.add(portion.path("field").asText()));
        return fields;
    }

    // Everything that was submitted has arrived, as exactly as it was submitted.
    private static boolean whole(JsonNode view, Draft submitted) {
        boolean exact = !submitted.hasGeometry()
                || view.path("geometryPrecision").asText().equals("exact");
        return exact && view.has("type") && fields(view).equals(submitted.fields());
    }
}
