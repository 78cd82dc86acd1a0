package org.passerelle.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Chunks;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.message.Policy.SignedBundle;

/** Questions to agreements: the policy authority, its leases and the agreements themselves. */
public final class Policy {

    public static final Address<Renew, Lease> RENEW = new Address<>("policy.renew", Renew.class, Lease.class);
    public static final Address<Fetch, SignedBundle> FETCH =
            new Address<>("policy.fetch", Fetch.class, SignedBundle.class);
    public static final Address<Parts, PartTexts> PARTS = new Address<>("policy.parts", Parts.class, PartTexts.class);
    public static final Address<Await, Done> AWAIT = new Address<>("policy.await", Await.class, Done.class);
    public static final Address<ListAgreements, AgreementList> LIST =
            new Address<>("agreements.list", ListAgreements.class, AgreementList.class);
    public static final Address<Suspend, ChangeOutcome> SUSPEND =
            new Address<>("agreements.suspend", Suspend.class, ChangeOutcome.class);
    public static final Address<Reinstate, ChangeOutcome> REINSTATE =
            new Address<>("agreements.reinstate", Reinstate.class, ChangeOutcome.class);

    /**
     * How long to wait for AWAIT, SUSPEND and REINSTATE (and for each change that awaits): with a gateway that has died they answer
     * only when its lease, the drift allowance and the release window have passed.
     */
    public static final Duration PATIENCE = Duration.ofSeconds(15);

    private Policy() {}

    /**
     * A gateway asks for a lease and confirms the version it holds and enforces.
     *
     * @param heldVersion 0 when it holds none
     */
    public record Renew(String gatewayId, long heldVersion) {}

    /**
     * @param version newest bundle; fetch it when it is not the one held
     * @param leaseMillis counted by the gateway from before it asked; valid only for a bundle of {@code version}
     */
    public record Lease(long version, long leaseMillis) {}

    /** @param version 0: that at which the barrier stands */
    public record Fetch(long version) {}

    /**
     * @param payload JSON, UTF-8: a {@link Manifest}
     * @param keyId authority key
     * @param signature base64url Ed25519 over the UTF-8 bytes of {@code payload}
     */
    public record SignedBundle(long version, String payload, String keyId, String signature) {}

    /**
     * What the authority signs: a policy as the list of its parts.
     *
     * @param parts lower-case hexadecimal SHA-256 of each part's UTF-8, in the order of the policy
     */
    public record Manifest(long version, Instant issuedAt, List<String> parts) {
        public Manifest {
            parts = List.copyOf(parts);
        }

        /** The bundle that these parts make; throws {@link IllegalArgumentException} when they are not those of one bundle. */
        public Bundle bundle(List<Chunk> chunks) {
            return Chunks.join(version, issuedAt, chunks);
        }
    }

    /** @param hashes names of parts of bundles: lower-case hexadecimal SHA-256 of their UTF-8 */
    public record Parts(List<String> hashes) {
        public Parts {
            hashes = List.copyOf(hashes);
        }
    }

    /** @param texts by hash; one that was never kept is not there. Whoever asks verifies that they are what their names say. */
    public record PartTexts(Map<String, String> texts) {
        public PartTexts {
            texts = Map.copyOf(texts);
        }
    }

    /**
     * Answers when each live gateway has confirmed {@code version} or later, or its lease, the drift allowance and the release window
     * have passed.
     */
    public record Await(long version) {}

    /** Agreements to which {@code party} is a party. */
    public record ListAgreements(String party) {}

    public record AgreementList(List<Agreement> agreements) {}

    /** Either party suspends alone. */
    public record Suspend(String agreementId, String party, String subject, String reason) {}

    /** Removes the suspension of {@code party}; ACTIVE again when none is left. */
    public record Reinstate(String agreementId, String party, String subject, String reason) {}

    public sealed interface ChangeOutcome {
        /** Effective on every gateway. */
        record Changed(Agreement agreement, long barrier, Instant at) implements ChangeOutcome {}

        record Absent() implements ChangeOutcome {}

        record NotPossible(String state, Optional<String> reason) implements ChangeOutcome {}

        /** The policy lacks the agreement because of these faults; nothing has changed. */
        record Faulty(List<Fault> faults) implements ChangeOutcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }
}
