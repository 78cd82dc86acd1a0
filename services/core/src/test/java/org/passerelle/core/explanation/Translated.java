package org.passerelle.core.explanation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.regex.Pattern;

/** What every set of sentences in three languages must keep. */
public final class Translated {
    private static final Pattern LATIN = Pattern.compile("\\p{IsLatin}");

    private Translated() {}

    /** The same sentences with the same places. */
    public static void alike(Catalogue english, Catalogue other) {
        assertEquals(english.keys(), other.keys());
        for (String key : english.keys()) {
            assertEquals(Catalogue.places(english.text(key)), Catalogue.places(other.text(key)), key);
        }
    }

    /** No Latin letters but those that are isolated. */
    public static void isolatesLatin(Catalogue arabic) {
        for (String key : arabic.keys()) {
            String bare = arabic.text(key).replaceAll("\u2066[^\u2066\u2069]*\u2069|\\{[a-z_]+}", "");
            assertFalse(LATIN.matcher(bare).find(), key);
        }
    }
}
