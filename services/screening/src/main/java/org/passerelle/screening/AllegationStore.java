package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
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
import org.jspecify.annotations.Nullable;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.Happening;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.screening.AllegationSeal.Place;

/**
 * Allegations as they were reported, and what happened to them since; appended, never rewritten (HRDDP H11). Reasons are sealed, and are
 * opened for those alone who are told of them.
 */
final class AllegationStore {
    private static final String EVENTS = """
            select e.allegation, e.position, e.happening, e.status, e.grading, e.statement, e.subject, e.at, e.barrier,
                e.sealed, k.wrapped, k.wrapped_under
            from allegation_event e left join data_key k on k.about = 'reason ' || e.allegation || ' ' || e.position
            where $1::text is null or e.allegation = $1 order by e.position
            """;

    private AllegationStore() {}

    /** Reads why something happened to an allegation. */
    private interface Reasons {
        Reasons NONE = (allegation, row) -> "";

        String of(Allegation allegation, Row row);

        static Reasons opened(AllegationSeal seal) {
            return (allegation, row) -> seal.openReason(
                            Place.reason(allegation.id(), row.getLong("position"), allegation.assessor()), row)
                    .orElse("");
        }
    }

    /**
     * An allegation as it was reported.
     *
     * @param allegation with the grading and the status of the report
     * @param subject who reported it
     */
    record Reported(
            Allegation allegation,
            Optional<String> category,
            Optional<String> record,
            String subject,
            Instant at,
            long barrier) {}

    /** An allegation with what happened to it, oldest first; the first event is the report. */
    record Known(Reported reported, List<Event> history) {
        Known {
            history = List.copyOf(history);
        }

        Event last() {
            return history.getLast();
        }

        /** With the grading and the status in force. */
        Allegation now() {
            return as(reported.allegation(), last().grading(), last().status());
        }
    }

    /** The allegation in another grading and status. */
    static Allegation as(Allegation allegation, Grading grading, Status status) {
        return new Allegation(
                allegation.id(),
                allegation.assessor(),
                allegation.unit(),
                allegation.commander(),
                allegation.allegedAt(),
                allegation.reportedAt(),
                grading,
                status);
    }

    /** All as they stand now, for the policy. */
    static Future<List<Allegation>> all(SqlClient client) {
        return known(client, null, Reasons.NONE)
                .map(all -> all.stream().map(Known::now).toList());
    }

    /** All with their history, by id. */
    static Future<List<Known>> told(SqlClient client, AllegationSeal seal) {
        return known(client, null, Reasons.opened(seal));
    }

    static Future<Optional<Known>> told(SqlClient client, AllegationSeal seal, String id) {
        return first(known(client, id, Reasons.opened(seal)));
    }

    /** One with what happened to it, without the reasons. */
    static Future<Optional<Known>> one(SqlClient client, String id) {
        return first(known(client, id, Reasons.NONE));
    }

    private static Future<Optional<Known>> first(Future<List<Known>> found) {
        return found.map(all -> all.stream().findFirst());
    }

    /** Keeps others from changing the allegation until the transaction ends. */
    static Future<Void> lock(SqlConnection transaction, String id) {
        return Database.run(transaction, "select 1 from allegation where id = $1 for update", id)
                .mapEmpty();
    }

    private static Future<List<Known>> known(SqlClient client, @Nullable String id, Reasons reasons) {
        return Database.run(client, """
                select id, body::text as body, category, record, subject, at, barrier
                from allegation where $1::text is null or id = $1 order by id
                """, id)
                .compose(reported -> events(client, id).map(events -> {
                    List<Known> all = new ArrayList<>();
                    reported.forEach(row -> all.add(known(row, events, reasons)));
                    return all;
                }));
    }

    private static Known known(Row row, Map<String, List<Row>> events, Reasons reasons) {
        Reported reported = new Reported(
                Json.read(row.getString("body"), Allegation.class),
                Optional.ofNullable(row.getString("category")),
                Optional.ofNullable(row.getString("record")),
                row.getString("subject"),
                row.getOffsetDateTime("at").toInstant(),
                row.getLong("barrier"));
        Allegation allegation = reported.allegation();
        List<Event> history = new ArrayList<>();
        history.add(new Event(
                Happening.REPORTED,
                allegation.status(),
                allegation.grading(),
                Optional.of(allegation.id()),
                reported.subject(),
                "",
                reported.at(),
                reported.barrier()));
        for (Row event : events.getOrDefault(allegation.id(), List.of())) {
            history.add(event(event, allegation, reasons));
        }
        return new Known(reported, history);
    }

    private static Event event(Row row, Allegation reported, Reasons reasons) {
        return new Event(
                Happening.valueOf(row.getString("happening")),
                Status.valueOf(row.getString("status")),
                Optional.ofNullable(row.getString("grading")).map(Grading::new).orElse(reported.grading()),
                Optional.ofNullable(row.getString("statement")),
                row.getString("subject"),
                reasons.of(reported, row),
                row.getOffsetDateTime("at").toInstant(),
                row.getLong("barrier"));
    }

    private static Future<Map<String, List<Row>>> events(SqlClient client, @Nullable String id) {
        return Database.run(client, EVENTS, id).map(rows -> {
            Map<String, List<Row>> events = new HashMap<>();
            rows.forEach(row -> events.computeIfAbsent(row.getString("allegation"), first -> new ArrayList<>())
                    .add(row));
            return events;
        });
    }

    /** Enters an allegation and raises the barrier in one statement; answers where the barrier then stands. */
    static Future<Long> enter(SqlConnection transaction, Reported reported) {
        Allegation allegation = reported.allegation();
        return Database.run(
                        transaction,
                        """
                        insert into allegation (id, assessor, unit, commander, body, category, record, subject, at, barrier)
                        values ($1, $2, $3, $4, $5::text::jsonb, $6, $7, $8, $9, barrier.raise_barrier($10))
                        returning barrier
                        """,
                        allegation.id(),
                        allegation.assessor(),
                        allegation.unit().orElse(null),
                        allegation.commander().orElse(null),
                        Json.write(allegation),
                        reported.category().orElse(null),
                        reported.record().orElse(null),
                        reported.subject(),
                        reported.at().atOffset(ZoneOffset.UTC),
                        "allegation " + allegation.id() + " reported")
                .map(rows -> rows.iterator().next().getLong("barrier"));
    }

    /**
     * Appends what happened and raises the barrier in one statement.
     *
     * @param allegation after it
     * @param event its barrier is not looked at
     * @param statementGrading where a statement was graded anew
     */
    static Future<Long> append(
            SqlConnection transaction,
            AllegationSeal seal,
            Allegation allegation,
            Event event,
            Optional<Grading> statementGrading) {
        return next(transaction)
                .compose(position -> sealed(transaction, seal, allegation, position, event.reason())
                        .compose(reason -> append(
                                transaction, allegation.id(), position, event, statementGrading, reason.orElse(null))));
    }

    // Taken first: the seal of the reason is about it.
    private static Future<Long> next(SqlConnection transaction) {
        return Database.run(
                        transaction,
                        "select nextval(pg_get_serial_sequence('allegation_event', 'position')) as position")
                .map(rows -> rows.iterator().next().getLong("position"));
    }

    /** Keeps the data key of a reason and answers what is sealed; where none is given there is neither. */
    private static Future<Optional<Buffer>> sealed(
            SqlConnection transaction, AllegationSeal seal, Allegation allegation, long position, String reason) {
        if (reason.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        Place place = Place.reason(allegation.id(), position, allegation.assessor());
        Sealed sealed = seal.sealReason(place, reason);
        return Database.run(
                        transaction,
                        "insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4)",
                        place.about(),
                        place.domain(),
                        sealed.key(),
                        sealed.wrappedUnder())
                .map(kept -> Optional.of(sealed.content()));
    }

    private static Future<Long> append(
            SqlConnection transaction,
            String allegation,
            long position,
            Event event,
            Optional<Grading> statementGrading,
            @Nullable Buffer reason) {
        return Database.run(
                        transaction,
                        """
                        insert into allegation_event (position, allegation, happening, status, grading, statement,
                            statement_grading, subject, sealed, at, barrier)
                        overriding system value
                        values ($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, barrier.raise_barrier($11))
                        returning barrier
                        """,
                        position,
                        allegation,
                        event.happening().name(),
                        event.status().name(),
                        event.grading().text(),
                        event.statement().orElse(null),
                        statementGrading.map(Grading::text).orElse(null),
                        event.subject(),
                        reason,
                        event.at().atOffset(ZoneOffset.UTC),
                        "allegation " + allegation + " changed")
                .map(rows -> rows.iterator().next().getLong("barrier"));
    }
}
