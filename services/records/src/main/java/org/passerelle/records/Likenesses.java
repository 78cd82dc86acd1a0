package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Like;
import org.passerelle.core.message.Searching.LikeOf;
import org.passerelle.core.message.Searching.LikePlace;
import org.passerelle.platform.database.Database;

/**
 * Finds what says nearly the same among the texts that may be seen. Of those that are seen beforehand the ones that share most are enough:
 * none that is hidden can crowd them out. All others must be decided, so that all are found.
 */
final class Likenesses {
    private static final int PAGE = 200;

    private final Database database;
    private final StoredRows stored;

    Likenesses(Database database, StoredRows stored) {
        this.database = database;
        this.stored = stored;
    }

    // INVARIANT: one statement for each page, the same whether there is anything to find or not.
    Future<Like> find(LikeOf question) {
        Parameters parameters = new Parameters();
        Conditions conditions = new Conditions(question.sight(), Filter.NONE, parameters, Optional.empty());
        String sketch = parameters.bind(question.sketch().toArray(Integer[]::new)) + "::int[]";
        String open = parameters.bind(conditions.open().toArray(Integer[]::new)) + "::int[]";
        String page = parameters.bind(PAGE) + "::integer";
        String left = parameters.bind(left(question)) + "::integer";
        String sql = """
                with near as (
                    select wording.position, bool_or(one.alike) as alike,
                        max(cardinality(array(select unnest(wording.sketch) intersect select unnest(%1$s)))) as shared
                    from wording cross join lateral (
                        select %2$s and %3$s as alike, not (%2$s) or listing.pattern_id = any(%4$s) as open
                        from listing where listing.position = wording.position offset 0) as one
                    where wording.sketch && %1$s and (one.alike or one.open)
                    group by wording.position
                ), page as (
                    (select * from near where alike and %5$s order by shared desc, position desc limit %6$s)
                    union all
                    (select * from near where not alike and %7$s order by shared desc, position desc limit %8$s)
                ), sized as (
                    select page.*, record.id as record_id, record.current_version as version, %9$s as size
                    from page
                    join listing on listing.position = page.position
                    join record on record.id = listing.record_id
                    join version on version.record_id = record.id and version.version = record.current_version
                ), bounded as (
                    select sized.*, count(*) over () as many,
                        sum(size) over (order by alike desc, shared desc, position desc) - size as before
                    from sized
                )
                select page.position as place, page.shared, page.alike, page.many,\s""".formatted(
                                sketch,
                                conditions.current(),
                                conditions.seenWords(),
                                open,
                                after(question, true, parameters),
                                left,
                                after(question, false, parameters),
                                page,
                                StoredRows.SIZE)
                + StoredRows.COLUMNS
                + """
                from bounded as page
                join record on record.id = page.record_id
                join version on version.record_id = page.record_id and version.version = page.version
                where page.before < %d
                order by page.alike desc, page.shared desc, page.position desc
                """.formatted(StoredRows.MOST_BYTES);
        return database.query(sql, parameters.values()).map(rows -> {
            List<Row> found = rows.stream().toList();
            return new Like(found.stream().map(stored::read).toList(), next(found, left(question)));
        });
    }

    /** How many more of those that are seen beforehand. */
    private static int left(LikeOf question) {
        return question.after().map(LikePlace::left).orElse(PAGE);
    }

    /** Those that are seen beforehand come first, and the others from their beginning on behind them. */
    private static String after(LikeOf question, boolean alike, Parameters parameters) {
        return question.after()
                .filter(last -> (last.left() > 0) == alike)
                .map(last -> "(shared, position) < (%s::integer, %s::bigint)"
                        .formatted(parameters.bind(last.shared()), parameters.bind(last.position())))
                .orElse("true");
    }

    private static Optional<LikePlace> next(List<Row> found, int left) {
        long open = found.stream().filter(row -> !row.getBoolean("alike")).count();
        boolean cut = !found.isEmpty() && found.size() < found.getLast().getLong("many");
        if (!cut && open < PAGE) {
            return Optional.empty();
        }
        int still = Math.toIntExact(left - (found.size() - open));
        if (open == 0 && still == 0) {
            return Optional.of(new LikePlace(0, Integer.MAX_VALUE, Long.MAX_VALUE));
        }
        return Optional.of(new LikePlace(
                open > 0 ? 0 : still,
                found.getLast().getInteger("shared"),
                found.getLast().getLong("place")));
    }
}
