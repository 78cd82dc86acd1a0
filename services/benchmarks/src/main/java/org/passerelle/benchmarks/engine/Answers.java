package org.passerelle.benchmarks.engine;

import org.passerelle.core.decision.PortionDecision;

/** Reads the product's own decisions as answers. */
final class Answers {
    private Answers() {}

    static Answer of(PortionDecision decision) {
        return new Answer(decision.verdict(), decision.primary(), decision.clause(), decision.obligations());
    }
}
