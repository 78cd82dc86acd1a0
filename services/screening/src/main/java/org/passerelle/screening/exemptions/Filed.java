package org.passerelle.screening.exemptions;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Exemptions.Done;
import org.passerelle.core.message.Exemptions.Entry;
import org.passerelle.core.message.Exemptions.Kind;
import org.passerelle.core.message.Exemptions.Request;
import org.passerelle.core.message.Exemptions.State;
import org.passerelle.core.screening.Exemption;

/** An exemption as it was asked for, with what was done about it since. */
record Filed(String id, Request asked, Instant at, List<Event> events) {
    Filed {
        events = List.copyOf(events);
    }

    /** @param until of an approval: when it ends by itself */
    record Event(Kind kind, String subject, String reason, Instant at, Optional<Instant> until, long barrier) {}

    Optional<Event> event(Kind kind) {
        return events.stream().filter(event -> event.kind() == kind).findFirst();
    }

    /** When it ends: by itself, or before by somebody; absent while nobody has approved it. */
    Optional<Instant> until() {
        return event(Kind.END).map(Event::at).or(() -> event(Kind.APPROVE).flatMap(Event::until));
    }

    State state(Instant now) {
        if (event(Kind.REVIEW).isPresent()) {
            return State.REVIEWED;
        }
        if (event(Kind.REFUSE).isPresent()) {
            return State.REFUSED;
        }
        return until().map(until -> now.isBefore(until) ? State.LIVE : State.ENDED)
                .orElse(State.REQUESTED);
    }

    /** As it counts in decisions; absent unless somebody has approved it. */
    Optional<Exemption> counting() {
        return event(Kind.APPROVE)
                .map(approval -> new Exemption(
                        id,
                        asked.code(),
                        asked.party(),
                        asked.unit(),
                        asked.recordId(),
                        asked.version(),
                        asked.purpose(),
                        asked.subject(),
                        approval.subject(),
                        approval.at(),
                        until().orElse(approval.at())));
    }

    Entry entry(Instant now) {
        return new Entry(
                id,
                asked.code(),
                asked.unit(),
                asked.recordId(),
                asked.version(),
                asked.purpose(),
                asked.subject(),
                asked.reason(),
                at,
                state(now),
                until(),
                events.stream()
                        .map(event -> new Done(event.kind(), event.subject(), event.reason(), event.at()))
                        .toList());
    }
}
