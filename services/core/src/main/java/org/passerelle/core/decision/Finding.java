package org.passerelle.core.decision;

import java.util.List;
import java.util.Optional;

/**
 * One line of a trace: a gate, what it came to, and the fact that decided it.
 *
 * @param judged false: NOT_JUDGED or not applicable; then the verdict is PERMIT and counts for nothing
 * @param fact ids and values in domain words, e.g. {@code "assessment has-0007 SUSPENDED"}; never content
 * @param rulers who may lift a HOLD
 */
public record Finding(
        Gate gate, Verdict verdict, boolean judged, Optional<Code> code, String fact, List<Ruler> rulers) {
    public Finding {
        rulers = List.copyOf(rulers);
    }
}
