package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.note.NoteOutbox;

/** What was wrong when a bundle was built. The operator's log hears of each fault once, however many bundles it outlives. */
final class FaultStore {
    private FaultStore() {}

    /** How many agreements a bundle lacks, and how many faults there are beside. */
    record Count(long omissions, long faults) {}

    static Future<Void> keep(SqlConnection transaction, BundleAssembly assembly) {
        if (assembly.omissions().isEmpty() && assembly.faults().isEmpty()) {
            return Future.succeededFuture();
        }
        long version = assembly.bundle().version();
        return Database.runEach(
                        transaction,
                        "insert into omission (version, agreement, reason, faults) values ($1, $2, $3, $4::text::jsonb)",
                        omissions(version, assembly.omissions()))
                .compose(omitted -> Database.runEach(
                        transaction,
                        "insert into policy_fault (version, position, fault) values ($1, $2, $3::text::jsonb)",
                        faults(version, assembly.faults())))
                .compose(kept -> Database.run(transaction, """
                        select agreement || ': ' || reason as detail, 'agreement-left-out' as kind
                        from omission now where version = $1 and not exists (
                            select from omission before
                            where before.version = (select max(version) from bundle where version < $1)
                            and before.agreement = now.agreement and before.reason = now.reason)
                        union all
                        select fault ->> 'sentence', 'policy-fault'
                        from policy_fault now where version = $1 and not exists (
                            select from policy_fault before
                            where before.version = (select max(version) from bundle where version < $1)
                            and before.fault = now.fault)
                        order by 2, 1
                        """, version))
                .compose(unreported -> {
                    Future<Void> reported = Future.succeededFuture();
                    for (Row row : unreported) {
                        Audit.Note note =
                                new Audit.Note(row.getString("kind"), "agreements", "", row.getString("detail"));
                        reported = reported.compose(done -> NoteOutbox.add(transaction, note));
                    }
                    return reported;
                });
    }

    private static List<Tuple> omissions(long version, Map<String, List<Fault>> omissions) {
        return omissions.entrySet().stream()
                .map(omission -> Tuple.of(
                        version,
                        omission.getKey(),
                        BundleAssembly.reason(omission.getValue()),
                        Json.write(omission.getValue())))
                .toList();
    }

    private static List<Tuple> faults(long version, List<Fault> faults) {
        List<Tuple> rows = new ArrayList<>();
        for (Fault fault : faults) {
            rows.add(Tuple.of(version, rows.size(), Json.write(fault)));
        }
        return rows;
    }

    /** What keeps an agreement out of the bundle of a version. */
    static Future<List<Fault>> of(SqlClient client, long version, String agreement) {
        return Database.run(client, """
                select fault::text as fault
                from omission, jsonb_array_elements(faults) with ordinality as each (fault, position)
                where version = $1 and agreement = $2 order by position
                """, version, agreement).map(rows -> {
            List<Fault> faults = new ArrayList<>();
            rows.forEach(row -> faults.add(Json.read(row.getString("fault"), Fault.class)));
            return List.copyOf(faults);
        });
    }

    static Future<Count> count(Database database, long version) {
        return database.query("""
                select (select count(*) from omission where version = $1) as omissions,
                    (select count(*) from policy_fault where version = $1) as faults
                """, version).map(rows -> {
            Row row = rows.iterator().next();
            return new Count(row.getLong("omissions"), row.getLong("faults"));
        });
    }
}
