package org.passerelle.records;

import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.core.message.Records.Derivatives;
import org.passerelle.core.message.Records.DerivedFrom;
import org.passerelle.platform.database.Database;

/** Finds what derives from a record, through any number of hands. */
final class Provenance {
    private final Database database;

    Provenance(Database database) {
        this.database = database;
    }

    /** Records whose current version cites the record, or cites one that does. */
    Future<Derivatives> derivatives(DerivedFrom question) {
        String sql = """
                with recursive derived as (
                    select $1::text as id
                    union
                    select citing.record_id
                    from derived
                    join version citing on citing.derived_from @> array[derived.id]
                    join record on record.id = citing.record_id and record.current_version = citing.version
                )
                select record.releaser, record.id
                from derived join record on record.id = derived.id
                where record.id <> $1
                order by record.releaser, record.position
                """;
        return database.query(sql, question.recordId()).map(rows -> {
            Map<String, List<String>> byReleaser = new TreeMap<>();
            rows.forEach(row -> byReleaser
                    .computeIfAbsent(row.getString("releaser"), releaser -> new ArrayList<>())
                    .add(row.getString("id")));
            return new Derivatives(byReleaser);
        });
    }
}
