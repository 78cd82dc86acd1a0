package org.passerelle.core.names;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * One part of a name, as it is compared.
 *
 * @param text as it stood, in small Latin letters
 * @param prefix {@code abd} or {@code abu} where it begins with one, else empty
 * @param sounds folded, without prefix and article
 * @param whole prefix and sounds
 * @param bones the consonants of the sounds
 * @param joined the sounds with an article or particle that writers join to it, if there is one
 * @param known the frequent name that it is a spelling of
 * @param weight what it says about who is meant: a rare name more than a frequent one, a title next to nothing
 * @param descent whether a particle of descent stands before it
 */
record Part(
        String text,
        String prefix,
        String sounds,
        String whole,
        String bones,
        List<String> joined,
        Optional<String> known,
        Kind kind,
        float weight,
        boolean descent,
        boolean consonantal) {

    enum Kind {
        NAME,
        INITIAL,
        TITLE
    }

    private static final float RARE = 1f;
    private static final float FREQUENT = 0.6f;
    private static final float LETTER = 0.4f;
    private static final float NEXT_TO_NOTHING = 0.1f;

    Part {
        joined = List.copyOf(joined);
    }

    /** A name, or a title where the vocabulary says so. */
    static Part of(
            String text, String prefix, String sounds, List<String> joined, boolean descent, boolean consonantal) {
        String whole = prefix + sounds;
        Optional<String> known = Stream.concat(Stream.of(whole), joined.stream())
                .map(form -> Vocabulary.name(form, consonantal))
                .flatMap(Optional::stream)
                .findFirst();
        boolean title = Vocabulary.TITLE.contains(text);
        Kind kind = title ? Kind.TITLE : Kind.NAME;
        float weight = title ? NEXT_TO_NOTHING : known.isPresent() ? FREQUENT : RARE;
        return new Part(
                text,
                prefix,
                sounds,
                whole,
                Spelling.skeleton(sounds),
                joined,
                known,
                kind,
                weight,
                descent,
                consonantal);
    }

    /** A single letter that stands for a name. */
    static Part initial(String letter, boolean descent) {
        String sound = Spelling.fold(letter);
        return new Part(
                letter, "", sound, sound, sound, List.of(), Optional.empty(), Kind.INITIAL, LETTER, descent, false);
    }
}
