package org.passerelle.agreements;

import java.time.Instant;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements.Event;

/**
 * The whole life of one agreement: its versions, oldest first, and what happened to them. What stands is read out of what happened;
 * no state is kept.
 */
record AgreementLife(String id, List<AgreementVersion> versions, List<Event> events) {
    private static final Set<AgreementEvent> SUPERSEDING = Set.of(AgreementEvent.REVISED, AgreementEvent.COUNTERED);

    AgreementLife {
        versions = List.copyOf(versions);
        events = List.copyOf(events);
    }

    AgreementVersion version(int number) {
        return versions.stream()
                .filter(version -> version.number() == number)
                .findFirst()
                .orElseThrow();
    }

    AgreementVersion newest() {
        return versions.getLast();
    }

    Stream<Event> of(int version, AgreementEvent event) {
        return events.stream().filter(each -> each.version() == version && each.event() == event);
    }

    /** Parties that have suspended the agreement and not yet resumed. */
    Set<String> suspendedBy() {
        Set<String> parties = new TreeSet<>();
        for (Event event : events) {
            if (event.event() == AgreementEvent.SUSPENDED) {
                parties.add(event.party());
            } else if (event.event() == AgreementEvent.REINSTATED) {
                parties.remove(event.party());
            }
        }
        return parties;
    }

    /** The last of these events that a party brought about. */
    Optional<Event> last(String party, Predicate<AgreementEvent> of) {
        return events.stream()
                .filter(event -> event.party().equals(party) && of.test(event.event()))
                .reduce((earlier, later) -> later);
    }

    /** When a notice of termination runs out, whoever gave it: the earliest counts. */
    Optional<Instant> endsAt() {
        return events.stream().flatMap(event -> event.endsAt().stream()).min(Comparator.naturalOrder());
    }

    /** Account by party of those who brought the event about. */
    Map<String, String> by(int version, AgreementEvent event) {
        Map<String, String> accounts = new LinkedHashMap<>();
        of(version, event).forEach(each -> accounts.put(each.party(), each.subject()));
        return accounts;
    }

    /** The state of a version at an instant. */
    AgreementState state(AgreementVersion version, Instant at) {
        AgreementState told = told(version);
        boolean bound = switch (told) {
            case SIGNED, ACTIVE, SUSPENDED -> true;
            case DRAFT, PROPOSED, COUNTERED, AGREED, SUPERSEDED, WITHDRAWN, TERMINATED, EXPIRED -> false;
        };
        if (!bound) {
            return told;
        }
        // Ahead of the event that will tell it: what is over never waits for anybody to notice.
        if (endsAt().filter(ends -> !at.isBefore(ends)).isPresent()) {
            return AgreementState.TERMINATED;
        }
        if (!at.isBefore(version.agreement().validUntil())) {
            return AgreementState.EXPIRED;
        }
        return told == AgreementState.ACTIVE && !suspendedBy().isEmpty() ? AgreementState.SUSPENDED : told;
    }

    /** The state of a version by what happened alone; suspensions are the agreement's. */
    AgreementState told(AgreementVersion version) {
        AgreementState state = entered(version);
        for (Event event : events) {
            boolean replaced = SUPERSEDING.contains(event.event())
                    && event.version() != version.number()
                    && version(event.version()).basis().equals(Optional.of(version.number()));
            if (replaced) {
                return AgreementState.SUPERSEDED;
            }
            if (event.version() == version.number()) {
                state = after(state, event, version);
            }
        }
        return state;
    }

    // Suspension is what parties did, not a state that an agreement was entered in.
    private static AgreementState entered(AgreementVersion version) {
        AgreementState state = version.agreement().state();
        return state == AgreementState.SUSPENDED ? AgreementState.ACTIVE : state;
    }

    private AgreementState after(AgreementState state, Event event, AgreementVersion version) {
        Set<String> parties = version.agreement().parties();
        return switch (event.event()) {
            case DRAFTED, REVISED, COUNTERED, AMENDED, NOTICED, SUSPENDED, REINSTATED -> state;
            case PROPOSED -> AgreementState.PROPOSED;
            case WITHDRAWN -> AgreementState.WITHDRAWN;
            case APPROVED ->
                by(version.number(), AgreementEvent.APPROVED).keySet().containsAll(parties)
                        ? AgreementState.AGREED
                        : state;
            case SIGNED ->
                by(version.number(), AgreementEvent.SIGNED).keySet().containsAll(parties)
                        ? AgreementState.SIGNED
                        : state;
            case ACTIVATED -> AgreementState.ACTIVE;
            case SUPERSEDED -> AgreementState.SUPERSEDED;
            case TERMINATED -> AgreementState.TERMINATED;
            case EXPIRED -> AgreementState.EXPIRED;
        };
    }

    /** The version that decides, or did last: the newest that ever took effect. */
    Optional<AgreementVersion> deciding() {
        return versions.stream().filter(this::tookEffect).reduce((earlier, later) -> later);
    }

    private boolean tookEffect(AgreementVersion version) {
        boolean atOnce = switch (version.agreement().state()) {
            case ACTIVE, SUSPENDED, TERMINATED, EXPIRED -> true;
            case DRAFT, PROPOSED, COUNTERED, AGREED, SIGNED, SUPERSEDED, WITHDRAWN -> false;
        };
        return atOnce
                || of(version.number(), AgreementEvent.ACTIVATED).findAny().isPresent();
    }

    /** Versions in one of these states, the newest last. */
    Stream<AgreementVersion> in(Set<AgreementState> states, Instant at) {
        return versions.stream().filter(version -> states.contains(state(version, at)));
    }

    /** Whether a party may know of a version: its own, and those that were ever on the table or in force. */
    boolean visible(AgreementVersion version, String party) {
        return version.agreement().parties().contains(party)
                && (shown(version) || version.party().equals(party));
    }

    /** Whether a version was ever on the table or in force. */
    boolean shown(AgreementVersion version) {
        return version.agreement().state() != AgreementState.DRAFT
                || of(version.number(), AgreementEvent.PROPOSED).findAny().isPresent();
    }

    /** Accounts of a party that wrote or proposed terms in the negotiation that led to a version. */
    Set<String> hands(AgreementVersion version, String party) {
        Set<String> hands = new TreeSet<>();
        Optional<AgreementVersion> at = Optional.of(version);
        while (at.isPresent()) {
            AgreementVersion here = at.get();
            boolean first = false;
            for (Event event : events) {
                if (event.version() == here.number()) {
                    boolean wrote = switch (event.event()) {
                        case DRAFTED, REVISED, PROPOSED, COUNTERED, AMENDED -> true;
                        case WITHDRAWN, APPROVED, SIGNED, ACTIVATED, SUPERSEDED -> false;
                        case SUSPENDED, REINSTATED, NOTICED, TERMINATED, EXPIRED -> false;
                    };
                    if (wrote && event.party().equals(party)) {
                        hands.add(event.subject());
                    }
                    first |= event.event() == AgreementEvent.DRAFTED || event.event() == AgreementEvent.AMENDED;
                }
            }
            at = first ? Optional.empty() : here.basis().map(this::version);
        }
        return hands;
    }

    /** A version in the state in which it is at an instant. */
    Agreement agreement(AgreementVersion version, Instant at) {
        return version.agreement().in(state(version, at)).suspended(suspendedBy());
    }

    /** When a version took effect, by the barrier; 0 for what the first configuration entered. */
    long since(AgreementVersion version) {
        return of(version.number(), AgreementEvent.ACTIVATED)
                .flatMap(event -> event.barrier().stream())
                .reduce(0L, Math::max);
    }
}
