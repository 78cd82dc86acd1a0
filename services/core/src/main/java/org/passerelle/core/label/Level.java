package org.passerelle.core.label;

/** The internal classification order; every foreign marking maps into it, inbound rounding up. */
public enum Level {
    UNCLASSIFIED(0),
    RESTRICTED(1),
    CONFIDENTIAL(2),
    STRICTLY_CONFIDENTIAL(3);

    private final int number;

    Level(int number) {
        this.number = number;
    }

    /** The internal number, 0 to 3, as policy documents and configuration write it. */
    public int number() {
        return number;
    }

    /** The level of an internal number; throws {@link IllegalArgumentException} outside 0 to 3. */
    public static Level of(int number) {
        for (Level level : values()) {
            if (level.number == number) {
                return level;
            }
        }
        throw new IllegalArgumentException("level must be 0 to 3, not " + number);
    }

    public boolean atMost(Level ceiling) {
        return compareTo(ceiling) <= 0;
    }

    public Level max(Level other) {
        return compareTo(other) >= 0 ? this : other;
    }

    public Level min(Level other) {
        return compareTo(other) <= 0 ? this : other;
    }
}
