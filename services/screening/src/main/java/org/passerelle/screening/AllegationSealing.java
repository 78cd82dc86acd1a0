package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.service.Rounds;
import org.passerelle.screening.AllegationSeal.Place;

/** Seals what an older product left in clear. */
final class AllegationSealing {
    private static final int TOGETHER = 500;
    private static final String LOCK =
            "select pg_advisory_xact_lock(hashtextextended('passerelle.screening.seals', 0))";

    private static final String PORTIONS = """
            select p.statement, p.field, p.marking, p.level, p.compartments, p.content, s.allegation, a.assessor
            from allegation_portion p
            join allegation_statement s on s.id = p.statement
            join allegation a on a.id = s.allegation
            where p.content is not null limit $1
            """;

    private static final String SEAL_PORTION = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4))
            update allegation_portion set sealed = $5, content = null where statement = $6 and field = $7
            """;

    private static final String REASONS = """
            select e.position, e.reason, e.allegation, a.assessor
            from allegation_event e join allegation a on a.id = e.allegation
            where e.reason is not null limit $1
            """;

    private static final String SEAL_REASON = """
            with key as (insert into data_key (about, domain, wrapped, wrapped_under) values ($1, $2, $3, $4))
            update allegation_event set sealed = $5, reason = null where position = $6
            """;

    private final Database database;
    private final AllegationSeal seal;
    private final int together;

    AllegationSealing(Database database, AllegationSeal seal) {
        this(database, seal, TOGETHER);
    }

    /** @param together how many rows make a batch */
    AllegationSealing(Database database, AllegationSeal seal, int together) {
        this.database = database;
        this.seal = seal;
        this.together = together;
    }

    /** Completes when nothing stands unsealed. */
    Future<Void> complete() {
        return all(PORTIONS, SEAL_PORTION, this::portion).compose(portions -> all(REASONS, SEAL_REASON, this::reason));
    }

    // Nodes that start together share the work, batch by batch.
    private Future<Void> all(String select, String update, Function<Row, Tuple> sealed) {
        return Rounds.untilNone(() -> database.transaction(connection -> Database.run(connection, LOCK)
                .compose(held -> Database.run(connection, select, together))
                .compose(rows -> each(connection, update, rows, sealed))));
    }

    private static Future<Integer> each(
            SqlConnection connection, String update, RowSet<Row> rows, Function<Row, Tuple> sealed) {
        List<Tuple> tuples = new ArrayList<>();
        rows.forEach(row -> tuples.add(sealed.apply(row)));
        return Database.runEach(connection, update, tuples).map(done -> tuples.size());
    }

    private Tuple portion(Row row) {
        String statement = row.getString("statement");
        String field = row.getString("field");
        Portion portion = StatementStore.portion(row, row.getString("content"));
        Place place = Place.portion(
                row.getString("allegation"), statement, field, row.getString("assessor"), portion.compartments());
        return AllegationSeal.key(place, seal.sealPortion(place, portion))
                .addString(statement)
                .addString(field);
    }

    private Tuple reason(Row row) {
        long position = row.getLong("position");
        Place place = Place.reason(row.getString("allegation"), position, row.getString("assessor"));
        return AllegationSeal.key(place, seal.sealReason(place, row.getString("reason")))
                .addLong(position);
    }
}
