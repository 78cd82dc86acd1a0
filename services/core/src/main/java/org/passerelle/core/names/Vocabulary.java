package org.passerelle.core.names;

import java.util.HashMap;
import java.util.HashSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.ResourceBundle;
import java.util.Set;

/** The words in names that are more than a sound: particles, titles, and frequent names with their established spellings. */
final class Vocabulary {
    private static final ResourceBundle WORDS =
            ResourceBundle.getBundle("org.passerelle.core.names.vocabulary", Locale.ROOT);
    private static final Map<String, String> NAMES = names(false);
    private static final Map<String, String> CONSONANTAL_NAMES = names(true);
    private static final Set<String> ATTRIBUTES = folded("attribute.servant");

    /** {@code ag}, {@code ould}, {@code ben}: what follows is the father's name. */
    static final Set<String> DESCENT = words("particle.descent");

    /** {@code abu}: makes one name with what follows. */
    static final Set<String> FATHER = words("particle.father");

    static final Set<String> ARTICLE = words("particle.article");

    /** European particles, which say little. */
    static final Set<String> LINK = words("particle.link");

    /** {@code bel}, {@code bou}: written together with what follows as often as apart. */
    static final Set<String> JOINED = words("particle.joined");

    /** {@code abd al-}: makes one name with one of the attributes. */
    static final Set<String> SERVANT = words("particle.servant");

    /** The {@code al-din} of Nur al-Din. */
    static final Set<String> FAITH = words("particle.faith");

    /** The {@code Allah} of Hamid Allah. */
    static final Set<String> GOD = words("particle.god");

    /** Titles, and the legal forms of firms: next to nothing hangs on them. */
    static final Set<String> TITLE = both(words("title.any"), words("title.firm"));

    private Vocabulary() {}

    private static Set<String> words(String key) {
        Set<String> words = new HashSet<>();
        for (String word : WORDS.getString(key).split(" ", -1)) {
            words.add(Latin.of(word));
        }
        return Set.copyOf(words);
    }

    private static Set<String> both(Set<String> some, Set<String> more) {
        Set<String> both = new HashSet<>(some);
        both.addAll(more);
        return Set.copyOf(both);
    }

    private static Set<String> folded(String key) {
        Set<String> folded = new HashSet<>();
        words(key).forEach(word -> folded.add(Spelling.fold(word)));
        return Set.copyOf(folded);
    }

    private static Map<String, String> names(boolean consonantal) {
        Map<String, String> names = new HashMap<>();
        for (String key : WORDS.keySet()) {
            if (key.startsWith("name.")) {
                for (String spelling : WORDS.getString(key).split(" ", -1)) {
                    if (Latin.consonantal(spelling.charAt(0)) == consonantal) {
                        enter(names, spelling, key.substring("name.".length()));
                    }
                }
            }
        }
        return Map.copyOf(names);
    }

    private static void enter(Map<String, String> names, String spelling, String name) {
        String other = names.put(Spelling.fold(Latin.of(spelling)), name);
        if (other != null && !other.equals(name)) {
            throw new IllegalStateException("%s is a spelling of %s and of %s".formatted(spelling, name, other));
        }
    }

    /** The frequent name that these folded sounds are a spelling of; in a script without vowels there are fewer letters to tell by. */
    static Optional<String> name(String sounds, boolean consonantal) {
        return Optional.ofNullable((consonantal ? CONSONANTAL_NAMES : NAMES).get(sounds));
    }

    /** Whether these folded sounds follow {@code abd al-}. */
    static boolean attribute(String sounds) {
        return ATTRIBUTES.contains(sounds);
    }
}
