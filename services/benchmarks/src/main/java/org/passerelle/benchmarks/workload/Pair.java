package org.passerelle.benchmarks.workload;

import org.passerelle.core.decision.Request;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;

/** One question: may this request have the only portion of this record? */
public record Pair(Request request, RecordFacts record) {
    /** The portion asked about. */
    public PortionFacts portion() {
        return record.portions().getFirst();
    }
}
