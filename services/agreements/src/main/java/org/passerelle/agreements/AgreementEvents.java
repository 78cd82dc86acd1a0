package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;
import org.passerelle.platform.database.Database;

/** What happened to agreements after they were entered, in order; appended, never rewritten. */
record AgreementEvents(Map<String, List<Event>> byAgreement) {
    enum Kind {
        SUSPENDED,
        REINSTATED
    }

    record Event(Kind kind, String party, Instant at, long barrier) {}

    static Future<AgreementEvents> of(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select agreement, kind, party, at, barrier
                from agreement_event where $1::text is null or agreement = $1
                order by position
                """, id).map(rows -> {
            Map<String, List<Event>> events = new HashMap<>();
            for (Row row : rows) {
                events.computeIfAbsent(row.getString("agreement"), first -> new ArrayList<>())
                        .add(new Event(
                                Kind.valueOf(row.getString("kind")),
                                row.getString("party"),
                                row.getOffsetDateTime("at").toInstant(),
                                row.getLong("barrier")));
            }
            return new AgreementEvents(events);
        });
    }

    /** Parties that have suspended the agreement and not yet resumed. */
    TreeSet<String> suspendedBy(String id) {
        TreeSet<String> parties = new TreeSet<>();
        for (Event event : byAgreement.getOrDefault(id, List.of())) {
            switch (event.kind()) {
                case SUSPENDED -> parties.add(event.party());
                case REINSTATED -> parties.remove(event.party());
            }
        }
        return parties;
    }

    /** The last thing that a party did to the agreement. */
    Optional<Event> last(String id, String party) {
        return byAgreement.getOrDefault(id, List.of()).stream()
                .filter(event -> event.party().equals(party))
                .reduce((earlier, later) -> later);
    }

    /** Appends an event and raises the barrier in one statement; answers where the barrier then stands. */
    static Future<Event> append(
            SqlConnection transaction, String id, Kind kind, String party, String subject, String reason, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into agreement_event (agreement, kind, party, subject, reason, at, barrier)
                        values ($1, $2, $3, $4, $5, $6, barrier.raise_barrier($7))
                        returning barrier
                        """,
                        id,
                        kind.name(),
                        party,
                        subject,
                        reason,
                        at.atOffset(ZoneOffset.UTC),
                        "agreement " + id + " " + kind.name().toLowerCase(java.util.Locale.ROOT))
                .map(rows -> new Event(kind, party, at, rows.iterator().next().getLong("barrier")));
    }
}
