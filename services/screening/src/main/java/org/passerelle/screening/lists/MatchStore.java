package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.passerelle.core.message.Sanctions.Ruling;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.core.sanctions.ListMatcher.Hit;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Names that are like listed ones, as tasks for people, and how they ruled. Of those in records it is sealed whom they are like. */
public final class MatchStore {
    /** Kind of the tasks. */
    static final String KIND = Kind.LIST_MATCH.word();

    private static final Set<String> RULERS = Set.of("human-rights-focal-point", "approver");

    private static final String OPEN_IN_RECORDS = """
            select m.task, m.subject, m.party, m.sealed, k.wrapped, k.wrapped_under
            from list_match m left join data_key k on %s
            where m.subject_kind = '%s' and not exists (select from list_match_ruling r where r.task = m.task)
            """.formatted(MatchSeal.DATA_KEY, SubjectKind.RECORD);

    private final MatchSeal seal;

    MatchStore(MatchSeal seal) {
        this.seal = seal;
    }

    /**
     * Asks a party about a pair unless it was asked before about the same pair in the same versions: what was ruled stays ruled, and what is
     * open is open. What has lapsed was never answered, and is asked again. Where it was found is noted in any case.
     *
     * @return whether it is new
     */
    Future<Boolean> open(SqlConnection transaction, Subject subject, String party, Hit hit, Instant due, Instant at) {
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
    private Future<Boolean> found(
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

    private Future<Void> enter(SqlConnection transaction, Subject subject, String party, Hit hit, String id) {
        return subject.kind() == SubjectKind.RECORD
                ? enterSealed(transaction, subject, new MatchSeal.Place(id, subject.id(), party), hit)
                : enterNamed(transaction, subject, party, hit, id);
    }

    private Future<Void> enterSealed(SqlConnection transaction, Subject subject, MatchSeal.Place place, Hit hit) {
        String sql = """
                with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4))
                insert into list_match (sealed, task, party, subject_kind, subject, level) values ($5, $6, $7, $8, $9, $10)
                """;
        return ListStore.position(transaction, hit.entry().id())
                .map(event -> seal.seal(
                        place,
                        new MatchSeal.Likeness(
                                event,
                                hit.entry().id(),
                                hit.name().text(),
                                hit.comparison().score())))
                .compose(kept -> Database.run(
                        transaction,
                        sql,
                        place.about(),
                        place.domain(),
                        kept.key(),
                        kept.wrappedUnder(),
                        kept.content(),
                        place.task(),
                        place.party(),
                        subject.kind().name(),
                        place.record(),
                        subject.level().number()))
                .mapEmpty();
    }

    private static Future<Void> enterNamed(
            SqlConnection transaction, Subject subject, String party, Hit hit, String id) {
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
                        subject.name(),
                        hit.entry().id(),
                        ListStore.digest(hit.entry()),
                        Json.write(hit.entry()),
                        hit.name().text(),
                        hit.comparison().score(),
                        Json.write(hit.comparison()),
                        subject.level().number())
                .mapEmpty();
    }

    // INVARIANT: the cause of a task that follows upon lapsed ones is this with their number.
    private String cause(Subject subject, String party, Hit hit, String digest) {
        String pair = String.join(
                "\n",
                party,
                subject.kind().name(),
                subject.id(),
                subject.name(),
                hit.entry().id(),
                digest);
        // What policy names stands in clear anyway; what a record says could be tried.
        return subject.kind() == SubjectKind.RECORD ? seal.keyed(Sha256.hex(pair)) : Sha256.hex(pair);
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
    Future<Integer> lapse(SqlConnection transaction, List<String> entries, Instant at) {
        return inRecords(transaction, Set.copyOf(entries))
                .compose(tasks ->
                        Database.run(transaction, """
                        with lapsed as (
                            insert into list_match_ruling (task, ruling, subject, reason, at)
                            select m.task, 'LAPSED', 'system', 'listed no more, or otherwise', $2 from list_match m
                            where (m.entry = any($1::text[]) or m.task = any($3::text[]))
                                and not exists (select 1 from list_match_ruling r where r.task = m.task)
                            returning task)
                        insert into task_event (task, state, subject, reason, at)
                        select task, 'DONE', 'system', 'listed no more, or otherwise', $2 from lapsed
                        """, entries.toArray(String[]::new), ListStore.time(at), tasks))
                .map(rows -> rows.rowCount());
    }

    /** Open ones in records, which say sealed whom they are about. */
    private Future<String[]> inRecords(SqlConnection transaction, Set<String> entries) {
        return entries.isEmpty()
                ? Future.succeededFuture(new String[0])
                : Database.run(transaction, OPEN_IN_RECORDS)
                        .map(rows -> rows.stream()
                                .filter(row -> seal.open(row)
                                        .filter(likeness -> entries.contains(likeness.entry()))
                                        .isPresent())
                                .map(row -> row.getString("task"))
                                .toArray(String[]::new));
    }
}
