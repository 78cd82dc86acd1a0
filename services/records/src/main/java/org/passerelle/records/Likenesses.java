package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records.Like;
import org.passerelle.core.message.Records.LikeOf;
import org.passerelle.core.message.Records.LikePlace;
import org.passerelle.platform.database.Database;

/** Finds what says nearly the same, whoever may see it. */
final class Likenesses {
    private static final int PAGE = 200;

    private final Database database;
    private final StoredRows stored;

    Likenesses(Database database, StoredRows stored) {
        this.database = database;
        this.stored = stored;
    }

    // INVARIANT: one statement for each page, the same whether there is anything to find or not. Whoever asks goes on
    // to the end: if only
    // those were looked at that share most, hidden ones would crowd out the others.
    Future<Like> find(LikeOf question) {
        String sql = """
                with near as (
                    select wording.position,
                        max(cardinality(array(select unnest(wording.sketch) intersect select unnest($1::int[])))) as shared
                    from wording where wording.sketch && $1::int[]
                    group by wording.position
                ), page as (
                    select position, shared from near
                    where $2::integer is null or (shared, position) < ($2::integer, $3::bigint)
                    order by shared desc, position desc limit $4
                )
                select page.position as place, page.shared,\s""" + StoredRows.COLUMNS + """
                from page
                join listing on listing.position = page.position
                join record on record.id = listing.record_id
                join version on version.record_id = record.id and version.version = record.current_version
                order by page.shared desc, page.position desc
                """;
        return database.query(
                        sql,
                        question.sketch().toArray(Integer[]::new),
                        question.after().map(LikePlace::shared).orElse(null),
                        question.after().map(LikePlace::position).orElse(null),
                        PAGE)
                .map(rows -> {
                    List<Row> page = rows.stream().toList();
                    return new Like(page.stream().map(stored::read).toList(), next(page));
                });
    }

    private static Optional<LikePlace> next(List<Row> page) {
        return page.size() < PAGE
                ? Optional.empty()
                : Optional.of(new LikePlace(
                        page.getLast().getInteger("shared"), page.getLast().getLong("place")));
    }
}
