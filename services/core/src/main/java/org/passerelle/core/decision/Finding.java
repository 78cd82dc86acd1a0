package org.passerelle.core.decision;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.gate.Leg;

/**
 * One line of a trace: a gate, what it came to, and the fact that decided it.
 *
 * @param judged false: NOT_JUDGED or not applicable; then the verdict is PERMIT and counts for nothing
 * @param fact ids and values in domain words, e.g. {@code "assessment has-0007 SUSPENDED"}; never content
 * @param rulers who may lift a HOLD
 * @param detail what the fact speaks of
 * @param leg the transfer on which a record gate judged; empty for request gates
 */
public record Finding(
        Gate gate,
        Verdict verdict,
        boolean judged,
        Optional<Code> code,
        String fact,
        List<Ruler> rulers,
        Detail detail,
        Optional<Leg> leg) {
    public Finding {
        rulers = List.copyOf(rulers);
    }

    private Finding(Gate gate, Verdict verdict, boolean judged, Optional<Code> code, String fact, List<Ruler> rulers) {
        this(gate, verdict, judged, code, fact, rulers, new Detail.None(), Optional.empty());
    }

    public static Finding pass(Gate gate, String fact) {
        return new Finding(gate, Verdict.PERMIT, true, Optional.empty(), fact, List.of());
    }

    public static Finding deny(Gate gate, Code code, String fact) {
        return new Finding(gate, Verdict.DENY, true, Optional.of(code), fact, List.of());
    }

    public static Finding hold(Gate gate, Code code, String fact, List<Ruler> rulers) {
        return new Finding(gate, Verdict.HOLD, true, Optional.of(code), fact, rulers);
    }

    public static Finding notJudged(Gate gate, String fact) {
        return new Finding(gate, Verdict.PERMIT, false, Optional.empty(), fact, List.of());
    }

    /** The same finding, with what it speaks of. */
    public Finding about(Detail what) {
        return new Finding(gate, verdict, judged, code, fact, rulers, what, leg);
    }

    /** The same finding on a transfer. */
    public Finding on(Leg transfer) {
        return new Finding(gate, verdict, judged, code, fact, rulers, detail, Optional.of(transfer));
    }
}
