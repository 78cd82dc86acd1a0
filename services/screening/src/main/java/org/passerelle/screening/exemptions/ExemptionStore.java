package org.passerelle.screening.exemptions;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Exemptions.Kind;
import org.passerelle.core.message.Exemptions.Request;
import org.passerelle.core.screening.Exemption;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.exemptions.Filed.Event;

/** Exemptions in the database. */
public final class ExemptionStore {
    private static final Map<Kind, String> WORDS =
            Map.of(Kind.APPROVE, "APPROVED", Kind.REFUSE, "REFUSED", Kind.END, "ENDED", Kind.REVIEW, "REVIEWED");

    private ExemptionStore() {}

    /** All that somebody approved and that have not ended before {@code now}; whether they bind is for decisions. */
    public static Future<List<Exemption>> counting(SqlClient client, Instant now) {
        return Database.run(client, """
                        select e.* from exemption e where exists (select from exemption_event v
                            where v.exemption = e.id and v.kind = 'APPROVED' and v.until > $1)
                        order by e.at, e.id
                        """, now.atOffset(ZoneOffset.UTC))
                .compose(rows -> events(client)
                        .map(events -> filed(rows, events).stream()
                                .flatMap(each -> each.counting().stream())
                                .filter(each -> now.isBefore(each.until()))
                                .toList()));
    }

    /** Of these exemptions those whose after-review somebody still owes. */
    public static Future<Map<String, String>> unreviewed(SqlClient client) {
        return Database.run(client, """
                select e.id, e.grantor from exemption e
                where exists (select from exemption_event v where v.exemption = e.id and v.kind = 'APPROVED')
                    and not exists (select from exemption_event v where v.exemption = e.id and v.kind = 'REVIEWED')
                """).map(rows -> {
            Map<String, String> grantors = new HashMap<>();
            rows.forEach(row -> grantors.put(row.getString("id"), row.getString("grantor")));
            return grantors;
        });
    }

    static Future<List<Filed>> of(SqlClient client, String party) {
        return Database.run(client, "select * from exemption where grantor = $1 order by at desc, id", party)
                .compose(rows -> events(client).map(events -> filed(rows, events)));
    }

    /** The exemption, locked until the transaction ends. */
    static Future<Optional<Filed>> locked(SqlConnection transaction, String id) {
        return Database.run(transaction, "select * from exemption where id = $1 for update", id)
                .compose(rows -> events(transaction)
                        .map(events -> filed(rows, events).stream().findFirst()));
    }

    private static List<Filed> filed(Iterable<Row> rows, Map<String, List<Event>> events) {
        List<Filed> filed = new ArrayList<>();
        for (Row row : rows) {
            String id = row.getString("id");
            filed.add(new Filed(
                    id,
                    new Request(
                            row.getString("code"),
                            row.getString("grantor"),
                            row.getString("unit"),
                            row.getString("record_id"),
                            row.getInteger("version"),
                            row.getString("submitter"),
                            row.getString("purpose"),
                            row.getString("requester"),
                            row.getString("reason")),
                    row.getOffsetDateTime("at").toInstant(),
                    events.getOrDefault(id, List.of())));
        }
        return filed;
    }

    private static Future<Map<String, List<Event>>> events(SqlClient client) {
        return Database.run(client, "select * from exemption_event order by position")
                .map(rows -> {
                    Map<String, List<Event>> events = new HashMap<>();
                    for (Row row : rows) {
                        events.computeIfAbsent(row.getString("exemption"), first -> new ArrayList<>())
                                .add(new Event(
                                        kind(row.getString("kind")),
                                        row.getString("subject"),
                                        row.getString("reason"),
                                        row.getOffsetDateTime("at").toInstant(),
                                        Optional.ofNullable(row.getOffsetDateTime("until"))
                                                .map(OffsetDateTime::toInstant),
                                        row.getLong("barrier")));
                    }
                    return events;
                });
    }

    private static Kind kind(String word) {
        return WORDS.entrySet().stream()
                .filter(entry -> entry.getValue().equals(word))
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("no event " + word));
    }

    static Future<Void> enter(SqlConnection transaction, String id, Request asked, Instant at) {
        return Database.run(
                        transaction,
                        """
                        insert into exemption
                            (id, code, grantor, unit, record_id, version, submitter, purpose, requester, reason, at)
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11)
                        """,
                        id,
                        asked.code(),
                        asked.party(),
                        asked.unit(),
                        asked.recordId(),
                        asked.version(),
                        asked.submitter(),
                        asked.purpose(),
                        asked.subject(),
                        asked.reason(),
                        at.atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    /** Appends what was done; what counts in decisions raises the barrier in the same statement. */
    static Future<Long> append(
            SqlConnection transaction,
            String id,
            Kind kind,
            String subject,
            String reason,
            Instant at,
            Optional<Instant> until) {
        String raise = kind == Kind.APPROVE || kind == Kind.END ? "barrier.raise_barrier($7)" : "0 * length($7)";
        return Database.run(
                        transaction,
                        """
                        insert into exemption_event (exemption, kind, subject, reason, at, until, barrier)
                        values ($1, $2, $3, $4, $5, $6, %s) returning barrier
                        """.formatted(raise),
                        id,
                        WORDS.get(kind),
                        subject,
                        reason,
                        at.atOffset(ZoneOffset.UTC),
                        until.map(end -> end.atOffset(ZoneOffset.UTC)).orElse(null),
                        "exemption " + id)
                .map(rows -> rows.iterator().next().getLong("barrier"));
    }
}
