package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.Ruling;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.names.Comparison;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.screening.lists.MatchSeal.Likeness;

/** Matches as they are told. Of those in records what is sealed is opened first; one that does not open is told as absent. */
final class MatchRows {
    private static final String COLUMNS = """
            select m.task, m.party, m.subject_kind, m.subject, m.name, m.entry_body::text as entry_body, m.listed_name, m.score,
                m.comparison::text as comparison, m.sealed, k.wrapped, k.wrapped_under,
                r.ruling, r.subject as ruler, r.reason, r.at, t.opened_at, t.due_at
            from list_match m join task t on t.id = m.task
            left join data_key k on %s
            left join list_match_ruling r on r.task = m.task
            """.formatted(MatchSeal.DATA_KEY);

    private static final Comparator<Match> OPEN_FIRST = Comparator.comparing(
                    (Match match) -> match.ruling().isPresent())
            .thenComparing(Match::openedAt, Comparator.reverseOrder())
            .thenComparing(Match::score, Comparator.reverseOrder())
            .thenComparing(Match::id);

    private final MatchSeal seal;

    MatchRows(MatchSeal seal) {
        this.seal = seal;
    }

    /** Whom a name is like, opened. */
    private record Like(ListEntry entry, String name, double score) {}

    /** What a party is to rule or has ruled, and who asks may see: what is open first, then the newest. */
    Future<List<Match>> of(SqlClient client, Viewer viewer) {
        return Database.run(
                        client,
                        COLUMNS + " where m.party = $1 and " + Sightings.seen("$2", "$3"),
                        viewer.party(),
                        viewer.clearance().number(),
                        ListStore.time(viewer.at()))
                .compose(rows -> opened(client, rows))
                .map(matches -> matches.stream().sorted(OPEN_FIRST).toList());
    }

    /** Locked, so that two rulings at once are one after the other. */
    Future<Optional<Match>> one(SqlConnection transaction, String task, Viewer viewer) {
        return Database.run(
                        transaction,
                        COLUMNS + " where m.party = $1 and " + Sightings.seen("$2", "$3")
                                + " and m.task = $4 for update of m",
                        viewer.party(),
                        viewer.clearance().number(),
                        ListStore.time(viewer.at()),
                        task)
                .compose(rows -> opened(transaction, rows))
                .map(matches -> matches.stream().findFirst());
    }

    private Future<List<Match>> opened(SqlClient client, RowSet<Row> rows) {
        Map<String, Likeness> likenesses = new HashMap<>();
        for (Row row : rows) {
            if (inRecord(row)) {
                seal.open(row).ifPresent(likeness -> likenesses.put(row.getString("task"), likeness));
            }
        }
        Set<Long> events = likenesses.values().stream().map(Likeness::event).collect(Collectors.toSet());
        return ListStore.listed(client, events)
                .map(listed -> rows.stream()
                        .flatMap(row -> like(row, likenesses, listed).map(like -> match(row, like)).stream())
                        .toList());
    }

    private static boolean inRecord(Row row) {
        return SubjectKind.valueOf(row.getString("subject_kind")) == SubjectKind.RECORD;
    }

    private static Optional<Like> like(Row row, Map<String, Likeness> likenesses, Map<Long, ListEntry> listed) {
        return inRecord(row)
                ? Optional.ofNullable(likenesses.get(row.getString("task")))
                        .flatMap(likeness -> Optional.ofNullable(listed.get(likeness.event()))
                                .map(entry -> new Like(entry, likeness.name(), likeness.score())))
                : Optional.of(new Like(
                        Json.read(row.getString("entry_body"), ListEntry.class),
                        row.getString("listed_name"),
                        row.getDouble("score")));
    }

    private static Match match(Row row, Like like) {
        Optional<Ruling> ruling = Optional.ofNullable(row.getString("ruling"))
                .map(state -> new Ruling(
                        State.valueOf(state),
                        row.getString("ruler"),
                        row.getString("reason"),
                        row.getOffsetDateTime("at").toInstant()));
        return new Match(
                row.getString("task"),
                SubjectKind.valueOf(row.getString("subject_kind")),
                row.getString("subject"),
                Optional.ofNullable(row.getString("name")),
                like.entry(),
                like.name(),
                like.score(),
                Optional.ofNullable(row.getString("comparison")).map(text -> Json.read(text, Comparison.class)),
                ruling.map(Ruling::ruling).orElse(State.OPEN),
                ruling,
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant());
    }
}
