package org.passerelle.core.decision;

/** What a gate or a portion comes to; DENY outweighs HOLD outweighs PERMIT. */
public enum Verdict {
    PERMIT,
    HOLD,
    DENY;

    public Verdict worst(Verdict other) {
        return compareTo(other) >= 0 ? this : other;
    }
}
