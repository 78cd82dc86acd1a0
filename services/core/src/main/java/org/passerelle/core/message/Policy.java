package org.passerelle.core.message;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Fault;

/** Questions to agreements: the policy authority, its leases and the agreements themselves. */
public final class Policy {

    public static final Address<Renew, Lease> RENEW = new Address<>("policy.renew", Renew.class, Lease.class);
    public static final Address<Fetch, SignedBundle> FETCH =
            new Address<>("policy.fetch", Fetch.class, SignedBundle.class);
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
     * @param payload the bundle's JSON, UTF-8
     * @param keyId authority key
     * @param signature base64url Ed25519 over the UTF-8 bytes of {@code payload}
     */
    public record SignedBundle(long version, String payload, String keyId, String signature) {}

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
