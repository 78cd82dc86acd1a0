package org.passerelle.core.record;

import java.util.Collections;
import java.util.Set;

/** What a content says, to know it again where it is repeated. */
public record Words(Set<Fingerprint> fingerprints, String text) {
    public Words {
        fingerprints = Set.copyOf(fingerprints);
    }

    public static Words of(Content content) {
        return new Words(
                Fingerprint.of(content), content instanceof Content.Text text ? CanonicalText.of(text.text()) : "");
    }

    /**
     * Whether these have a {@link Fingerprint} in common with the others, or are or contain their text but for its form, where that has at
     * least {@value Fingerprint#LEAST_LETTERS} letters and digits: fewer are found in many a text.
     */
    public boolean repeat(Words others) {
        String original = others.text();
        boolean some = original.codePointCount(0, original.length()) >= Fingerprint.LEAST_LETTERS;
        return !Collections.disjoint(fingerprints, others.fingerprints())
                || (some ? text.contains(original) : !original.isEmpty() && text.equals(original));
    }
}
