package org.passerelle.benchmarks.engine;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Verdict;

/** The worst verdict so far, and the first code among those that weigh as much. */
final class Tally {
    private Verdict verdict = Verdict.PERMIT;
    private @Nullable Code code;

    void deny(boolean failed, Code failure) {
        note(failed, Verdict.DENY, failure);
    }

    void hold(boolean held, Code cause) {
        note(held, Verdict.HOLD, cause);
    }

    private void note(boolean applies, Verdict weight, Code cause) {
        if (!applies || weight.compareTo(verdict) < 0) {
            return;
        }
        if (weight != verdict || code == null || cause.compareTo(code) < 0) {
            code = cause;
        }
        verdict = weight;
    }

    Verdict verdict() {
        return verdict;
    }

    Optional<Code> reason() {
        return Optional.ofNullable(code);
    }
}
