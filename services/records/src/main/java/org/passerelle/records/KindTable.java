package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.impact.Distinctions;
import org.passerelle.core.impact.RecordKind;
import org.passerelle.core.message.Records.Kinds;
import org.passerelle.core.message.Records.KindsOf;
import org.passerelle.platform.database.Database;

/** Counts records of a party by kind: thousands of kinds, where records are millions. Nothing is judged here. */
final class KindTable {
    private static final int MOST = 2_000;

    /** Of a million records it takes longer than a statement usually may. */
    private static final String PATIENCE = "set local statement_timeout = '60s'";

    /** Records with what tells kinds apart, as an answer to {@code kind}; portions that are alike count once. */
    private static final String ALIKE = """
            with alike as (
                select record.position, record.state,
                    width_bucket(version.event_time, $3::timestamptz[]) as event,
                    coalesce(version.valid_until <= $5::timestamptz, false) as stale,
                    case when version.submitter = any($6::text[]) then version.submitter end as author,
                    case when record.id = any($7::text[]) then record.id end as single,
                    array_agg(distinct concat_ws('|', portion.class_id,
                        coalesce(portion.embargo_until > $5, false), coalesce(portion.retain_until <= $5, false),
                        width_bucket(portion.marked_at, $8::timestamptz[]),
                        width_bucket(coalesce(portion.since, version.stored_at), $4::timestamptz[]),
                        array(select unnest(portion.eyes_only) intersect select unnest($6) order by 1)::text,
                        case when portion.added_by is null then '' when portion.added_by = any($6) then portion.added_by else '-' end,
                        case when portion.class_id = $9::integer then portion.id end)) as portions
                from record
                join version on version.record_id = record.id and version.version = record.current_version
                join portion on portion.record_id = version.record_id and portion.version = version.version
                where record.releaser = $1 and portion.class_id = any($2::integer[])
                group by record.id, version.record_id, version.version
            ), kind as (
                select min(position) as first, max(position) as last, count(*) as records
                from alike
                group by state, event, stale, author, single, portions
                having min(position) > $10::bigint
                order by min(position)
                limit $11
            )
            """;

    private static final String PAGE = ALIKE
            + "select kind.first, kind.records, record.id as example, other.id as further, "
            + FactRows.columns("portion.class_id = any($2)") + """
            from kind
            join record on record.position = kind.first
            join record other on other.position = kind.last
            join version on version.record_id = record.id and version.version = record.current_version
            order by kind.first
            """;

    private final Database database;

    KindTable(Database database) {
        this.database = database;
    }

    Future<Kinds> page(KindsOf asked) {
        int limit = Math.clamp(asked.limit(), 1, MOST);
        Distinctions distinctions = asked.distinctions();
        return database.transaction(transaction -> Database.run(transaction, PATIENCE)
                        .compose(patient -> Database.run(
                                transaction,
                                PAGE,
                                asked.releaser(),
                                asked.classes().toArray(Integer[]::new),
                                times(distinctions.eventTimes().stream()),
                                times(distinctions.delays().stream()
                                        .map(delay -> passed(asked.at().minus(delay)))
                                        .sorted()),
                                time(asked.at().truncatedTo(ChronoUnit.MICROS)),
                                distinctions.subjects().toArray(String[]::new),
                                asked.single().toArray(String[]::new),
                                times(distinctions.markedAt().stream()),
                                ClassCatalogue.UNCLASSED,
                                asked.after(),
                                limit)))
                .map(rows -> {
                    List<Row> page = rows.stream().toList();
                    return new Kinds(
                            page.stream().map(KindTable::kind).toList(),
                            page.size() < limit
                                    ? Optional.empty()
                                    : Optional.of(page.getLast().getLong("first")));
                });
    }

    private static RecordKind kind(Row row) {
        FactRows.Classed classed = FactRows.read(row);
        List<String> examples = Stream.of(row.getString("example"), row.getString("further"))
                .distinct()
                .toList();
        return new RecordKind(classed.facts(), classed.classes(), row.getLong("records"), examples);
    }

    /** What was stored from here on is younger than the delay: the database counts in microseconds. */
    private static Instant passed(Instant latest) {
        return latest.truncatedTo(ChronoUnit.MICROS).plus(1, ChronoUnit.MICROS);
    }

    private static OffsetDateTime[] times(Stream<Instant> times) {
        return times.map(KindTable::roundedUp).map(KindTable::time).toArray(OffsetDateTime[]::new);
    }

    private static Instant roundedUp(Instant time) {
        Instant down = time.truncatedTo(ChronoUnit.MICROS);
        return down.equals(time) ? time : down.plus(1, ChronoUnit.MICROS);
    }

    private static OffsetDateTime time(Instant time) {
        return time.atOffset(ZoneOffset.UTC);
    }
}
