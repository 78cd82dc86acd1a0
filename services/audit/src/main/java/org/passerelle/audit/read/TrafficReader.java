package org.passerelle.audit.read;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Flow;
import org.passerelle.platform.database.Database;

/** Reads what a releaser's recipients received lately, like disclosures together. */
public final class TrafficReader {
    private static final int MOST = 1_000;

    private static final String PAGE = """
            select record_id, version, recipient, subject, action, purpose, count(*) as disclosures
            from receipt
            where recipient = any($2) and at >= $3 and coalesce(releaser, $1) = $1
                and ($4::text is null
                    or (record_id, version, recipient, subject, action, purpose) > ($4, $5::integer, $6, $7, $8, $9))
            group by record_id, version, recipient, subject, action, purpose
            order by record_id, version, recipient, subject, action, purpose
            limit $10
            """;

    private final Database database;

    public TrafficReader(Database database) {
        this.database = database;
    }

    /** One page. */
    public Future<Audit.Traffic> page(Audit.TrafficOf asked) {
        Optional<Flow> after = asked.after();
        return database.query(
                        PAGE,
                        asked.releaser(),
                        asked.recipients().toArray(String[]::new),
                        asked.since().atOffset(ZoneOffset.UTC),
                        after.map(Flow::recordId).orElse(null),
                        after.map(Flow::version).orElse(null),
                        after.map(Flow::recipient).orElse(null),
                        after.map(Flow::subject).orElse(null),
                        after.map(flow -> flow.action().name()).orElse(null),
                        after.map(Flow::purpose).orElse(null),
                        Math.clamp(asked.limit(), 1, MOST))
                .map(rows ->
                        new Audit.Traffic(rows.stream().map(TrafficReader::flow).toList()));
    }

    private static Flow flow(Row row) {
        return new Flow(
                row.getString("record_id"),
                row.getInteger("version"),
                row.getString("recipient"),
                row.getString("subject"),
                Action.valueOf(row.getString("action")),
                row.getString("purpose"),
                row.getLong("disclosures"));
    }
}
