package org.passerelle.benchmarks.workload;

/** What most of the pairs come to; the shares are the same at every size of the policy. */
public enum Variant {
    PERMIT_HEAVY("permit-heavy", 85, 5),
    DENY_HEAVY("deny-heavy", 10, 5);

    private final String text;
    private final int permits;
    private final int holds;

    Variant(String text, int permits, int holds) {
        this.text = text;
        this.permits = permits;
        this.holds = holds;
    }

    /** The name in results. */
    public String text() {
        return text;
    }

    /** How many of a hundred pairs are permitted. */
    public int permits() {
        return permits;
    }

    /** How many of a hundred pairs are held; the rest is denied. */
    public int holds() {
        return holds;
    }
}
