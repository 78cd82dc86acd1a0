package org.passerelle.node.noninterference;

import com.fasterxml.jackson.databind.JsonNode;
import java.text.Normalizer;
import java.util.Collections;
import java.util.HashSet;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.passerelle.core.record.Sketch;

/** Whether texts say the same, or nearly, on what stands in JSON. */
final class NaiveTexts {
    private NaiveTexts() {}

    /** Texts of a record's portions. */
    static Stream<String> of(JsonNode record) {
        return StreamSupport.stream(record.path("portions").spliterator(), false)
                .map(portion -> portion.path("text").asText());
    }

    /** SAME_TEXT and LIKE_TEXT, as far as they hold. */
    static Set<String> alike(JsonNode body, JsonNode view) {
        Set<String> why = new TreeSet<>(Collections.reverseOrder());
        of(body).forEach(mine -> of(view).forEach(theirs -> {
            String one = letters(mine);
            String other = letters(theirs);
            if (one.length() >= 24 && one.equals(other)) {
                why.add("SAME_TEXT");
            } else if (one.length() >= 24
                    && other.length() >= 24
                    && alike(one, other)
                    && !Collections.disjoint(Sketch.of(mine), Sketch.of(theirs))) {
                why.add("LIKE_TEXT");
            }
        }));
        return why;
    }

    private static String letters(String text) {
        return Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^\\p{L}\\p{Nd}]", "")
                .replace("\u0640", "");
    }

    private static boolean alike(String one, String other) {
        Set<String> all = pieces(one);
        Set<String> common = new HashSet<>(all);
        common.retainAll(pieces(other));
        all.addAll(pieces(other));
        return 2 * common.size() >= all.size();
    }

    private static Set<String> pieces(String text) {
        Set<String> pieces = new HashSet<>();
        for (int i = 0; i + 8 <= text.length(); i++) {
            pieces.add(text.substring(i, i + 8));
        }
        return pieces;
    }
}
