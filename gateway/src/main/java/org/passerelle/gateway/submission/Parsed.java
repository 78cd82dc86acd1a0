package org.passerelle.gateway.submission;

import java.util.List;
import org.passerelle.platform.json.LocatedJson;

/** The outcome of parsing a submission. */
public sealed interface Parsed {

    /** @param places where each value stands, for faults found later */
    record Accepted(Draft draft, LocatedJson places) implements Parsed {}

    /** Nothing of it is kept. */
    record Refused(List<LocatedFault> faults) implements Parsed {
        public Refused {
            faults = List.copyOf(faults);
        }
    }
}
