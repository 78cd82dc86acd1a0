package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/** Notices by the clock what is due in the life of agreements. Several may look at once: whoever locks first does it. */
final class Timekeeper {
    private final Database database;
    private final Clock clock;
    private final NoteOutbox outbox;

    Timekeeper(Database database, Clock clock, NoteOutbox outbox) {
        this.database = database;
        this.clock = clock;
        this.outbox = outbox;
    }

    /** Lets everything happen that is due. */
    Future<Void> look() {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.query("""
                select distinct a.id from agreement a
                where not exists (
                    select from agreement_event e
                    where e.agreement = a.id and e.version = a.version
                    and e.kind in ('SUPERSEDED', 'WITHDRAWN', 'TERMINATED', 'EXPIRED'))
                and (a.state in ('ACTIVE', 'SUSPENDED') or jsonb_array_length(a.terms -> 'parties') = (
                    select count(distinct e.party) from agreement_event e
                    where e.agreement = a.id and e.version = a.version and e.kind = 'SIGNED'))
                and ((a.terms ->> 'validUntil')::timestamptz <= $1
                    or exists (
                        select from agreement_event e where e.agreement = a.id and e.ends_at <= $1)
                    or ((a.terms ->> 'validFrom')::timestamptz <= $1 and a.state not in ('ACTIVE', 'SUSPENDED')
                        and not exists (
                            select from agreement_event e
                            where e.agreement = a.id and e.version = a.version and e.kind = 'ACTIVATED')))
                """, at.atOffset(ZoneOffset.UTC)).compose(rows -> {
            Future<Void> happened = Future.succeededFuture();
            for (Row row : rows) {
                happened = happened.compose(before -> happen(row.getString("id"), at));
            }
            return happened;
        });
    }

    private Future<Void> happen(String id, Instant at) {
        return database.transaction(transaction -> AgreementStore.lock(transaction, id)
                        .compose(locked -> AgreementStore.life(transaction, id))
                        .compose(life -> new TimeEvents(transaction, life.orElseThrow(), at).happen()))
                .onSuccess(event -> outbox.wake())
                .mapEmpty();
    }
}
