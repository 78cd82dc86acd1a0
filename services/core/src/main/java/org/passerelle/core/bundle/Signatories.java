package org.passerelle.core.bundle;

import java.util.Set;

/**
 * What the signatures of an agreement come to; cryptography is the caller's.
 *
 * @param hashed the agreement's hash is that of its terms
 * @param parties those whose signature over these very terms verifies with a key of their own
 */
public record Signatories(boolean hashed, Set<String> parties) {
    public Signatories {
        parties = Set.copyOf(parties);
    }
}
