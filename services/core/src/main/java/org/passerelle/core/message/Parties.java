package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Standing.Outcome;

/** Parties themselves: how they come to be, and the keys with which they sign. Each change answers when it is effective at every gateway. */
public final class Parties {

    public static final Address<AddKey, Outcome> ADD_KEY =
            new Address<>("agreements.key.add", AddKey.class, Outcome.class);
    public static final Address<EndKey, Outcome> END_KEY =
            new Address<>("agreements.key.end", EndKey.class, Outcome.class);
    public static final Address<ListKeys, KeyList> KEYS =
            new Address<>("agreements.keys", ListKeys.class, KeyList.class);

    public static final Address<Propose, ProposalOutcome> PROPOSE =
            new Address<>("agreements.party.propose", Propose.class, ProposalOutcome.class);
    public static final Address<RuleProposal, Outcome> RULE =
            new Address<>("agreements.party.rule", RuleProposal.class, Outcome.class);
    public static final Address<ListProposals, ProposalList> PROPOSALS =
            new Address<>("agreements.party.proposals", ListProposals.class, ProposalList.class);

    private Parties() {}

    /**
     * Proposes a party that does not exist yet; it does when somebody else has approved.
     *
     * @param body party, keys, addresses and accounts, as they were sent
     */
    public record Propose(String body, String subject) {}

    public sealed interface ProposalOutcome {
        record Proposed(Proposal proposal) implements ProposalOutcome {}

        /** Proposing is none of the subject's business. */
        record Absent() implements ProposalOutcome {}

        record Faulty(List<Misread> faults) implements ProposalOutcome {
            public Faulty {
                faults = List.copyOf(faults);
            }
        }
    }

    /** Approves a proposal, which is checked again as things stand then, or refuses it. */
    public record RuleProposal(String proposal, boolean approved, String subject, String reason) {}

    public record ListProposals(String subject) {}

    /** @param proposals that the subject may rule on or has made, the newest first */
    public record ProposalList(List<Proposal> proposals) {
        public ProposalList {
            proposals = List.copyOf(proposals);
        }
    }

    /** @param body as it was sent */
    public record Proposal(
            String id, String party, String body, String subject, Instant at, Optional<ProposalRuling> ruling) {}

    public record ProposalRuling(boolean approved, String subject, String reason, Instant at) {}

    /**
     * Registers a further key of a party.
     *
     * @param body the statement with its proofs, as it was sent
     * @param steppedUp whether the subject has shown a second factor lately; without it one of the party's present keys must endorse
     */
    public record AddKey(String party, String body, boolean steppedUp, String subject) {}

    /** How a key ends. */
    public enum KeyEnd {
        /** From then on it signs nothing more. */
        RETIRED,
        /** From then on somebody else may have had it: what it signed since does not count. */
        COMPROMISED
    }

    /** @param from for a retirement now or later, for a compromise now or earlier; empty: now */
    public record EndKey(
            String party, String keyId, KeyEnd end, Optional<Instant> from, String subject, String reason) {}

    public record ListKeys(String party) {}

    /** @param keys in the order of their beginning; empty when there is no such party */
    public record KeyList(Optional<List<SigningKey>> keys) {
        public KeyList {
            keys = keys.map(List::copyOf);
        }
    }

    /**
     * A signature counts when it was received within the key's validity.
     *
     * @param publicKey base64url of an Ed25519 key, or of an uncompressed point of P-256
     * @param validFrom empty: since the installation was first configured
     */
    public record SigningKey(
            String id,
            String publicKey,
            Optional<Instant> validFrom,
            Optional<Instant> retiredFrom,
            Optional<Instant> compromisedFrom) {}
}
