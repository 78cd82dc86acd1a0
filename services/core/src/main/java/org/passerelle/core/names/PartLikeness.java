package org.passerelle.core.names;

import org.passerelle.core.names.Meeting.Why;

/** How alike two parts are, by what is known of them and then by sound. */
final class PartLikeness {
    private static final float INITIAL = 0.9f;
    private static final float STRICTNESS = 1.6f;

    private PartLikeness() {}

    /** Tells how alike the parts at two positions are. */
    @FunctionalInterface
    interface Source {
        float of(int one, int other);
    }

    static float of(Part one, Part other) {
        if (one.kind() == Part.Kind.INITIAL || other.kind() == Part.Kind.INITIAL) {
            return initial(one, other);
        }
        if (one.known().isPresent() && other.known().isPresent()) {
            return one.known().get().equals(other.known().get()) ? 1f : 0f;
        }
        if ((one.kind() == Part.Kind.TITLE) != (other.kind() == Part.Kind.TITLE)) {
            return one.text().equals(other.text()) ? 1f : 0f;
        }
        boolean consonantal = one.consonantal() || other.consonantal();
        float best = one.prefix().equals(other.prefix()) ? Likeness.of(one.sounds(), other.sounds(), consonantal) : 0f;
        for (String joined : one.joined()) {
            best = Math.max(best, Likeness.of(joined, other.whole(), consonantal));
        }
        for (String joined : other.joined()) {
            best = Math.max(best, Likeness.of(one.whole(), joined, consonantal));
        }
        return best < 1f ? Math.max(0f, 1f - STRICTNESS * (1f - best)) : best;
    }

    private static float initial(Part one, Part other) {
        boolean both = one.kind() == other.kind();
        char left = one.text().charAt(0);
        char right = other.text().charAt(0);
        if (left != right && one.sounds().charAt(0) != other.sounds().charAt(0)) {
            return 0f;
        }
        return both ? 1f : INITIAL;
    }

    static Why why(Part one, Part other, float likeness) {
        if (one.kind() == Part.Kind.INITIAL || other.kind() == Part.Kind.INITIAL) {
            return Why.INITIAL;
        }
        if (one.text().equals(other.text())) {
            return Why.SAME;
        }
        if (one.whole().equals(other.whole())) {
            return Why.SPELLING;
        }
        if (one.known().isPresent() && one.known().equals(other.known())) {
            return Why.VARIANT;
        }
        return likeness == 1f ? Why.SPELLING : Why.NEAR;
    }
}
