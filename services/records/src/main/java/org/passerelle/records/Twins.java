package org.passerelle.records;

import io.vertx.core.Future;
import org.passerelle.core.message.Records.SameContent;
import org.passerelle.core.message.Records.SameContentOf;
import org.passerelle.platform.database.Database;

/** Finds what has the same content, whoever may see it. */
final class Twins {
    /** More equal portions than anybody's copying makes; boilerplate beyond it has been seen. */
    private static final int MOST = 200;

    private final Database database;
    private final FingerprintKey key;

    Twins(Database database, FingerprintKey key) {
        this.database = database;
        this.key = key;
    }

    // INVARIANT: one statement, the same whether there is anything to find or not. Releasers take turns, so that no
    // party crowds out another's content by repeating it; a party's own originals come first in its turn.
    Future<SameContent> find(SameContentOf question) {
        String sql = """
                with twin as (
                    select portion.record_id, portion.version,
                        row_number() over (partition by record.releaser
                            order by portion.custody::text = '[]' desc, record.position desc, portion.version desc) as turn
                    from portion join record on record.id = portion.record_id
                    where portion.fingerprints && $1
                ),
                chosen as (
                    select record_id, version, min(turn) as turn from twin group by record_id, version order by turn limit $2
                )
                select\s""" + StoredRows.COLUMNS + """
                from chosen
                join record on record.id = chosen.record_id
                join version on version.record_id = chosen.record_id and version.version = chosen.version
                order by record.position, version.version
                """;
        return database.query(sql, key.keyed(question.fingerprints()), MOST)
                .map(rows -> new SameContent(rows.stream().map(StoredRows::read).toList()));
    }
}
