package org.passerelle.records;

import static java.util.stream.Collectors.toMap;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.message.Searching.Patterns;
import org.passerelle.core.message.Searching.PatternsAfter;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;

/** Interned patterns of label classes: thousands, where records are millions. */
final class PatternTable {
    /** So many are told apart at most; records that come later are decided one by one. */
    static final int MOST = 100_000;

    /** And so many of one releaser. */
    static final int SHARE = 10_000;

    private final Database database;

    PatternTable(Database database) {
        this.database = database;
    }

    /**
     * What makes a pattern.
     *
     * @param releaser whose the classes are
     * @param classes of the portions, in their order
     * @param fields of the portions, in their order
     * @param graded whether the head bears a grading
     * @param clear whether what the head says stands in clear to search by
     */
    record Shape(String releaser, List<Integer> classes, List<String> fields, boolean graded, boolean clear) {
        private boolean counts() {
            return classes.size() <= Pattern.MOST_PORTIONS && !classes.contains(ClassCatalogue.UNCLASSED);
        }

        private String key() {
            return Sha256.hex(classes + "\n" + String.join("\n", fields) + "\n" + graded + clear);
        }
    }

    /** The pattern of each; new ones are added, as long as there is room. */
    static Future<List<Integer>> intern(SqlConnection connection, List<Shape> shapes) {
        // In the order of their keys: nobody waits for somebody who waits for them.
        Map<String, Shape> byKey = new TreeMap<>();
        shapes.stream().filter(Shape::counts).forEach(shape -> byKey.put(shape.key(), shape));
        return known(connection, byKey.keySet())
                .compose(known -> known.size() == byKey.size()
                        ? Future.succeededFuture(known)
                        : add(connection, byKey, known.keySet()).compose(added -> known(connection, byKey.keySet())))
                .map(known -> shapes.stream()
                        .map(shape -> shape.counts() ? known.getOrDefault(shape.key(), Pattern.NONE) : Pattern.NONE)
                        .toList());
    }

    private static Future<Map<String, Integer>> known(SqlConnection connection, Set<String> keys) {
        return Database.run(connection, "select key, id from pattern where key = any($1)", (Object)
                        keys.toArray(String[]::new))
                .map(rows -> rows.stream().collect(toMap(row -> row.getString("key"), row -> row.getInteger("id"))));
    }

    // INVARIANT: ids are taken under this lock and it is held until commit: whoever has seen an id has missed none
    // below it.
    private static Future<RowSet<Row>> add(SqlConnection connection, Map<String, Shape> shapes, Set<String> known) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.pattern', 0))";
        String insert = """
                insert into pattern (key, classes, fields, graded, clear, releaser)
                select $1, $2, $3, $4, $5, $7
                where not exists (select 1 from pattern where key = $1)
                    and (select count(*) from pattern) <= $6
                    and (select count(*) from pattern where releaser = $7) < $8
                """;
        List<Tuple> missing = shapes.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> Tuple.of(
                        entry.getKey(),
                        entry.getValue().classes().toArray(Integer[]::new),
                        entry.getValue().fields().toArray(String[]::new),
                        entry.getValue().graded(),
                        entry.getValue().clear(),
                        MOST,
                        entry.getValue().releaser(),
                        SHARE))
                .toList();
        return Database.run(connection, lock).compose(held -> Database.runEach(connection, insert, missing));
    }

    /** Patterns above an id, in order. */
    Future<Patterns> after(PatternsAfter question) {
        String sql = "select id, classes, fields, graded, clear from pattern where id > $1 order by id limit $2";
        return database.query(sql, question.afterId(), Patterns.PAGE)
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
