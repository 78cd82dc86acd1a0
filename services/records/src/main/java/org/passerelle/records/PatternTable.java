package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.message.Records.Pattern;
import org.passerelle.core.message.Records.Patterns;
import org.passerelle.core.message.Records.PatternsAfter;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;

/** Interned patterns of label classes: thousands, where records are millions. */
final class PatternTable {
    /** So many are told apart at most; records that come later are decided one by one. */
    static final int MOST = 100_000;

    private final Database database;

    PatternTable(Database database) {
        this.database = database;
    }

    /** The pattern of a record; a new one is added, as long as there is room. */
    static Future<Integer> intern(
            SqlConnection connection, List<Integer> classes, List<String> fields, boolean graded, boolean clear) {
        if (classes.size() > Pattern.MOST_PORTIONS || classes.contains(ClassCatalogue.UNCLASSED)) {
            return Future.succeededFuture(Pattern.NONE);
        }
        String key = Sha256.hex(classes + "\n" + String.join("\n", fields) + "\n" + graded + clear);
        return known(connection, key)
                .compose(known -> known.isPresent()
                        ? Future.succeededFuture(known.get())
                        : add(connection, key, classes, fields, graded, clear)
                                .compose(added -> known(connection, key))
                                .map(now -> now.orElse(Pattern.NONE)));
    }

    private static Future<Optional<Integer>> known(SqlConnection connection, String key) {
        return Database.run(connection, "select id from pattern where key = $1", key)
                .map(rows -> rows.stream().findFirst().map(row -> row.getInteger("id")));
    }

    // INVARIANT: ids are taken under this lock and it is held until commit: whoever has seen an id has missed none
    // below it.
    private static Future<Void> add(
            SqlConnection connection,
            String key,
            List<Integer> classes,
            List<String> fields,
            boolean graded,
            boolean clear) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.pattern', 0))";
        String insert = """
                insert into pattern (key, classes, fields, graded, clear)
                select $1, $2, $3, $4, $5
                where not exists (select 1 from pattern where key = $1)
                    and (select count(*) from pattern) <= $6
                """;
        return Database.run(connection, lock)
                .compose(held -> Database.run(
                        connection,
                        insert,
                        key,
                        classes.toArray(Integer[]::new),
                        fields.toArray(String[]::new),
                        graded,
                        clear,
                        MOST))
                .mapEmpty();
    }

    /** Patterns above an id, in order. */
    Future<Patterns> after(PatternsAfter question) {
        String sql = "select id, classes, fields, graded, clear from pattern where id > $1 order by id";
        return database.query(sql, question.afterId())
                .map(rows -> new Patterns(rows.stream()
                        .map(row -> new Pattern(
                                row.getInteger("id"),
                                List.of(row.getArrayOfIntegers("classes")),
                                List.of(row.getArrayOfStrings("fields")),
                                row.getBoolean("graded"),
                                row.getBoolean("clear")))
                        .toList()));
    }
}
