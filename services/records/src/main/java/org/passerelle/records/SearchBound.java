package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;

/**
 * Sees to it that nothing above the searchable level stands in clear to search by, whichever node listed it and under which level (0212). Each record that
 * has something there is listed anew in its place, so that no search misses it meanwhile.
 */
final class SearchBound {
    private static final int TOGETHER = 200;

    /**
     * Patterns of which an index tells that something above stands in clear: a head, or words, among which their slot stands. Few at once: each
     * slot may be that of many words, and this ends with the time of a statement.
     */
    private static final String PATTERNS = """
            with page as materialized (
                select id, classes, fields, clear from pattern where id > $2 order by id limit 50
            ), one as materialized (
                select page.id, page.clear and said.field = 'head' as clear, page.id * %d + said.ordinal - 1 as slot
                from page cross join lateral unnest(page.classes, page.fields) with ordinality as said (class_id, field, ordinal)
                join unnest($1::int[]) as above (id) on above.id = said.class_id
            )
            select (select max(id) from page) as last, array(
                select distinct one.id from one
                where (one.clear and (select true from listing where listing.pattern_id = one.id limit 1))
                    or (select true from wording where wording.words @@ ('''#' || one.slot || '''')::tsquery limit 1)
            ) as bare
            """.formatted(Pattern.MOST_PORTIONS);

    /** Of so many of a pattern, those of which something above stands in clear. */
    private static final String RECORDS = """
            with page as materialized (
                select position, record_id, clear from listing
                where pattern_id = $1 and position < $2 order by position desc limit $4
            )
            select (select min(position) from page) as last, array(
                select page.record_id from page join record on record.id = page.record_id
                where (select true from portion
                    where portion.record_id = record.id and portion.version = record.current_version
                        and portion.label ->> 'level' = any($3)
                        and (page.clear and portion.field = 'head'
                            or exists (select from wording
                                where wording.position = page.position and wording.ordinal = portion.ordinal))
                    limit 1)
            ) as bare
            """;

    private final Database database;
    private final Relisting relisting;
    private final String[] above;
    private final int together;

    SearchBound(Database database, Relisting relisting, Level searchable) {
        this(database, relisting, searchable, TOGETHER);
    }

    /** @param together how many records make a batch */
    SearchBound(Database database, Relisting relisting, Level searchable, int together) {
        this.database = database;
        this.relisting = relisting;
        this.above = Arrays.stream(Level.values())
                .filter(level -> !level.atMost(searchable))
                .map(Level::name)
                .toArray(String[]::new);
        this.together = together;
    }

    /** Completes when nothing above stands in clear; where the level has risen, older records stay as they are. */
    Future<Void> apply() {
        return above.length == 0
                ? Future.succeededFuture()
                : classes().compose(this::patterns).compose(this::relist);
    }

    private Future<Integer[]> classes() {
        String sql = "select id from label_class where facts #>> '{portions,0,label,level}' = any($1)";
        return database.query(sql, (Object) above)
                .map(rows -> rows.stream().map(row -> row.getInteger("id")).toArray(Integer[]::new));
    }

    /** Also that of the records that have none of their own: no index tells what of them stands in clear. */
    private Future<List<Integer>> patterns(Integer[] classes) {
        List<Integer> found = new ArrayList<>(List.of(Pattern.NONE));
        AtomicInteger last = new AtomicInteger(Pattern.NONE);
        return Rounds.untilNone(() -> database.transaction(connection -> page(connection, classes, last.get()))
                        .map(row -> {
                            found.addAll(List.of(row.getArrayOfIntegers("bare")));
                            Optional<Integer> reached = Optional.ofNullable(row.getInteger("last"));
                            reached.ifPresent(last::set);
                            return reached.isPresent() ? 1 : 0;
                        }))
                .map(all -> found);
    }

    // Of words of which there are no statistics a scan is expected to find some at once; here as a rule there are none.
    private static Future<Row> page(SqlConnection connection, Integer[] classes, int after) {
        return Database.run(connection, "set local enable_seqscan = off")
                .compose(set -> Database.run(connection, "set local jit = off"))
                .compose(set -> Database.run(connection, PATTERNS, classes, after))
                .map(rows -> rows.iterator().next());
    }

    private Future<Void> relist(List<Integer> patterns) {
        Iterator<Integer> each = patterns.iterator();
        return Rounds.untilNone(
                () -> each.hasNext() ? relistThoseOf(each.next()).map(done -> 1) : Future.succeededFuture(0));
    }

    private Future<Void> relistThoseOf(int pattern) {
        AtomicLong before = new AtomicLong(Long.MAX_VALUE);
        return Rounds.untilNone(() -> database.transaction(connection -> batch(connection, pattern, before.get()))
                .map(reached -> {
                    reached.ifPresent(before::set);
                    return reached.isPresent() ? 1 : 0;
                }));
    }

    /** Answers down to which position this is done; nothing, where there is nothing further down. */
    private Future<Optional<Long>> batch(SqlConnection connection, int pattern, long before) {
        return Relisting.alone(connection)
                .compose(held -> Database.run(connection, RECORDS, pattern, before, above, together))
                .map(rows -> rows.iterator().next())
                .compose(row -> relisting
                        .list(connection, row.getArrayOfStrings("bare"))
                        .map(listed -> Optional.ofNullable(row.getLong("last"))));
    }
}
