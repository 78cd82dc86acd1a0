package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Lifecycle;
import org.passerelle.core.message.Agreements.Event;

/** What time brings to one agreement, which is locked: activation of what all have signed, the end of a notice, expiry. */
final class TimeEvents {
    /** Who did it, in the history. */
    private static final String SUBJECT = "agreements";

    private final SqlConnection transaction;
    private final AgreementLife life;
    private final Instant at;

    TimeEvents(SqlConnection transaction, AgreementLife life, Instant at) {
        this.transaction = transaction;
        this.life = life;
        this.at = at;
    }

    /** Lets happen what is due; answers the last of it, which raised the barrier. */
    Future<Optional<Event>> happen() {
        Future<Optional<Event>> last = Future.succeededFuture(Optional.empty());
        for (Event event : due()) {
            last = last.compose(
                    before -> Happening.append(transaction, life.id(), event).map(Optional::of));
        }
        return last;
    }

    // At most one of these raises the barrier, and it stands last.
    private List<Event> due() {
        List<Event> due = new ArrayList<>();
        for (AgreementVersion version : life.versions()) {
            if (possible(version, AgreementEvent.TERMINATED, endsAt())) {
                due.add(event(AgreementEvent.TERMINATED, version, "the notice has run out"));
            } else if (possible(
                    version,
                    AgreementEvent.EXPIRED,
                    Optional.of(version.agreement().validUntil()))) {
                due.add(event(AgreementEvent.EXPIRED, version, "its validity has ended"));
            } else if (possible(
                    version,
                    AgreementEvent.ACTIVATED,
                    Optional.of(version.agreement().validFrom()))) {
                life.deciding()
                        .filter(before -> possible(before, AgreementEvent.SUPERSEDED, Optional.empty()))
                        .ifPresent(before -> due.add(event(
                                AgreementEvent.SUPERSEDED, before, "version " + version.number() + " took effect")));
                due.add(event(AgreementEvent.ACTIVATED, version, "signed by every party"));
            }
        }
        return due;
    }

    private Optional<Instant> endsAt() {
        return life.endsAt();
    }

    private boolean possible(AgreementVersion version, AgreementEvent event, Optional<Instant> from) {
        boolean due = from.filter(time -> !at.isBefore(time)).isPresent();
        AgreementState state = life.told(version);
        Lifecycle.Facts facts = new ActFacts(life, Duties.NOBODYS, at).byTime(version, due);
        return Lifecycle.after(state, event, facts) instanceof Lifecycle.Outcome.Becomes;
    }

    private Event event(AgreementEvent event, AgreementVersion version, String reason) {
        return new Event(event, version.number(), "", SUBJECT, reason, at, Optional.empty(), Optional.empty());
    }
}
