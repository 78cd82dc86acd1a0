package org.passerelle.records;

import io.vertx.core.Future;
import org.passerelle.core.message.Records.Like;
import org.passerelle.core.message.Records.LikeOf;
import org.passerelle.platform.database.Database;

/** Finds what says nearly the same, whoever may see it. */
final class Likenesses {
    /** More texts that say the same than anybody reads. */
    private static final int MOST = 200;

    private final Database database;
    private final StoredRows stored;

    Likenesses(Database database, StoredRows stored) {
        this.database = database;
        this.stored = stored;
    }

    // INVARIANT: one statement, the same whether there is anything to find or not.
    Future<Like> find(LikeOf question) {
        String sql = """
                with near as (
                    select wording.position,
                        max(cardinality(array(select unnest(wording.sketch) intersect select unnest($1::int[])))) as shared
                    from wording where wording.sketch && $1::int[]
                    group by wording.position order by shared desc, wording.position desc limit $2
                )
                select\s""" + StoredRows.COLUMNS + """
                from near
                join listing on listing.position = near.position
                join record on record.id = listing.record_id
                join version on version.record_id = record.id and version.version = record.current_version
                order by record.position
                """;
        return database.query(sql, question.sketch().toArray(Integer[]::new), MOST)
                .map(rows -> new Like(rows.stream().map(stored::read).toList()));
    }
}
