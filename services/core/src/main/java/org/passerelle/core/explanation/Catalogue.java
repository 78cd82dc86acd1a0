package org.passerelle.core.explanation;

import java.util.EnumMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.MatchResult;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The texts of one language, each with its places as {@code {name}}. */
final class Catalogue {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final Map<Language, Catalogue> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, new Catalogue(language));
        }
    }

    private final ResourceBundle texts;

    private Catalogue(Language language) {
        // Named whole, so that no other language ever stands in for a missing one.
        this.texts =
                ResourceBundle.getBundle(Catalogue.class.getPackageName() + ".words-" + language.tag(), Locale.ROOT);
    }

    static Catalogue of(Language language) {
        return java.util.Objects.requireNonNull(ALL.get(language));
    }

    /** A text; throws {@link java.util.MissingResourceException} where there is none. */
    String text(String key) {
        return texts.getString(key);
    }

    /** The word for a member of an open vocabulary, where the catalogue has one. */
    Optional<String> word(String family, String member) {
        String key = family + "." + member;
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    Set<String> keys() {
        return new TreeSet<>(texts.keySet());
    }

    static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().map((MatchResult found) -> found.group(1)).forEach(places::add);
        return places;
    }

    /** A text with its places filled; a place without a value is a defect. */
    String fill(String key, Map<String, String> values) {
        Matcher places = PLACE.matcher(text(key));
        StringBuilder filled = new StringBuilder();
        while (places.find()) {
            String value = values.get(places.group(1));
            if (value == null) {
                throw new IllegalArgumentException("nothing for " + places.group(1) + " in " + key);
            }
            places.appendReplacement(filled, Matcher.quoteReplacement(value));
        }
        return places.appendTail(filled).toString();
    }
}
