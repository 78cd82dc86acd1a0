package org.passerelle.node.explain;

import java.util.ArrayList;
import java.util.List;

/** Text in lines of a terminal: counts what is seen, not what only joins or directs. */
final class Columns {
    private Columns() {}

    /** How many columns a text takes. */
    static int width(String text) {
        return (int) text.codePoints()
                .filter(character -> switch (Character.getType(character)) {
                    case Character.FORMAT, Character.NON_SPACING_MARK, Character.ENCLOSING_MARK -> false;
                    default -> true;
                })
                .count();
    }

    /** Fills up with spaces. */
    static String padded(String text, int columns) {
        return text + " ".repeat(Math.max(0, columns - width(text)));
    }

    /** Breaks at spaces, never inside a word, however long. */
    static List<String> wrapped(String text, int columns) {
        List<String> lines = new ArrayList<>();
        StringBuilder line = new StringBuilder();
        for (String word : text.split(" ", -1)) {
            if (!line.isEmpty() && width(line.toString()) + 1 + width(word) > columns) {
                lines.add(line.toString());
                line.setLength(0);
            }
            line.append(line.isEmpty() ? "" : " ").append(word);
        }
        lines.add(line.toString());
        return lines;
    }
}
