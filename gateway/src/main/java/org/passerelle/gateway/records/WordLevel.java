package org.passerelle.gateway.records;

import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.caller.EffectiveClearance;
import org.passerelle.gateway.disclosure.Caller;

/**
 * Up to which level texts have words to be found by (decision 0129). Whoever may see more is told so with what was found, since nobody
 * finds the rest by its words.
 */
record WordLevel(Level searchable) {

    /** What this caller is told where words were looked for; empty: they see nothing that has no words. */
    Optional<Level> told(Bundle bundle, Caller caller) {
        // INVARIANT: of the configuration and the caller alone, whether there is anything above or not (I5).
        return EffectiveClearance.of(bundle, caller).atMost(searchable) ? Optional.empty() : Optional.of(searchable);
    }
}
