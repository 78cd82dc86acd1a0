package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.LinkedHashMap;
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
                select record.releaser, record.id, version.derived_from
                from derived join record on record.id = derived.id
                join version on version.record_id = record.id and version.version = record.current_version
                where record.id <> $1
                order by record.releaser, record.position
                """;
        return database.query(sql, question.recordId()).map(rows -> {
            Map<String, List<String>> byReleaser = new TreeMap<>();
            Map<String, List<String>> cited = new LinkedHashMap<>();
            for (Row row : rows) {
                String id = row.getString("id");
                byReleaser
                        .computeIfAbsent(row.getString("releaser"), releaser -> new ArrayList<>())
                        .add(id);
                cited.put(id, List.of(row.getArrayOfStrings("derived_from")));
            }
            return new Derivatives(byReleaser, links(question.recordId(), cited));
        });
    }

    private static Map<String, List<String>> links(String recordId, Map<String, List<String>> cited) {
        Map<String, List<String>> links = new LinkedHashMap<>();
        cited.forEach((id, sources) -> links.put(
                id,
                sources.stream()
                        .filter(source -> source.equals(recordId) || cited.containsKey(source))
                        .toList()));
        return links;
    }
}
