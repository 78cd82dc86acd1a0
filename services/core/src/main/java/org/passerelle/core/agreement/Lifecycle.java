package org.passerelle.core.agreement;

import java.util.Optional;

/** What becomes of a version of an agreement: a pure function of its state, what is to happen, and who does it. */
public final class Lifecycle {
    private Lifecycle() {}

    /** Why something does not happen: a closed list. */
    public enum Refusal {
        /** Whoever asks is no party to these terms, or may not see them yet: as if they did not exist. */
        ABSENT,
        /** None of the roles that the duty asks for. */
        ROLE,
        /** Not in this state. */
        STATE,
        /** The terms on the table are the own ones. */
        OWN_TERMS,
        /** Nobody approves, or from a higher ceiling signs, what they wrote. */
        OWN_WORK,
        /** Nobody signs what they approved. */
        SAME_PERSON,
        /** The party has done so before, or another version is being negotiated. */
        ALREADY,
        /** Only who suspended reinstates. */
        NOT_SUSPENDED,
        /** The validity that the terms name has ended. */
        OVER,
        /** The time has not come. */
        NOT_DUE
    }

    /**
     * What counts of who acts and of what was done before.
     *
     * @param party acts for a party to the terms, or it comes by time
     * @param role holds a role of the duty, or it comes by time
     * @param author the terms are those of the own party
     * @param hand has written or proposed terms for the own party in this negotiation
     * @param done the own party has approved, signed, suspended or given notice; for AMENDED and PROPOSED: another version is being
     *     negotiated
     * @param approver has approved these terms for the own party
     * @param last with this every party has approved or signed; for ACTIVATED and REINSTATED: no party (any longer) suspends
     * @param due its time has come
     * @param over the validity of the terms has ended
     * @param persons how many different persons of a party must stand behind it, 1 to 3
     */
    public record Facts(
            boolean party,
            boolean role,
            boolean author,
            boolean hand,
            boolean done,
            boolean approver,
            boolean last,
            boolean due,
            boolean over,
            int persons) {}

    /** What comes of it. */
    public sealed interface Outcome {
        /** The state of the version from now on. */
        record Becomes(AgreementState state) implements Outcome {}

        record Refused(Refusal refusal) implements Outcome {}
    }

    /** What comes of {@code event}; nothing has happened where it is refused. */
    public static Outcome after(AgreementState state, AgreementEvent event, Facts facts) {
        if (!facts.party() || (state == AgreementState.DRAFT && !facts.author())) {
            return refused(Refusal.ABSENT);
        }
        if (!facts.role()) {
            return refused(Refusal.ROLE);
        }
        if (!possible(state, event)) {
            return refused(Refusal.STATE);
        }
        return objection(event, facts)
                .<Outcome>map(Outcome.Refused::new)
                .orElseGet(() -> new Outcome.Becomes(next(state, event, facts)));
    }

    private static Outcome refused(Refusal refusal) {
        return new Outcome.Refused(refusal);
    }

    private static boolean possible(AgreementState state, AgreementEvent event) {
        return switch (state) {
            case DRAFT ->
                switch (event) {
                    case REVISED, PROPOSED, WITHDRAWN -> true;
                    case DRAFTED, COUNTERED, APPROVED, SIGNED, ACTIVATED, AMENDED, SUPERSEDED -> false;
                    case SUSPENDED, REINSTATED, NOTICED, TERMINATED, EXPIRED -> false;
                };
            case PROPOSED, COUNTERED ->
                switch (event) {
                    case COUNTERED, WITHDRAWN, APPROVED -> true;
                    case DRAFTED, REVISED, PROPOSED, SIGNED, ACTIVATED, AMENDED, SUPERSEDED -> false;
                    case SUSPENDED, REINSTATED, NOTICED, TERMINATED, EXPIRED -> false;
                };
            case AGREED -> event == AgreementEvent.SIGNED || event == AgreementEvent.WITHDRAWN;
            case SIGNED ->
                switch (event) {
                    case ACTIVATED, NOTICED, TERMINATED, EXPIRED -> true;
                    case DRAFTED, REVISED, PROPOSED, COUNTERED, WITHDRAWN, APPROVED, SIGNED -> false;
                    case AMENDED, SUPERSEDED, SUSPENDED, REINSTATED -> false;
                };
            case ACTIVE -> inForce(event) || event == AgreementEvent.SUSPENDED;
            case SUSPENDED -> inForce(event) || event == AgreementEvent.SUSPENDED || event == AgreementEvent.REINSTATED;
            case SUPERSEDED, WITHDRAWN, TERMINATED, EXPIRED -> false;
        };
    }

    private static boolean inForce(AgreementEvent event) {
        return switch (event) {
            case AMENDED, SUPERSEDED, NOTICED, TERMINATED, EXPIRED -> true;
            case DRAFTED, REVISED, PROPOSED, COUNTERED, WITHDRAWN, APPROVED, SIGNED, ACTIVATED -> false;
            case SUSPENDED, REINSTATED -> false;
        };
    }

    private static Optional<Refusal> objection(AgreementEvent event, Facts facts) {
        return switch (event) {
            case PROPOSED -> when(facts.over(), Refusal.OVER).or(() -> when(facts.done(), Refusal.ALREADY));
            case COUNTERED -> when(facts.author(), Refusal.OWN_TERMS);
            case APPROVED ->
                when(facts.over(), Refusal.OVER)
                        .or(() -> when(facts.done(), Refusal.ALREADY))
                        .or(() -> when(facts.persons() > 1 && facts.hand(), Refusal.OWN_WORK));
            case SIGNED ->
                when(facts.over(), Refusal.OVER)
                        .or(() -> when(facts.done(), Refusal.ALREADY))
                        .or(() -> when(facts.persons() > 1 && facts.approver(), Refusal.SAME_PERSON))
                        .or(() -> when(facts.persons() > 2 && facts.hand(), Refusal.OWN_WORK));
            case AMENDED, SUSPENDED, NOTICED -> when(facts.done(), Refusal.ALREADY);
            case REINSTATED -> when(!facts.done(), Refusal.NOT_SUSPENDED);
            case ACTIVATED, TERMINATED, EXPIRED -> when(!facts.due(), Refusal.NOT_DUE);
            case DRAFTED, REVISED, WITHDRAWN, SUPERSEDED -> Optional.empty();
        };
    }

    private static Optional<Refusal> when(boolean so, Refusal refusal) {
        return so ? Optional.of(refusal) : Optional.empty();
    }

    private static AgreementState next(AgreementState state, AgreementEvent event, Facts facts) {
        return switch (event) {
            case DRAFTED, AMENDED, NOTICED -> state;
            case REVISED, COUNTERED, SUPERSEDED -> AgreementState.SUPERSEDED;
            case PROPOSED -> AgreementState.PROPOSED;
            case WITHDRAWN -> AgreementState.WITHDRAWN;
            case APPROVED -> facts.last() ? AgreementState.AGREED : state;
            case SIGNED -> facts.last() ? AgreementState.SIGNED : state;
            case ACTIVATED, REINSTATED -> facts.last() ? AgreementState.ACTIVE : AgreementState.SUSPENDED;
            case SUSPENDED -> AgreementState.SUSPENDED;
            case TERMINATED -> AgreementState.TERMINATED;
            case EXPIRED -> AgreementState.EXPIRED;
        };
    }
}
