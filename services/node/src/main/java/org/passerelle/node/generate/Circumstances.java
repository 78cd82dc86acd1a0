package org.passerelle.node.generate;

import java.time.LocalDateTime;
import java.util.List;

/** Where and when one record plays, and in which language it is told; fills the slots of its texts. */
record Circumstances(Words words, Words.Place place, LocalDateTime at, String language) {

    /** The text with its slots filled; counts and hours are drawn anew for each. */
    String tell(String pattern, Chance chance) {
        StringBuilder told = new StringBuilder(pattern.length() + 40);
        int from = 0;
        for (int open = pattern.indexOf('{'); open >= 0; open = pattern.indexOf('{', from)) {
            int close = pattern.indexOf('}', open);
            told.append(pattern, from, open).append(slot(pattern.substring(open + 1, close), chance));
            from = close + 1;
        }
        return told.append(pattern, from, pattern.length()).toString();
    }

    private String slot(String name, Chance chance) {
        return switch (name) {
            case "place" -> place.name();
            case "day" ->
                at.getDayOfMonth() + " " + own(words.months()).get(at.getMonthValue() - 1) + " " + at.getYear();
            case "hour" -> "%02d:%02d".formatted(chance.between(0, 23), chance.between(0, 59));
            case "n" -> Integer.toString(chance.between(3, 96));
            case "m" -> Integer.toString(chance.between(2, 24));
            case "wind" -> chance.one(own(words.winds()));
            case "event" -> chance.one(own(words.events()));
            case "actor" -> chance.one(words.actors());
            default -> throw new IllegalStateException("no slot is called " + name);
        };
    }

    /** Those of the language. */
    <T> List<T> own(java.util.Map<String, List<T>> byLanguage) {
        List<T> own = byLanguage.get(language);
        if (own == null) {
            throw new IllegalStateException("no words in " + language);
        }
        return own;
    }
}
