package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.seal.DataKey;
import org.passerelle.platform.seal.Sealed;
import org.passerelle.platform.service.Rounds;

/** Seals what imports that were opened by an older product left in clear. Of those that are completed the mapping goes. */
final class ImportSealing {
    private static final int TOGETHER = 500;
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.records.imports', 0))";
    private static final String KEY =
            "insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4)";

    private final Database database;
    private final ImportSeal seal;

    ImportSealing(Database database, ContentSeal seal) {
        this.database = database;
        this.seal = new ImportSeal(seal);
    }

    /** Completes when nothing stands unsealed. */
    Future<Void> complete() {
        return all(this::jobs).compose(jobs -> all(this::faults));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Void> all(Function<SqlConnection, Future<Integer>> batch) {
        return Rounds.untilNone(() -> database.transaction(
                connection -> Database.run(connection, LOCK).compose(held -> batch.apply(connection))));
    }

    private Future<Integer> jobs(SqlConnection connection) {
        String select = """
                select id, subject, name, mapping, completed_at is not null as completed from import
                where name is not null limit $1
                """;
        String update = "update import set sealed = $2, sealed_mapping = $3, name = null, mapping = null where id = $1";
        return Database.run(connection, select, TOGETHER).compose(rows -> {
            List<Tuple> keys = new ArrayList<>();
            List<Tuple> jobs = new ArrayList<>();
            rows.forEach(row -> jobs.add(job(row, keys)));
            return Database.runEach(connection, KEY, keys)
                    .compose(keyed -> Database.runEach(connection, update, jobs))
                    .map(rows.size());
        });
    }

    private Tuple job(Row row, List<Tuple> keys) {
        String id = row.getString("id");
        String account = row.getString("subject");
        Optional<String> mapping = Optional.ofNullable(row.getString("mapping"));
        Sealed fresh = seal.freshKey(account, id);
        keys.add(Tuple.of(ContentSeal.importJob(id), account, fresh.key(), fresh.wrappedUnder()));
        Optional<Sealed> further =
                mapping.filter(text -> !row.getBoolean("completed")).map(text -> seal.sealMapping(account, id, text));
        further.ifPresent(
                kept -> keys.add(Tuple.of(ContentSeal.importMapping(id), account, kept.key(), kept.wrappedUnder())));
        return Tuple.from(Arrays.<@Nullable Object>asList(
                id,
                seal.seal(
                        seal.key(account, id, fresh.key(), fresh.wrappedUnder()).orElseThrow(),
                        id,
                        ImportSeal.Named.of(row.getString("name"), mapping)),
                further.map(Sealed::content).orElse(null)));
    }

    private Future<Integer> faults(SqlConnection connection) {
        String select = """
                select import_fault.position, import_fault.import, import_fault.item, import_fault.pointer, import_fault.message,
                    import.subject, data_key.wrapped, data_key.wrapped_under
                from import_fault
                join import on import.id = import_fault.import
                join data_key on data_key.about = 'import ' || import.id
                where import_fault.message is not null
                order by import_fault.position limit $1
                """;
        String update = "update import_fault set sealed = $2, pointer = null, message = null where position = $1";
        return Database.run(connection, select, TOGETHER).compose(rows -> {
            Map<String, Optional<DataKey>> keys = new HashMap<>();
            List<Tuple> faults = rows.stream().map(row -> fault(row, keys)).toList();
            return Database.runEach(connection, update, faults).map(rows.size());
        });
    }

    // One whose data key does not open is sealed for nobody.
    private Tuple fault(Row row, Map<String, Optional<DataKey>> keys) {
        String id = row.getString("import");
        Optional<Buffer> content = keys.computeIfAbsent(
                        id,
                        first -> seal.key(
                                row.getString("subject"),
                                id,
                                row.getBuffer("wrapped"),
                                row.getInteger("wrapped_under")))
                .map(key -> seal.sealFault(
                        key, id, row.getLong("item"), row.getString("pointer"), row.getString("message")));
        return Tuple.from(Arrays.<@Nullable Object>asList(row.getLong("position"), content.orElse(null)));
    }
}
