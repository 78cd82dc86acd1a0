package org.passerelle.core.names;

import java.util.HashSet;
import java.util.Set;

/**
 * The keys by which parts are found: their consonants, also with any one of them left out, and the frequent name of which they are a
 * spelling. Two parts whose consonants differ in one place have a key in common.
 */
final class Keys {
    private static final int LONGEST_KEPT_WHOLE = 3;
    private static final int LETTERS_APART = 2;
    private static final char SINGLE = '.';
    private static final char NEIGHBOURS = '+';
    private static final char WHOLE = '*';

    private Keys() {}

    static Set<String> of(Part part) {
        Set<String> keys = new HashSet<>();
        if (part.kind() == Part.Kind.INITIAL) {
            return keys;
        }
        part.known().ifPresent(known -> keys.add("=" + known));
        shorten(part.bones(), keys);
        for (String joined : part.joined()) {
            shorten(Spelling.skeleton(joined), keys);
        }
        return keys;
    }

    private static void shorten(String skeleton, Set<String> keys) {
        keys.add(skeleton);
        if (skeleton.length() > LONGEST_KEPT_WHOLE) {
            for (int left = 0; left < skeleton.length(); left++) {
                keys.add(skeleton.substring(0, left) + skeleton.substring(left + 1));
            }
        }
    }

    /** Whether two parts may be alike although they share no key: initials, and parts of nearly the same
     * length that begin or end alike. */
    static boolean mayBeAlikeWithout(Part one, Part other) {
        if (one.kind() != Part.Kind.NAME || other.kind() != Part.Kind.NAME) {
            return one.kind() == Part.Kind.INITIAL || other.kind() == Part.Kind.INITIAL;
        }
        String left = one.sounds();
        String right = other.sounds();
        return Math.abs(left.length() - right.length()) <= LETTERS_APART
                && !left.isEmpty()
                && !right.isEmpty()
                && (left.charAt(0) == right.charAt(0)
                        || left.charAt(left.length() - 1) == right.charAt(right.length() - 1));
    }

    /** Under which keys a name is found by one that runs its parts together, or apart. */
    static Set<String> runTogether(Name name) {
        return runs(name, SINGLE, NEIGHBOURS);
    }

    /** By which keys a name is looked for that runs the parts of this one together, or apart. */
    static Set<String> soughtTogether(Name name) {
        return runs(name, /* single= */ NEIGHBOURS, /* neighbours= */ SINGLE);
    }

    private static Set<String> runs(Name name, char single, char neighbours) {
        Set<String> keys = new HashSet<>();
        for (int at = 0; at < name.parts().size(); at++) {
            Part part = name.parts().get(at);
            run(single, part.whole(), keys);
            if (at > 0) {
                run(neighbours, name.parts().get(at - 1).whole() + part.whole(), keys);
            }
        }
        run(WHOLE, name.sounds(), keys);
        return keys;
    }

    private static void run(char kind, String sounds, Set<String> keys) {
        String skeleton = Spelling.skeleton(sounds);
        if (skeleton.length() > LONGEST_KEPT_WHOLE) {
            keys.add(kind + skeleton);
        }
    }
}
