package org.passerelle.core.decision;

import java.util.List;

/** The outcome of {@code decide}. */
public sealed interface Decision {

    /** Refused before any record is read; the only reasons that the requester learns (401/403). */
    record Refused(Code code, List<Finding> trace) implements Decision {
        public Refused {
            trace = List.copyOf(trace);
        }
    }

    /** Every portion judged for one action; a permitted MATCH or NOTICE releases no content. */
    record Judged(Action action, List<Finding> requestTrace, List<PortionDecision> portions) implements Decision {
        public Judged {
            requestTrace = List.copyOf(requestTrace);
            portions = List.copyOf(portions);
        }

        /** The best verdict among the portions; DENY for a record without portions. */
        public Verdict verdict() {
            return portions.stream()
                    .map(PortionDecision::verdict)
                    .min(Verdict::compareTo)
                    .orElse(Verdict.DENY);
        }
    }
}
