package org.passerelle.audit.append;

import java.security.SecureRandom;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.audit.merkle.Hash;
import org.passerelle.audit.merkle.TreeHash;

/**
 * An entry about to be appended.
 *
 * @param log a party id, or {@link #OPERATOR}
 * @param body canonical JSON (RFC 8785)
 * @param salt random; keeps anyone without it from testing guesses of the body against the leaf's hash
 */
public record Leaf(String log, Instant at, String body, Hash salt, Optional<String> disclosureId) {

    public static final String OPERATOR = "operator";

    public Hash hash() {
        return TreeHash.leaf(salt.bytes(), body);
    }

    /** A fresh salt. */
    public static Hash salt(SecureRandom random) {
        byte[] salt = new byte[Hash.LENGTH];
        random.nextBytes(salt);
        return Hash.of(salt);
    }
}
