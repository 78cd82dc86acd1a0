package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.message.Records.SameContent;
import org.passerelle.core.message.Records.SameContentOf;
import org.passerelle.core.message.Records.SameContents;
import org.passerelle.core.message.Records.SameContentsOf;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Finds what has the same content, whoever may see it. */
final class Twins {
    /** More equal portions than anybody's copying makes; boilerplate beyond it has been seen. */
    private static final int MOST = 200;

    private final Database database;
    private final FingerprintKey key;
    private final StoredRows stored;

    Twins(Database database, FingerprintKey key, StoredRows stored) {
        this.database = database;
        this.key = key;
        this.stored = stored;
    }

    Future<SameContent> find(SameContentOf question) {
        return findEach(new SameContentsOf(List.of(question.fingerprints())))
                .map(found -> found.each().getFirst());
    }

    // INVARIANT: one statement, the same whether there is anything to find or not.
    Future<SameContents> findEach(SameContentsOf question) {
        String sql = """
                select twin.submission,\s""" + StoredRows.COLUMNS + """
                from twins($1, $2, $3) as twin
                join record on record.id = twin.record_id
                join version on version.record_id = twin.record_id and version.version = twin.version
                order by twin.submission, record.position, version.version
                """;
        List<Integer> submissions = new ArrayList<>();
        List<Buffer> prints = new ArrayList<>();
        for (int index = 0; index < question.submissions().size(); index++) {
            for (Buffer print : key.keyed(question.submissions().get(index))) {
                submissions.add(index);
                prints.add(print);
            }
        }
        return database.query(sql, submissions.toArray(Integer[]::new), prints.toArray(Buffer[]::new), MOST)
                .map(rows -> new SameContents(each(rows, question.submissions().size())));
    }

    private List<SameContent> each(RowSet<Row> rows, int submissions) {
        List<List<StoredRecord>> found = new ArrayList<>();
        for (int index = 0; index < submissions; index++) {
            found.add(new ArrayList<>());
        }
        rows.forEach(row -> found.get(row.getInteger("submission")).add(stored.read(row)));
        return found.stream().map(SameContent::new).toList();
    }
}
