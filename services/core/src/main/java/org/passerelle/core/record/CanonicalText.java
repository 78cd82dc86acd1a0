package org.passerelle.core.record;

import java.text.Normalizer;
import java.util.Locale;

/**
 * A text reduced to its letters and digits, so that what was retyped, re-spaced, re-cased or pasted through another program reads the
 * same: compatibility forms decomposed (NFKD), case folded, accents and vowel marks dropped, digits of every script as ASCII; white
 * space, punctuation, symbols and invisible characters left out.
 */
final class CanonicalText {
    private static final int TATWEEL = 0x0640;

    private CanonicalText() {}

    static String of(String text) {
        String folded = Normalizer.normalize(text, Normalizer.Form.NFKD)
                .toUpperCase(Locale.ROOT)
                .toLowerCase(Locale.ROOT);
        StringBuilder canonical = new StringBuilder(folded.length());
        // A case fold can compose again.
        Normalizer.normalize(folded, Normalizer.Form.NFKD)
                .codePoints()
                .filter(CanonicalText::carries)
                .map(CanonicalText::asciiDigit)
                .forEach(canonical::appendCodePoint);
        return canonical.toString();
    }

    /** Vowel marks that take a place of their own (Mc) belong to the word in Indic scripts; those above and below do not survive retyping. */
    private static boolean carries(int codePoint) {
        return codePoint != TATWEEL
                && (Character.isLetterOrDigit(codePoint)
                        || Character.getType(codePoint) == Character.COMBINING_SPACING_MARK);
    }

    private static int asciiDigit(int codePoint) {
        return Character.isDigit(codePoint) ? '0' + Character.digit(codePoint, 10) : codePoint;
    }
}
