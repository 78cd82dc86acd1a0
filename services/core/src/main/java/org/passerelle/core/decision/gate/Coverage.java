package org.passerelle.core.decision.gate;

import java.util.List;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Code;

/** Which clauses cover a leg. */
public sealed interface Coverage {

    /** These do, in order of their ids; never empty. */
    record Covered(List<Clause> clauses) implements Coverage {
        public Covered {
            clauses = List.copyOf(clauses);
        }
    }

    /** None does. */
    record NotCovered(Code code, String fact) implements Coverage {}

    /** None is needed. */
    record NotNeeded(String fact) implements Coverage {}
}
