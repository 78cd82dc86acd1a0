package org.passerelle.core.message;

/** Published hints: they only wake; whoever misses one polls. */
public enum Hint {
    /** The barrier has risen or a new bundle exists. */
    POLICY_CHANGED,
    /** A gateway has confirmed a version. */
    POLICY_CONFIRMED,
    /** Something was appended that feeds may deliver. */
    FEED_GREW;

    /** Event-bus address on which the hint is published. */
    public String address() {
        return "hint." + name().toLowerCase(java.util.Locale.ROOT);
    }
}
