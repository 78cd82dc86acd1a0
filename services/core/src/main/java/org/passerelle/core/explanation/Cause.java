package org.passerelle.core.explanation;

import java.util.Comparator;
import java.util.Optional;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;

/**
 * Why something is held or denied, as far as the reader may know.
 *
 * @param code empty: a cause of screening, which is not for this reader
 */
public record Cause(Optional<Code> code) implements Comparable<Cause> {

    private static final String MASKED = "SCREENING";
    private static final Comparator<Cause> ORDER =
            Comparator.comparing(Cause::rank).thenComparing(Cause::name);

    static Cause of(Code code) {
        return new Cause(Optional.of(code));
    }

    static Cause masked() {
        return new Cause(Optional.empty());
    }

    /** The code, or {@code SCREENING}. */
    public String name() {
        return code.map(Code::name).orElse(MASKED);
    }

    public Gate gate() {
        return code.map(Code::gate).orElse(Gate.SCREENING);
    }

    /** The order of policy; what is masked stands where screening begins, whatever it hides. */
    @Override
    public int compareTo(Cause other) {
        return ORDER.compare(this, other);
    }

    private Code rank() {
        return code.orElse(Code.NOT_ASSESSED);
    }
}
