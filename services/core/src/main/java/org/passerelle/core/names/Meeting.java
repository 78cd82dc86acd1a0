package org.passerelle.core.names;

import java.util.List;

/**
 * Parts of two names that met, or a part that met none.
 *
 * @param one parts of the first name, as written; empty when nothing met {@code other}
 * @param other parts of the second
 * @param likeness from 0 to 1
 */
public record Meeting(List<String> one, List<String> other, Why why, double likeness) {
    /** Why parts met, or what their not meeting means. */
    public enum Why {
        SAME,
        SPELLING,
        VARIANT,
        NEAR,
        INITIAL,
        JOINED,
        MISSING,
        CONTRADICTION
    }

    public Meeting {
        one = List.copyOf(one);
        other = List.copyOf(other);
    }
}
