package org.passerelle.benchmarks.engine;

/** How an engine's answers must be like the product's before it is timed. */
public enum Likeness {
    /** Verdict, primary reason, clause and obligations. */
    SAME_ANSWER,
    /** Verdict, and of a permit the clause and the obligations: where the engine stops at the first reason it finds. */
    SAME_VERDICT,
    /** Whether level, compartments and releasability let it pass. */
    LABEL_ONLY
}
