package org.passerelle.core.agreement;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;

/**
 * A signed sharing agreement.
 *
 * @param noticePeriod between notice of termination and its end; where absent, that of the installation
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
        Optional<Duration> noticePeriod,
        List<Clause> clauses,
        String hash,
        Map<String, Signature> signatures,
        Set<String> suspendedBy) {

    /**
     * A party's signature over the canonical bytes.
     *
     * @param keyId the party's registered key
     * @param value JWS in compact form with detached payload (RFC 7515, appendix F)
     */
    public record Signature(String keyId, String value, Instant at) {}

    /** An agreement without a notice period of its own. */
    public Agreement(
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
        this(
                id,
                titles,
                parties,
                state,
                version,
                validFrom,
                validUntil,
                Optional.empty(),
                clauses,
                hash,
                signatures,
                suspendedBy);
    }

    public Agreement {
        titles = Map.copyOf(titles);
        parties = Set.copyOf(parties);
        clauses = List.copyOf(clauses);
        signatures = Map.copyOf(signatures);
        suspendedBy = Set.copyOf(suspendedBy);
    }

    /** The same terms in another state. */
    public Agreement in(AgreementState other) {
        return new Agreement(
                id,
                titles,
                parties,
                other,
                version,
                validFrom,
                validUntil,
                noticePeriod,
                clauses,
                hash,
                signatures,
                suspendedBy);
    }

    /** The same terms with a hash and signatures. */
    public Agreement signed(String hashed, Map<String, Signature> by) {
        return new Agreement(
                id,
                titles,
                parties,
                state,
                version,
                validFrom,
                validUntil,
                noticePeriod,
                clauses,
                hashed,
                by,
                suspendedBy);
    }

    /** The same terms, suspended by these parties. */
    public Agreement suspended(Set<String> by) {
        return new Agreement(
                id,
                titles,
                parties,
                state,
                version,
                validFrom,
                validUntil,
                noticePeriod,
                clauses,
                hash,
                signatures,
                by);
    }

    /** From when on these terms bound both sides: they were valid, and each that is known to have signed had. */
    public Instant since() {
        return signatures.values().stream()
                .map(Signature::at)
                .reduce(validFrom, (one, other) -> one.isAfter(other) ? one : other);
    }

    /** The highest level that any of its clauses lets through. */
    public Level ceiling() {
        return clauses.stream().map(Clause::ceiling).reduce(Level.UNCLASSIFIED, Level::max);
    }

    public Optional<Clause> clause(String clauseId) {
        return clauses.stream().filter(c -> c.id().equals(clauseId)).findFirst();
    }
}
