package org.passerelle.core.agreement;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * A signed sharing agreement.
 *
 * @param hash lower-case hexadecimal SHA-256 of the canonical JSON (RFC 8785) that the parties signed
 * @param signatures by party
 * @param suspendedBy parties that have suspended it and not yet agreed to resume; SUSPENDED while not empty
 */
public record Agreement(
        String id,
        Map<String, String> titles,
        Set<String> parties,
        AgreementState state,
        int version,
        Instant validFrom,
        Instant validUntil,
        List<Clause> clauses,
        String hash,
        Map<String, Signature> signatures,
        Set<String> suspendedBy) {

    /** An Ed25519 signature over the canonical bytes, base64url; {@code keyId} names the party's registered key. */
    public record Signature(String keyId, String value, Instant at) {}

    public Agreement {
        titles = Map.copyOf(titles);
        parties = Set.copyOf(parties);
        clauses = List.copyOf(clauses);
        signatures = Map.copyOf(signatures);
        suspendedBy = Set.copyOf(suspendedBy);
    }

    public Optional<Clause> clause(String clauseId) {
        return clauses.stream().filter(c -> c.id().equals(clauseId)).findFirst();
    }
}
