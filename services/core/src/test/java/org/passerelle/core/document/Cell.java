package org.passerelle.core.document;

import java.util.Arrays;
import java.util.List;

/** How an input cell is written: a value, {@code any}, {@code a or b}, {@code other than a or b}. */
final class Cell {
    static final String ANY = "any";
    private static final String BUT = "other than ";
    private static final String OR = " or ";

    private Cell() {}

    /** The values that a cell stands for; none when it has a word that the column does not know. */
    static List<String> values(String cell, List<String> known) {
        if (cell.equals(ANY)) {
            return known;
        }
        boolean but = cell.startsWith(BUT);
        List<String> named = Arrays.asList((but ? cell.substring(BUT.length()) : cell).split(OR, -1));
        if (!known.containsAll(named)) {
            return List.of();
        }
        return but ? known.stream().filter(value -> !named.contains(value)).toList() : named;
    }
}
