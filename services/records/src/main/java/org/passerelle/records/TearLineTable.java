package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records.TearLines;
import org.passerelle.core.message.Records.TearLinesOf;
import org.passerelle.platform.database.Database;

/** Of which records other records of the same party are tear-lines. No search, view or feed reads it. */
final class TearLineTable {
    private final Database database;

    TearLineTable(Database database) {
        this.database = database;
    }

    /** Both directions by one statement, whether there is anything. */
    Future<TearLines> of(TearLinesOf question) {
        String sql = """
                select tear_line.source, tear_line.record_id
                from tear_line join record on record.id = tear_line.record_id
                where tear_line.record_id = $1 or tear_line.source = $1
                order by record.position
                """;
        return database.query(sql, question.recordId()).map(rows -> {
            Optional<String> of = Optional.empty();
            List<String> those = new ArrayList<>();
            for (Row row : rows) {
                if (row.getString("record_id").equals(question.recordId())) {
                    of = Optional.of(row.getString("source"));
                } else {
                    those.add(row.getString("record_id"));
                }
            }
            return new TearLines(of, those);
        });
    }

    /** Writes what versions say of it, in the transaction that stores them. */
    static Future<Void> write(SqlConnection connection, List<VersionWriter.Fresh> versions) {
        String relate = """
                insert into tear_line (record_id, source) values ($1, $2)
                on conflict (record_id) do update set source = excluded.source
                """;
        List<Tuple> related = new ArrayList<>();
        List<Tuple> unrelated = new ArrayList<>();
        for (VersionWriter.Fresh version : versions) {
            Optional<String> source = version.submit().tearLineOf();
            if (source.isPresent()) {
                related.add(Tuple.of(version.recordId(), source.get()));
            } else if (version.version() > 1) {
                unrelated.add(Tuple.of(version.recordId()));
            }
        }
        return Database.runEach(connection, "delete from tear_line where record_id = $1", unrelated)
                .compose(deleted -> Database.runEach(connection, relate, related))
                .mapEmpty();
    }
}
