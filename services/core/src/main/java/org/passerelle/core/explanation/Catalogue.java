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
public final class Catalogue {

    private static final Pattern PLACE = Pattern.compile("\\{([a-z_]+)}");
    private static final Map<Language, Catalogue> ALL = new EnumMap<>(Language.class);

    static {
        for (Language language : Language.values()) {
            ALL.put(language, beside(Catalogue.class, "words", language));
        }
    }

    private final ResourceBundle texts;

    private Catalogue(ResourceBundle texts) {
        this.texts = texts;
    }

    /**
     * The texts in the files {@code name-LANGUAGE.properties} beside a class; throws {@link java.util.MissingResourceException} where
     * there are none.
     */
    public static Catalogue beside(Class<?> home, String name, Language language) {
        // Named whole, so that no other language ever stands in for a missing one.
        return new Catalogue(
                ResourceBundle.getBundle(home.getPackageName() + "." + name + "-" + language.tag(), Locale.ROOT));
    }

    /** The words of policy. */
    public static Catalogue of(Language language) {
        return java.util.Objects.requireNonNull(ALL.get(language));
    }

    /** A text; throws {@link java.util.MissingResourceException} where there is none. */
    public String text(String key) {
        return texts.getString(key);
    }

    /** The word for a member of an open vocabulary, where the catalogue has one. */
    public Optional<String> word(String family, String member) {
        String key = family + "." + member;
        return texts.containsKey(key) ? Optional.of(texts.getString(key)) : Optional.empty();
    }

    /** What it has texts for. */
    public Set<String> keys() {
        return new TreeSet<>(texts.keySet());
    }

    /** The names of a text's places. */
    public static Set<String> places(String text) {
        Set<String> places = new TreeSet<>();
        PLACE.matcher(text).results().map((MatchResult found) -> found.group(1)).forEach(places::add);
        return places;
    }

    /** A text with its places filled; a place without a value is a defect. */
    public String fill(String key, Map<String, String> values) {
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
