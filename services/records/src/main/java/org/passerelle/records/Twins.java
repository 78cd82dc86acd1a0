package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.passerelle.core.message.Records.SameContent;
import org.passerelle.core.message.Records.SameContentOf;
import org.passerelle.core.message.Records.SameContents;
import org.passerelle.core.message.Records.SameContentsOf;
import org.passerelle.core.message.Records.TwinPlace;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Finds what has the same content, whoever may see it; page by page, for what nobody but others may see is as long as they like. */
final class Twins {
    /** More equal portions than anybody's copying makes; boilerplate beyond it has been seen. */
    private static final int MOST = 200;

    private static final TwinPlace BEGIN = new TwinPlace(-1, 0, 0);

    /** Portions with the content that is looked for: what else their record says is not read, but for its head. */
    private static final String SAME = """
            portion.fingerprints && array(
                select one.print from unnest($1::integer[], $2::bytea[]) as one (submission, print)
                where one.submission = twin.submission)""";

    private final Database database;
    private final FingerprintKey key;
    private final StoredRows stored;

    Twins(Database database, FingerprintKey key, StoredRows stored) {
        this.database = database;
        this.key = key;
        this.stored = stored;
    }

    Future<SameContent> find(SameContentOf question) {
        return findEach(new SameContentsOf(List.of(question.fingerprints()), question.after()))
                .map(found -> {
                    SameContent one = found.each().getFirst();
                    return new SameContent(one.records(), one.newest(), found.next());
                });
    }

    // INVARIANT: one statement, the same whether there is anything to find or not.
    Future<SameContents> findEach(SameContentsOf question) {
        String sql = """
                with sized as (
                    select twin.submission, twin.record_id, twin.version, record.position, %s as size
                    from twins($1, $2, $3) as twin
                    join record on record.id = twin.record_id
                    join version on version.record_id = twin.record_id and version.version = twin.version
                    where (twin.submission, record.position, twin.version) > ($4::integer, $5::bigint, $6::integer)
                ), page as (
                    select sized.*, count(*) over () as many,
                        sum(size) over (order by submission, position, version) - size as before
                    from sized
                )
                select twin.submission, twin.many, record.current_version,\s""".formatted(StoredRows.size(SAME)) + StoredRows.columns(SAME) + """
                from page as twin
                join record on record.id = twin.record_id
                join version on version.record_id = twin.record_id and version.version = twin.version
                where twin.before < $7::bigint
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
        TwinPlace after = question.after().orElse(BEGIN);
        return database.query(
                        sql,
                        submissions.toArray(Integer[]::new),
                        prints.toArray(Buffer[]::new),
                        MOST,
                        after.submission(),
                        after.position(),
                        after.version(),
                        StoredRows.MOST_BYTES)
                .map(rows -> new SameContents(each(rows, question.submissions().size()), next(rows)));
    }

    private static Optional<TwinPlace> next(RowSet<Row> rows) {
        List<Row> page = rows.stream().toList();
        return page.isEmpty() || page.size() == page.getLast().getLong("many")
                ? Optional.empty()
                : Optional.of(new TwinPlace(
                        page.getLast().getInteger("submission"),
                        page.getLast().getLong("position"),
                        page.getLast().getInteger("version")));
    }

    private List<SameContent> each(RowSet<Row> rows, int submissions) {
        List<List<StoredRecord>> found = new ArrayList<>();
        List<Map<String, Integer>> newest = new ArrayList<>();
        for (int index = 0; index < submissions; index++) {
            found.add(new ArrayList<>());
            newest.add(new HashMap<>());
        }
        rows.forEach(row -> {
            int submission = row.getInteger("submission");
            found.get(submission).add(stored.read(row));
            newest.get(submission).put(row.getString("id"), row.getInteger("current_version"));
        });
        return IntStream.range(0, submissions)
                .mapToObj(index -> new SameContent(found.get(index), newest.get(index)))
                .toList();
    }
}
