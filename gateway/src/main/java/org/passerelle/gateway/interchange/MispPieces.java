package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Values that are longer than MISP keeps one, as values of several attributes with numbered comments. MISP has a column of 65,535 bytes for them. */
final class MispPieces {
    private static final int MOST_BYTES = 65_000;
    private static final Pattern OF_A_VIEW =
            Pattern.compile(Pattern.quote(MispExport.VIEW) + "(?: (\\d{1,3})/(\\d{1,3}))?");

    private MispPieces() {}

    /**
     * A view as attributes carry it.
     *
     * @param pointer to the first of them
     * @param text empty where pieces are missing, or are of more than one view
     * @param pieces how many there are
     */
    record Carried(String pointer, Optional<String> text, int pieces) {}

    /** A text in pieces that fit. None of several begins or ends with a blank where it was cut, for MISP takes those away. */
    static List<String> of(String text) {
        List<String> pieces = new ArrayList<>();
        int from = 0;
        while (from < text.length()) {
            int to = end(text, from);
            pieces.add(text.substring(from, to));
            from = to;
        }
        return pieces.isEmpty() ? List.of(text) : pieces;
    }

    /** The comment of a piece. */
    static String comment(String comment, int piece, int pieces) {
        return pieces == 1 ? comment : comment + " " + piece + "/" + pieces;
    }

    private static int end(String text, int from) {
        int bytes = 0;
        for (int at = from; at < text.length(); at += Character.charCount(text.codePointAt(at))) {
            bytes += bytes(text.codePointAt(at));
            if (bytes > MOST_BYTES) {
                return cut(text, from, at);
            }
        }
        return text.length();
    }

    /** In UTF-8. */
    private static int bytes(int character) {
        if (character < 0x80) {
            return 1;
        }
        if (character < 0x800) {
            return 2;
        }
        return character < 0x10000 ? 3 : 4;
    }

    private static int cut(String text, int from, int at) {
        int cut = at;
        while (cut > from && !divides(text, cut)) {
            cut--;
        }
        return cut > from ? cut : at;
    }

    /** Whether neither a blank stands on either side, nor half a character. */
    private static boolean divides(String text, int at) {
        return !blank(text, at - 1) && !blank(text, at) && !Character.isLowSurrogate(text.charAt(at));
    }

    private static boolean blank(String text, int at) {
        return text.charAt(at) <= ' ' || Character.isWhitespace(text.charAt(at));
    }

    /** The view that attributes carry, if any does. */
    static Optional<Carried> view(JsonNode attributes) {
        String pointer = "";
        TreeMap<Integer, String> pieces = new TreeMap<>();
        TreeSet<Integer> counts = new TreeSet<>();
        for (int index = 0; attributes.isArray() && index < attributes.size(); index++) {
            JsonNode attribute = attributes.get(index);
            Matcher comment = OF_A_VIEW.matcher(attribute.path("comment").asText());
            if (comment.matches()) {
                pointer = pointer.isEmpty() ? "/Attribute/" + index + "/value" : pointer;
                pieces.putIfAbsent(number(comment, 1), attribute.path("value").asText());
                counts.add(number(comment, 2));
            }
        }
        if (pieces.isEmpty()) {
            return Optional.empty();
        }
        boolean all = counts.size() == 1
                && counts.first() == pieces.size()
                && pieces.firstKey() == 1
                && pieces.lastKey() == pieces.size();
        return Optional.of(new Carried(
                pointer, all ? Optional.of(String.join("", pieces.values())) : Optional.empty(), pieces.size()));
    }

    private static int number(Matcher comment, int group) {
        return comment.group(group) == null ? 1 : Integer.parseInt(comment.group(group));
    }
}
