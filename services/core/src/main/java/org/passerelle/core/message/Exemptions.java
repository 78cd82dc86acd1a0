package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Questions to the owner of exemptions (HRDDP H7). */
public final class Exemptions {

    public static final Address<Request, Outcome> REQUEST =
            new Address<>("screening.request-exemption", Request.class, Outcome.class);
    public static final Address<Act, Outcome> ACT =
            new Address<>("screening.act-on-exemption", Act.class, Outcome.class);
    public static final Address<Of, Listed> LIST = new Address<>("screening.exemptions", Of.class, Listed.class);

    private Exemptions() {}

    /**
     * Asks for an exemption; nothing is released by asking.
     *
     * @param code one that is configured and enabled
     * @param party that released the record and asks
     * @param submitter account that submitted that version of the record
     */
    public record Request(
            String code,
            String party,
            String unit,
            String recordId,
            int version,
            String submitter,
            String purpose,
            String subject,
            String reason) {}

    /** What may be done about one, in this order; an end takes back what was approved. */
    public enum Kind {
        APPROVE,
        REFUSE,
        END,
        REVIEW
    }

    /** @param roles of the subject */
    public record Act(Kind kind, String id, String party, String subject, Set<String> roles, String reason) {
        public Act {
            roles = Set.copyOf(roles);
        }
    }

    public sealed interface Outcome {
        /** @param barrier from which it counts; 0 where nothing changed for decisions */
        record Done(Entry entry, long barrier) implements Outcome {}

        record Absent() implements Outcome {}

        /** The configuration, the state or separation of duties (HRDDP H8) does not allow it. */
        record NotPossible(String reason) implements Outcome {}
    }

    /** Those of a party, the newest first. */
    public record Of(String party) {}

    public record Listed(List<Entry> entries) {
        public Listed {
            entries = List.copyOf(entries);
        }
    }

    /** Where an exemption stands at an instant. */
    public enum State {
        REQUESTED,
        REFUSED,
        LIVE,
        ENDED,
        REVIEWED
    }

    /**
     * @param until when it ends, or ended, by itself or by somebody; absent while nobody has approved it
     * @param acts what was done about it, in order
     */
    public record Entry(
            String id,
            String code,
            String unit,
            String recordId,
            int version,
            String purpose,
            String requester,
            String reason,
            Instant requestedAt,
            State state,
            Optional<Instant> until,
            List<Done> acts) {
        public Entry {
            acts = List.copyOf(acts);
        }
    }

    public record Done(Kind kind, String subject, String reason, Instant at) {}
}
