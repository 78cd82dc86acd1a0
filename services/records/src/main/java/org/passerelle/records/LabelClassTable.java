package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.compiled.ClassCatalogue;
import org.passerelle.core.message.Records.Classes;
import org.passerelle.core.message.Records.ClassesAfter;
import org.passerelle.core.message.Records.LabelClass;
import org.passerelle.core.record.LabelClasses;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Interned label classes: thousands, where portions are millions. */
final class LabelClassTable {
    private final Database database;

    LabelClassTable(Database database) {
        this.database = database;
    }

    /** The class ids of each version's portions, in their order; new classes are added, as long as there is room for them. */
    static Future<List<List<Integer>>> intern(SqlConnection connection, List<RecordFacts> versions) {
        Map<String, RecordFacts> byKey = new TreeMap<>();
        List<List<String>> keys = versions.stream()
                .map(facts -> facts.portions().stream()
                        .map(portion -> {
                            String key = VersionWriter.classKey(facts, portion);
                            byKey.computeIfAbsent(key, fresh -> LabelClasses.classFacts(facts, portion));
                            return key;
                        })
                        .toList())
                .toList();
        return known(connection, byKey.keySet())
                .compose(ids -> ids.size() == byKey.size()
                        ? Future.succeededFuture(ids)
                        : add(connection, byKey, ids.keySet()).compose(added -> known(connection, byKey.keySet())))
                .map(ids -> keys.stream()
                        .map(version -> version.stream()
                                .map(key -> ids.getOrDefault(key, ClassCatalogue.UNCLASSED))
                                .toList())
                        .toList());
    }

    private static Future<Map<String, Integer>> known(SqlConnection connection, Set<String> keys) {
        String sql = "select key, id from label_class where key = any($1)";
        return Database.run(connection, sql, (Object) keys.toArray(String[]::new))
                .map(rows -> {
                    Map<String, Integer> ids = new HashMap<>();
                    rows.forEach(row -> ids.put(row.getString("key"), row.getInteger("id")));
                    return ids;
                });
    }

    // INVARIANT: ids are taken under this lock and it is held until commit: whoever has seen an id has missed none
    // below it.
    private static Future<RowSet<Row>> add(
            SqlConnection connection, Map<String, RecordFacts> classes, Set<String> known) {
        String lock = "select pg_advisory_xact_lock(hashtextextended('passerelle.records.label-class', 0))";
        String insert = """
                insert into label_class (key, facts)
                select $1, $2::text::json
                where not exists (select 1 from label_class where key = $1)
                    and (select count(*) from label_class) <= $3
                    and (select count(*) from label_class where releaser = $4) < $5
                """;
        List<Tuple> missing = classes.entrySet().stream()
                .filter(entry -> !known.contains(entry.getKey()))
                .map(entry -> Tuple.of(
                        entry.getKey(),
                        Json.write(entry.getValue()),
                        LabelClasses.MOST,
                        entry.getValue().releaser(),
                        LabelClasses.SHARE))
                .toList();
        return Database.run(connection, lock).compose(held -> Database.runEach(connection, insert, missing));
    }

    /** Classes above an id, in order. */
    Future<Classes> after(ClassesAfter question) {
        String sql = "select id, facts::text as facts from label_class where id > $1 order by id limit $2";
        return database.query(sql, question.afterId(), Classes.PAGE)
                .map(rows -> new Classes(rows.stream()
                        .map(row -> labelClass(row.getInteger("id"), row.getString("facts")))
                        .toList()));
    }

    private static LabelClass labelClass(int id, String text) {
        RecordFacts facts = Json.read(text, RecordFacts.class);
        PortionFacts portion = facts.portions().getFirst();
        return new LabelClass(id, facts, portion);
    }
}
