package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Fault;

/** Questions to the owner of agreements about their life: negotiation, signature, suspension, termination. */
public final class Agreements {

    public static final Address<Act, Outcome> ACT = new Address<>("agreements.act", Act.class, Outcome.class);
    public static final Address<Look, Looked> LOOK = new Address<>("agreements.look", Look.class, Looked.class);

    public static final Address<ReadTerms, TermsRead> TERMS =
            new Address<>("agreements.terms", ReadTerms.class, TermsRead.class);

    public static final Address<Suppose, Supposed> SUPPOSE =
            new Address<>("agreements.suppose", Suppose.class, Supposed.class);
    public static final Address<ToldAfter, Told> TOLD = new Address<>("agreements.told", ToldAfter.class, Told.class);

    private Agreements() {}

    /**
     * What would decide if something were done to an agreement; nothing is done.
     *
     * @param version empty for the newest that is negotiated, respectively the one that decides
     * @param party who asks: suspends and reinstates for itself, and sees what it may see
     */
    public record Suppose(String agreement, Optional<Integer> version, Supposition act, String party) {}

    /** What could be done: a closed list. */
    public enum Supposition {
        /** Every party signs the version, and its time has come. */
        ACTIVATE,
        SUSPEND,
        REINSTATE,
        TERMINATE
    }

    public sealed interface Supposed {
        /** None, or none that the party may see. */
        record Absent() implements Supposed {}

        /** Not possible in this state. */
        record Refused(Refusal refusal, AgreementState state) implements Supposed {}

        /**
         * The policy as it is and as it would be, both built of one state of things as policies are built.
         *
         * @param agreement as it would stand
         * @param standing the version that decides now
         * @param faults what keeps the agreement out of the policy as it would be; of agreements that the party does not see nothing is
         *     named
         */
        record Compared(
                Agreement agreement, Optional<Agreement> standing, Bundle present, Bundle supposed, List<Fault> faults)
                implements Supposed {
            public Compared {
                faults = List.copyOf(faults);
            }
        }
    }

    /**
     * The terms of a version as they are hashed and signed.
     *
     * @param version empty for the newest that the party may see
     */
    public record ReadTerms(String agreement, Optional<Integer> version, String party) {}

    public record TermsRead(Optional<Terms> terms) {}

    /** @param canonical text whose UTF-8 bytes have the hash (RFC 8785) */
    public record Terms(int version, String hash, String canonical) {}

    /**
     * Somebody does something for their party. Wait {@link Policy#PATIENCE}: what changes decisions answers when it is effective.
     *
     * @param agreement empty only for a first draft
     * @param key idempotency key, scoped to the party
     * @param match the {@link View#tag} that must still hold
     */
    public record Act(
            Optional<String> agreement,
            String party,
            String subject,
            Deed deed,
            Optional<String> key,
            Optional<String> match) {}

    /** What is done; {@code terms} is the text as it was sent. */
    public sealed interface Deed {
        record Draft(String terms) implements Deed {}

        record Revise(String terms) implements Deed {}

        record Propose(String reason) implements Deed {}

        record Counter(String terms) implements Deed {}

        record Withdraw(String reason) implements Deed {}

        record Approve(String reason) implements Deed {}

        /** @param jws compact form (RFC 7515), its payload the canonical terms or detached */
        record Sign(String jws) implements Deed {}

        record Amend(String terms) implements Deed {}

        record Suspend(String reason) implements Deed {}

        record Reinstate(String reason) implements Deed {}

        record Terminate(String reason) implements Deed {}
    }

    public sealed interface Outcome {
        /**
         * Done, and effective on every gateway where it changes decisions.
         *
         * @param version which it was done to, or made
         * @param barrier where it raised the barrier to
         */
        record Done(View view, int version, Optional<Long> barrier, Instant at) implements Outcome {}

        record Absent() implements Outcome {}

        /** @param pointer what stands against it, in a version of the agreement as the API shows it */
        record Refused(Refusal refusal, AgreementState state, String pointer) implements Outcome {}

        /** The policy could not take these terms in. */
        record Faulty(List<Fault> faults) implements Outcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }

        /** The terms cannot be read. */
        record Unreadable(List<Misread> faults) implements Outcome {
            public Unreadable {
                faults = List.copyOf(faults);
            }
        }

        record NotSigned(Unsigned reason) implements Outcome {}

        /** The agreement is no longer as it was seen. */
        record Moved() implements Outcome {}

        /** The idempotency key was used for something else. */
        record KeyReused() implements Outcome {}
    }

    /**
     * One thing that is wrong with a text of terms.
     *
     * @param code as the API writes codes, e.g. {@code unknown-word}
     */
    public record Misread(String pointer, String code, String message) {}

    /** Why a text is no signature of a party over terms: a closed list. */
    public enum Unsigned {
        /** No JWS in compact form with exactly alg, kid and typ. */
        MALFORMED,
        /** The header's typ is another. */
        TYPE,
        /** The key is none that is registered for the party. */
        KEY,
        /** The key is registered and was not valid at the time: not yet, no longer, or compromised. */
        NOT_VALID,
        /** The algorithm is not that of the key. */
        ALGORITHM,
        /** The payload is not these terms. */
        OTHER_TERMS,
        /** It does not verify. */
        SIGNATURE
    }

    /**
     * Agreements as a party sees them: one, or all to which it is a party.
     *
     * @param agreement empty for all
     */
    public record Look(Optional<String> agreement, String party) {}

    /** None where there is none, or none that the party may see. */
    public record Looked(List<View> agreements) {}

    /**
     * An agreement as one party may see it.
     *
     * @param shown the version that decides, or else the newest that may be seen
     * @param versions that may be seen, the oldest first
     * @param endsAt when a notice of termination runs out
     * @param tag changes whenever anything else here does
     */
    public record View(
            String id,
            int shown,
            List<Version> versions,
            List<Event> history,
            Set<String> suspendedBy,
            Optional<Instant> endsAt,
            String tag) {

        /** The newest version that may be seen: what is negotiated, or else what decides. */
        public int newest() {
            return versions.getLast().agreement().version();
        }

        public Version version(int number) {
            return versions.stream()
                    .filter(version -> version.agreement().version() == number)
                    .findFirst()
                    .orElseThrow();
        }
    }

    /**
     * A version of an agreement.
     *
     * @param agreement terms with hash, signatures and the state in which this version is
     * @param party whose terms; empty for those of the first configuration
     * @param basis the version that it revises, answers or amends
     * @param approvals account by party
     * @param signatories account by party
     * @param keys public key of each signature by key id: base64url of the raw bytes
     */
    public record Version(
            Agreement agreement,
            String party,
            Optional<Integer> basis,
            Instant at,
            Map<String, String> approvals,
            Map<String, String> signatories,
            Map<String, String> keys) {}

    /**
     * Events of which every party is told ({@link AgreementEvent#told}), in the order in which they were committed.
     *
     * @param position of the last that is known
     */
    public record ToldAfter(long position, int limit) {}

    public record Told(List<Tidings> tidings) {
        public Told {
            tidings = List.copyOf(tidings);
        }
    }

    /**
     * An event for the parties to an agreement.
     *
     * @param position rises with each event; numbers may be left out
     * @param hash of the terms to which it happened
     * @param parties to the agreement, each of which is told
     */
    public record Tidings(long position, String agreement, String hash, Set<String> parties, Event event) {
        public Tidings {
            parties = Set.copyOf(parties);
        }
    }

    /** Something that happened to a version. */
    public record Event(
            AgreementEvent event,
            int version,
            String party,
            String subject,
            String reason,
            Instant at,
            Optional<Long> barrier,
            Optional<Instant> endsAt) {}
}
