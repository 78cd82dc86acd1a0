package org.passerelle.records;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records.Superseded;
import org.passerelle.core.message.Records.SupersededBy;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Tells what of that which was received ceases to stand with a version of a record. */
final class Superseding {
    private final Database database;
    private final StoredRows stored;

    Superseding(Database database, StoredRows stored) {
        this.database = database;
        this.stored = stored;
    }

    Future<Superseded> superseded(SupersededBy question) {
        String sql = "select " + StoredRows.COLUMNS + """
                from record join version on version.record_id = record.id
                where record.id = $1 and record.state = 'ACTIVE' and version.version = any($2)
                """;
        Set<Integer> wanted = new HashSet<>(Set.of(question.version()));
        wanted.add(question.told());
        question.holdings().forEach(holding -> wanted.add(holding.version()));
        return database.query(sql, question.recordId(), wanted.toArray(Integer[]::new))
                .map(rows -> {
                    Map<Integer, StoredRecord> versions = new HashMap<>();
                    rows.forEach(row -> {
                        StoredRecord version = stored.read(row);
                        versions.put(version.facts().version(), version);
                    });
                    return new Superseded(Optional.ofNullable(versions.get(question.version()))
                            .map(now -> superseded(question, versions, now)));
                });
    }

    private static List<Audit.Holding> superseded(
            SupersededBy question, Map<Integer, StoredRecord> versions, StoredRecord now) {
        return question.holdings().stream()
                .filter(holding -> Optional.ofNullable(versions.get(holding.version()))
                        .filter(received -> new Held(received, holding)
                                .ceases(
                                        // Nothing is told of a version that came before what was received.
                                        holding.version() < question.told()
                                                ? versions.getOrDefault(question.told(), received)
                                                : received,
                                        now))
                        .isPresent())
                .toList();
    }
}
