package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.json.JsonArray;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.message.Agreements.Event;
import org.passerelle.core.message.Agreements.Tidings;
import org.passerelle.core.message.Agreements.Told;
import org.passerelle.core.message.Agreements.ToldAfter;
import org.passerelle.platform.database.Database;

/** What happened to agreements, in order; appended, never rewritten. */
final class AgreementEvents {
    private AgreementEvents() {}

    /** By agreement; of one, or of all. */
    static Future<Map<String, List<Event>>> of(SqlClient client, @Nullable String id) {
        return Database.run(client, """
                select agreement, version, kind, party, subject, reason, at, barrier, ends_at
                from agreement_event where $1::text is null or agreement = $1
                order by position
                """, id).map(AgreementEvents::byAgreement);
    }

    /** By agreement, of all: whatever says how each stands now; of its suspensions and reinstatements the last of each party. */
    static Future<Map<String, List<Event>>> standing(SqlClient client) {
        return Database.run(client, """
                select agreement, version, kind, party, subject, reason, at, barrier, ends_at from (
                    select * from agreement_event where kind not in ('SUSPENDED', 'REINSTATED')
                    union all (
                        select distinct on (agreement, party) * from agreement_event
                        where kind in ('SUSPENDED', 'REINSTATED')
                        order by agreement, party, position desc)
                ) as standing
                order by position
                """).map(AgreementEvents::byAgreement);
    }

    private static Map<String, List<Event>> byAgreement(RowSet<Row> rows) {
        Map<String, List<Event>> events = new HashMap<>();
        rows.forEach(row -> events.computeIfAbsent(row.getString("agreement"), first -> new ArrayList<>())
                .add(event(row)));
        return events;
    }

    private static Event event(Row row) {
        return new Event(
                AgreementEvent.valueOf(row.getString("kind")),
                row.getInteger("version"),
                row.getString("party"),
                row.getString("subject"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant(),
                Optional.ofNullable(row.getLong("barrier")),
                Optional.ofNullable(row.getOffsetDateTime("ends_at")).map(ends -> ends.toInstant()));
    }

    /** What the parties are told of, in the order of commits: whoever appends keeps others from appending until then. */
    static Future<Told> told(SqlClient client, ToldAfter asked) {
        String[] kinds = Stream.of(AgreementEvent.values())
                .filter(AgreementEvent::told)
                .map(AgreementEvent::name)
                .toArray(String[]::new);
        return Database.run(client, """
                        select e.position, e.agreement, e.version, e.kind, e.party, e.subject, e.reason, e.at, e.barrier, e.ends_at,
                               a.hash, a.terms -> 'parties' as parties
                        from agreement_event e join agreement a on a.id = e.agreement and a.version = e.version
                        where e.position > $1 and e.kind = any($2)
                        order by e.position limit $3
                        """, asked.position(), kinds, asked.limit()).map(rows -> {
            List<Tidings> tidings = new ArrayList<>();
            rows.forEach(row -> tidings.add(new Tidings(
                    row.getLong("position"),
                    row.getString("agreement"),
                    row.getString("hash"),
                    parties(row.getJsonArray("parties")),
                    event(row))));
            return new Told(tidings);
        });
    }

    private static Set<String> parties(JsonArray parties) {
        return parties.stream().map(String::valueOf).collect(Collectors.toUnmodifiableSet());
    }

    /**
     * Appends an event, and keeps other events out until the commit, so that positions become visible in their order; what changes
     * decisions raises the barrier in the same statement, and must therefore come last.
     *
     * @return the event with where the barrier then stands
     */
    static Future<Event> append(SqlConnection transaction, String id, Event event) {
        String rising = "agreement " + id + " " + event.event().name().toLowerCase(Locale.ROOT);
        return Database.run(
                        transaction, "select pg_advisory_xact_lock(hashtextextended('passerelle.agreement-events', 0))")
                .compose(alone -> insert(transaction, id, event, rising));
    }

    private static Future<Event> insert(SqlConnection transaction, String id, Event event, String rising) {
        return Database.run(
                        transaction,
                        """
                        insert into agreement_event
                            (agreement, version, kind, party, subject, reason, at, ends_at, barrier)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, case when $9 then barrier.raise_barrier($10) end)
                        returning barrier
                        """,
                        id,
                        event.version(),
                        event.event().name(),
                        event.party(),
                        event.subject(),
                        event.reason(),
                        event.at().atOffset(ZoneOffset.UTC),
                        event.endsAt()
                                .map(ends -> ends.atOffset(ZoneOffset.UTC))
                                .orElse(null),
                        event.event().decides(),
                        rising)
                .map(rows -> new Event(
                        event.event(),
                        event.version(),
                        event.party(),
                        event.subject(),
                        event.reason(),
                        event.at(),
                        Optional.ofNullable(rows.iterator().next().getLong("barrier")),
                        event.endsAt()));
    }
}
