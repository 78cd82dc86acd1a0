package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.Ruling;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.names.Comparison;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListMatcher.Hit;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Names that are like listed ones, as tasks for people, and how they ruled. */
public final class MatchStore {
    /** Kind of the tasks. */
    static final String KIND = Kind.LIST_MATCH.word();

    private static final Set<String> RULERS = Set.of("human-rights-focal-point", "approver");

    private static final String COLUMNS = """
            select m.task, m.subject_kind, m.subject, m.name, m.entry_body::text as entry_body, m.listed_name, m.score,
                m.comparison::text as comparison, r.ruling, r.subject as ruler, r.reason, r.at, t.opened_at, t.due_at
            from list_match m join task t on t.id = m.task left join list_match_ruling r on r.task = m.task
            """;

    private MatchStore() {}

    /**
     * Asks a party about a pair unless it was asked before about the same pair in the same versions: what was ruled stays ruled, and what is
     * open is open. What has lapsed was never answered, and is asked again. Where it was found is noted in any case.
     *
     * @return whether it is new
     */
    static Future<Boolean> open(
            SqlConnection transaction, Subject subject, String party, Hit hit, Instant due, Instant at) {
        String id = UUID.randomUUID().toString();
        String digest = ListStore.digest(hit.entry());
        return Database.run(
                        transaction,
                        """
                        with recursive asked (cause, lapses) as (
                            select $3::text, 0
                            union all
                            select $3::text || ' ' || (lapses + 1), lapses + 1 from asked
                            where exists (
                                select from task t join list_match_ruling r on r.task = t.id
                                where t.kind = $2::text and t.assessment = '' and t.cause = asked.cause
                                    and r.ruling = 'LAPSED')),
                        last as (select cause from asked order by lapses desc limit 1),
                        opened as (
                            insert into task (id, kind, assessment, cause, due_at, opened_at)
                            select $1::text, $2::text, '', cause, $4::timestamptz, $5::timestamptz from last
                            on conflict (kind, assessment, cause) do nothing returning id)
                        select id from opened
                        union all
                        select t.id from task t join last on t.cause = last.cause
                        where t.kind = $2::text and t.assessment = ''
                        """,
                        id,
                        KIND,
                        cause(subject, party, hit, digest),
                        ListStore.time(due),
                        ListStore.time(at))
                .compose(rows -> found(transaction, subject, party, hit, id, ids(rows)));
    }

    private static List<String> ids(RowSet<Row> rows) {
        return rows.stream().map(row -> row.getString("id")).toList();
    }

    /** Without any the same was asked at this very moment, by a node that has found it in the same place. */
    private static Future<Boolean> found(
            SqlConnection transaction, Subject subject, String party, Hit hit, String fresh, List<String> tasks) {
        if (tasks.isEmpty()) {
            return Future.succeededFuture(false);
        }
        String task = tasks.getFirst();
        boolean isNew = task.equals(fresh);
        return (isNew ? enter(transaction, subject, party, hit, fresh) : Future.<Void>succeededFuture())
                .compose(entered -> Sightings.note(transaction, task, subject))
                .map(isNew);
    }

    private static Future<Void> enter(SqlConnection transaction, Subject subject, String party, Hit hit, String id) {
        boolean named = subject.kind() != SubjectKind.RECORD;
        return Database.run(
                        transaction,
                        """
                        insert into list_match (task, party, subject_kind, subject, name, entry, entry_digest, entry_body,
                            listed_name, score, comparison, level)
                        values ($1, $2, $3, $4, $5, $6, $7, $8::text::jsonb, $9, $10, $11::text::jsonb, $12)
                        """,
                        id,
                        party,
                        subject.kind().name(),
                        subject.id(),
                        named ? subject.name() : null,
                        hit.entry().id(),
                        ListStore.digest(hit.entry()),
                        Json.write(hit.entry()),
                        hit.name().text(),
                        hit.comparison().score(),
                        named ? Json.write(hit.comparison()) : null,
                        subject.level().number())
                .mapEmpty();
    }

    // INVARIANT: the cause of a task that follows upon lapsed ones is this with their number.
    private static String cause(Subject subject, String party, Hit hit, String digest) {
        String pair = String.join(
                "\n",
                party,
                subject.kind().name(),
                subject.id(),
                subject.name(),
                hit.entry().id(),
                digest);
        return Sha256.hex(pair);
    }

    /** What a party is to rule or has ruled, and who asks may see: what is open first, then the newest. */
    static Future<List<Match>> of(SqlClient client, Viewer viewer) {
        return Database.run(
                        client,
                        COLUMNS + " where m.party = $1 and " + Sightings.seen("$2", "$3")
                                + " order by r.ruling is not null, t.opened_at desc, m.score desc, m.task",
                        viewer.party(),
                        viewer.clearance().number(),
                        ListStore.time(viewer.at()))
                .map(rows -> {
                    List<Match> matches = new ArrayList<>();
                    rows.forEach(row -> matches.add(match(row)));
                    return matches;
                });
    }

    /** Locked, so that two rulings at once are one after the other. */
    static Future<Optional<Match>> one(SqlConnection transaction, String task, Viewer viewer) {
        return Database.run(
                        transaction,
                        COLUMNS + " where m.party = $1 and " + Sightings.seen("$2", "$3")
                                + " and m.task = $4 for update of m",
                        viewer.party(),
                        viewer.clearance().number(),
                        ListStore.time(viewer.at()),
                        task)
                .map(rows -> {
                    for (Row row : rows) {
                        return Optional.of(match(row));
                    }
                    return Optional.empty();
                });
    }

    private static Match match(Row row) {
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
                Json.read(row.getString("entry_body"), ListEntry.class),
                row.getString("listed_name"),
                row.getDouble("score"),
                Optional.ofNullable(row.getString("comparison")).map(text -> Json.read(text, Comparison.class)),
                ruling.map(Ruling::ruling).orElse(State.OPEN),
                ruling,
                row.getOffsetDateTime("opened_at").toInstant(),
                row.getOffsetDateTime("due_at").toInstant());
    }

    /** Those that nobody has ruled and that may still be told of, for focal points and approvers of the party that is asked; only who may see a match finds it there. */
    public static Future<List<Due>> due(SqlConnection transaction, DueBy asked, Instant now) {
        String sql = """
                select t.id, t.due_at, m.party
                from list_match m join task t on t.id = m.task
                where t.due_at <= $1 and not exists (select from list_match_ruling r where r.task = m.task) and %s
                order by t.due_at, t.id
                """.formatted(Sightings.retained("$2"));
        return Database.run(transaction, sql, ListStore.time(asked.until()), ListStore.time(now))
                .map(rows -> rows.stream()
                        .map(row -> new Due(
                                row.getString("id"),
                                Kind.LIST_MATCH,
                                row.getString("id"),
                                row.getString("party"),
                                RULERS,
                                row.getOffsetDateTime("due_at").toInstant()))
                        .toList());
    }

    /** Rules a match, which ends its task. */
    static Future<Ruling> rule(SqlConnection transaction, String task, Ruling ruling) {
        return Database.run(
                        transaction,
                        "insert into list_match_ruling (task, ruling, subject, reason, at) values ($1, $2, $3, $4, $5)",
                        task,
                        ruling.ruling().name(),
                        ruling.subject(),
                        ruling.reason(),
                        ListStore.time(ruling.at()))
                .compose(ruled -> Database.run(
                        transaction,
                        "insert into task_event (task, state, subject, reason, at) values ($1, 'DONE', $2, $3, $4)",
                        task,
                        ruling.subject(),
                        ruling.reason(),
                        ListStore.time(ruling.at())))
                .map(ruling);
    }

    /** Ends what is open about entries that are listed no more, or otherwise. */
    static Future<Integer> lapse(SqlConnection transaction, List<String> entries, Instant at) {
        return Database.run(transaction, """
                        with lapsed as (
                            insert into list_match_ruling (task, ruling, subject, reason, at)
                            select m.task, 'LAPSED', 'system', 'listed no more, or otherwise', $2 from list_match m
                            where m.entry = any($1::text[])
                                and not exists (select 1 from list_match_ruling r where r.task = m.task)
                            returning task)
                        insert into task_event (task, state, subject, reason, at)
                        select task, 'DONE', 'system', 'listed no more, or otherwise', $2 from lapsed
                        """, entries.toArray(String[]::new), ListStore.time(at))
                .map(rows -> rows.rowCount());
    }
}
