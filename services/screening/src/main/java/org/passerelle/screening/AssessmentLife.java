package org.passerelle.screening;

import static org.passerelle.core.screening.AssessmentEvent.ACCEPTED;
import static org.passerelle.core.screening.AssessmentEvent.ASSENTED;
import static org.passerelle.core.screening.AssessmentEvent.RETURNED;
import static org.passerelle.core.screening.AssessmentEvent.SUBMITTED;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Dossier;
import org.passerelle.screening.AssessmentEvents.Event;

/**
 * An assessment with everything that happened to it.
 *
 * @param now as it stands after all events
 * @param version the newest
 */
record AssessmentLife(Assessment now, int version, Dossier dossier, List<Event> events) {
    AssessmentLife {
        events = List.copyOf(events);
    }

    /** @param entered the newest version, as it was entered */
    static AssessmentLife of(Assessment entered, int version, Dossier dossier, List<Event> events) {
        return new AssessmentLife(after(entered, events), version, dossier, events);
    }

    /** Where these events lead an assessment that was entered so. */
    static Assessment after(Assessment entered, List<Event> events) {
        // What was configured as suspended is approved when it is reinstated.
        AssessmentState approved =
                entered.state() == AssessmentState.SUSPENDED ? AssessmentState.APPROVED : entered.state();
        Assessment now = entered;
        for (Event event : events) {
            Optional<String> who = Optional.of(event.what().subject());
            boolean hold = now.releaseHold() || event.what().releaseHold();
            switch (event.kind()) {
                case SUBMITTED -> now = now.in(AssessmentState.UNDER_REVIEW);
                case RETURNED -> now = now.decided(AssessmentState.DRAFT, hold, Optional.empty(), now.approver());
                case ACCEPTED -> now = now.decided(now.state(), hold, who, now.approver());
                case APPROVED, APPROVED_CONDITIONAL -> {
                    approved = AssessmentState.valueOf(event.kind().name());
                    now = now.decided(approved, hold, now.reviewer(), who);
                }
                case REFUSED -> now = now.decided(AssessmentState.REFUSED, hold, now.reviewer(), who);
                case SUSPENDED -> now = now.in(AssessmentState.SUSPENDED);
                case REINSTATED -> now = now.in(approved);
                case WITHDRAWN -> now = now.in(AssessmentState.WITHDRAWN);
                case SUPERSEDED -> now = now.in(AssessmentState.SUPERSEDED);
                case ASSENTED, MITIGATED -> {
                    // Neither changes the state: one waits for further persons, the other stands with the mitigation.
                }
            }
        }
        return now;
    }

    /** The last thing that happened. */
    Optional<Event> last() {
        return events.isEmpty() ? Optional.empty() : Optional.of(events.getLast());
    }

    /** Changes with every version and every event. */
    long position() {
        return last().map(Event::position).orElse(0L);
    }

    /** Who asked for the review that is under way. */
    Optional<Event> submitted() {
        return inThisRound(SUBMITTED).stream().findFirst();
    }

    /** The review that accepted what is now to be decided. */
    Optional<Event> accepted() {
        return inThisRound(ACCEPTED).stream().findFirst();
    }

    /** Who has approved what is now to be decided, in order. */
    List<Event> assents() {
        return inThisRound(ASSENTED);
    }

    // A round begins with a submission; what was returned to its author begins another.
    private List<Event> inThisRound(AssessmentEvent kind) {
        if (now.state() != AssessmentState.UNDER_REVIEW) {
            return List.of();
        }
        long begin = events.stream()
                .filter(event -> event.kind() == SUBMITTED || event.kind() == RETURNED)
                .mapToLong(Event::position)
                .max()
                .orElse(0);
        return events.stream()
                .filter(event -> event.position() >= begin && event.kind() == kind)
                .toList();
    }
}
