package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;

/**
 * A word of a name.
 *
 * @param latin small Latin letters, nothing else
 * @param consonantal whether its script leaves vowels out
 */
record Word(String latin, boolean consonantal) {
    private static final Pattern BETWEEN = Pattern.compile("[\\s\\-\u2010-\u2015_./,;:()\\[\\]\"«»“”&+\u00b7\u30fb]+");
    private static final Pattern JOINED = Pattern.compile("(?<=\\p{Ll}{2})(?=\\p{Lu}\\p{Ll})");
    private static final Pattern NEITHER = Pattern.compile("[^\\p{L}\\p{N}]+");

    /** The words of a name in order; what stands before a single comma is the family's name and goes to the end. */
    static List<Word> in(String text) {
        int comma = text.indexOf(',');
        boolean turned = comma > 0 && comma == text.lastIndexOf(',') && comma < text.length() - 1;
        String ordered = turned ? text.substring(comma + 1) + " " + text.substring(0, comma) : text;
        List<Word> words = new ArrayList<>();
        for (String piece : BETWEEN.split(JOINED.matcher(ordered).replaceAll(" "), -1)) {
            String latin = letters(NEITHER.matcher(Latin.of(piece)).replaceAll(""));
            if (!latin.isEmpty()) {
                words.add(new Word(latin, piece.chars().anyMatch(letter -> Latin.consonantal((char) letter))));
            }
        }
        return words;
    }

    /** Digits that stand for the letters they look like, within a word. */
    private static String letters(String latin) {
        boolean mixed =
                latin.chars().anyMatch(Character::isLetter) && latin.chars().anyMatch(Character::isDigit);
        return mixed
                ? latin.replace('0', 'o')
                        .replace('1', 'i')
                        .replace('3', 'e')
                        .replace('5', 's')
                        .replace('9', 'g')
                : latin;
    }
}
