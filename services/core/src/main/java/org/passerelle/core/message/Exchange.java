package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.record.Grant;

/** Questions to the owner of feeds, holds and recall cases. */
public final class Exchange {

    public static final Address<Subscribe, Subscription> SUBSCRIBE =
            new Address<>("exchange.subscribe", Subscribe.class, Subscription.class);
    public static final Address<Read, Items> READ = new Address<>("exchange.read", Read.class, Items.class);
    public static final Address<Drop, Done> DROP = new Address<>("exchange.drop", Drop.class, Done.class);
    public static final Address<Defer, Done> DEFER = new Address<>("exchange.defer", Defer.class, Done.class);
    public static final Address<Delivered, Done> DELIVERED =
            new Address<>("exchange.delivered", Delivered.class, Done.class);
    public static final Address<Acknowledge, AcknowledgeOutcome> ACKNOWLEDGE =
            new Address<>("exchange.acknowledge", Acknowledge.class, AcknowledgeOutcome.class);
    public static final Address<CasesOf, RecallCases> RECALL_CASES =
            new Address<>("exchange.recall-cases", CasesOf.class, RecallCases.class);
    public static final Address<CasesOf, RecallCases> CORRECTION_CASES =
            new Address<>("exchange.correction-cases", CasesOf.class, RecallCases.class);
    public static final Address<OpenHold, Hold> OPEN_HOLD =
            new Address<>("exchange.open-hold", OpenHold.class, Hold.class);
    public static final Address<HoldsFor, Holds> HOLDS = new Address<>("exchange.holds", HoldsFor.class, Holds.class);
    public static final Address<Rule, RuleOutcome> RULE = new Address<>("exchange.rule", Rule.class, RuleOutcome.class);
    public static final Address<Withdraw, RuleOutcome> WITHDRAW =
            new Address<>("exchange.withdraw", Withdraw.class, RuleOutcome.class);
    public static final Address<GrantsFor, Grants> GRANTS =
            new Address<>("exchange.grants", GrantsFor.class, Grants.class);
    public static final Address<GrantsOf, Grants> GRANTS_OF =
            new Address<>("exchange.grants-of", GrantsOf.class, Grants.class);
    public static final Address<GrantedTo, Granted> GRANTED =
            new Address<>("exchange.granted", GrantedTo.class, Granted.class);

    private Exchange() {}

    /** Finds or makes the subscription of an account for a purpose; a new one starts now (no backfill). */
    public record Subscribe(String subject, String party, Optional<String> unit, String purpose) {}

    /** @param since feed position at which it began */
    public record Subscription(long id, long since) {}

    /** Items after a position that this subscription has not dropped; notices only for its party. */
    public record Read(long subscription, String party, long after, int limit) {}

    public record Items(List<Item> items) {}

    /** An entry of the feed log, still undecided. */
    public sealed interface Item {
        long position();

        /** A record version to offer; decided at delivery. */
        record Offer(long position, String recordId, int version) implements Item {}

        /**
         * A notice to a party that received the record.
         *
         * @param disclosureId the recipient's own
         * @param version that the recipient received
         * @param releaser of the record, whose log takes the notice beside the recipient's
         * @param verb recalled or corrected
         * @param affected the recipient's own records that derive from it
         */
        record Notice(
                long position,
                String noticeId,
                String disclosureId,
                String verb,
                String recordId,
                int version,
                String releaser,
                String subject,
                List<String> affected,
                Instant dueAt)
                implements Item {}

        /**
         * What happened to an agreement, for one of its parties.
         *
         * @param hash of its terms, as the agreement's signatures cite it
         * @param by party that brought it about; empty for what came by time
         * @param endsAt when a notice of termination runs out
         */
        record AgreementNotice(
                long position,
                String noticeId,
                String agreement,
                int version,
                String hash,
                AgreementEvent event,
                String by,
                Instant at,
                Optional<Instant> endsAt)
                implements Item {}

        /**
         * A reminder to a party of what somebody there must do.
         *
         * @param about what the task is about; a feed tells it only where {@link Tasks.Kind#named}
         * @param roles of which one must see to it
         * @param due whether the date has come
         */
        record TaskNotice(
                long position,
                String noticeId,
                String task,
                Tasks.Kind what,
                String about,
                Set<String> roles,
                Instant dueAt,
                boolean due)
                implements Item {
            public TaskNotice {
                roles = Set.copyOf(roles);
            }
        }
    }

    /** What was denied at delivery never comes back to this subscription. */
    public record Drop(long subscription, List<Long> positions) {}

    /** What is offered again, to whoever of the subscription's party and unit reads for its purpose, when it may leave. */
    public record Defer(long subscription, List<Deferred> deferred) {}

    /** @param due when an embargo or a delay is over */
    public record Deferred(String recordId, int version, Instant due) {}

    /** Notices that were handed to the recipient. */
    public record Delivered(List<String> noticeIds) {}

    public record Acknowledge(String noticeId, String party, String subject) {}

    public sealed interface AcknowledgeOutcome {
        record Acknowledged(Instant at) implements AcknowledgeOutcome {}

        record Absent() implements AcknowledgeOutcome {}
    }

    /** Cases of recalls or corrections of records that {@code party} released; all of them, or of one record. */
    public record CasesOf(String party, Optional<String> recordId) {}

    public record RecallCases(List<RecallCase> cases) {}

    /** @param reason empty for a correction */
    public record RecallCase(String recordId, String reason, Instant at, List<NoticeState> notices) {}

    /**
     * What the releaser is told of a notice; what the recipient made of the record is not among it.
     *
     * @param state pending, delivered, acknowledged, overdue or escalated
     */
    public record NoticeState(String noticeId, String party, String disclosureId, String state, Instant dueAt) {}

    /**
     * Opens a hold, or finds the open one of the same record version, portion, recipient, purpose, action, code and matter.
     *
     * @param matter what is to be ruled on, as {@code Detail.matter} names it
     */
    public record OpenHold(
            Code code,
            String matter,
            String recordId,
            int version,
            String portionId,
            String releaser,
            String recipient,
            Optional<String> recipientUnit,
            String requester,
            String purpose,
            Action action,
            List<Ruler> rulers) {}

    public record Hold(String id, OpenHold about, Instant openedAt, String state) {}

    /** Open holds that this account may rule. */
    public record HoldsFor(String subject, String party, List<String> roles) {}

    public record Holds(List<Hold> holds) {}

    /** @param allow false: refused, the hold is closed */
    public record Rule(
            String holdId,
            String subject,
            String party,
            List<String> roles,
            boolean allow,
            String reason,
            Instant expiresAt) {}

    /** Takes back what the ruler's party allowed; the hold's grants count no longer, whoever else allowed it. */
    public record Withdraw(String holdId, String subject, String party, List<String> roles, String reason) {}

    public sealed interface RuleOutcome {
        /** Durable, and the barrier has risen. */
        record Ruled(Hold hold, long barrier) implements RuleOutcome {}

        record Absent() implements RuleOutcome {}

        /** Separation of duties (HRDDP H8) or an earlier ruling forbids it. */
        record NotPossible(String reason) implements RuleOutcome {}
    }

    /** Grants on file for a record and a recipient party. */
    public record GrantsFor(List<String> recordIds, String recipient) {}

    public record Grants(List<Grant> grants) {}

    /** Grants that are live at an instant, on records of a releaser for these recipients; at most {@code limit}. */
    public record GrantsOf(String releaser, List<String> recipients, Instant at, int limit) {}

    /** Which records there are live grants on for a recipient party. */
    public record GrantedTo(String recipient, Instant at) {}

    public record Granted(Set<String> recordIds) {
        public Granted {
            recordIds = Set.copyOf(recordIds);
        }
    }
}
