package org.passerelle.records;

import static java.time.temporal.ChronoUnit.MICROS;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.UUID;
import org.passerelle.core.message.Records.Case;
import org.passerelle.core.message.Records.Cases;
import org.passerelle.core.message.Records.CasesOf;
import org.passerelle.core.message.Records.Reject;
import org.passerelle.platform.database.Database;
import org.passerelle.records.QuarantineStore.Proof;

/** Cases of what was above a submitter's hosting ceiling: marking, submitter and a salted hash that is keyed, and nothing of the bytes. */
final class Rejection {
    private final Database database;
    private final Clock clock;
    private final FingerprintKey key;

    Rejection(Database database, Clock clock, FingerprintKey key) {
        this.database = database;
        this.clock = clock;
        this.key = key;
    }

    Future<Case> reject(Reject reject) {
        return database.transaction(connection -> keep(connection, key, List.of(reject), clock.instant()))
                .map(List::getFirst);
    }

    /** Keeps cases in the caller's transaction. */
    static Future<List<Case>> keep(SqlConnection connection, FingerprintKey key, List<Reject> rejects, Instant at) {
        String sql = """
                insert into rejection (id, party, submitter, marking, level, ceiling, salt, salted_hash, keyed, at)
                values ($1, $2, $3, $4, $5, $6, $7, $8, true, $9)
                """;
        List<Case> cases = new ArrayList<>();
        List<Tuple> rows = new ArrayList<>();
        for (Reject reject : rejects) {
            Proof proof = Proof.of(key, reject.bodyHash());
            Case kept = new Case(
                    UUID.randomUUID().toString(),
                    reject.party(),
                    reject.submitter(),
                    reject.marking(),
                    proof.saltedHash(),
                    at.truncatedTo(MICROS));
            cases.add(kept);
            rows.add(Tuple.from(Arrays.asList(
                    kept.id(),
                    kept.party(),
                    kept.submitter(),
                    kept.marking(),
                    reject.level().name(),
                    reject.ceiling().name(),
                    proof.salt(),
                    kept.saltedHash(),
                    kept.at().atOffset(ZoneOffset.UTC))));
        }
        return Database.runEach(connection, sql, rows).map(cases);
    }

    /** A party's own cases, newest first. */
    Future<Cases> cases(CasesOf question) {
        String sql = """
                select id, party, submitter, marking, salted_hash, at from rejection where party = $1 order by at desc, id
                """;
        return database.query(sql, question.party())
                .map(rows ->
                        new Cases(rows.stream().map(Rejection::rejectionCase).toList()));
    }

    private static Case rejectionCase(Row row) {
        return new Case(
                row.getString("id"),
                row.getString("party"),
                row.getString("submitter"),
                row.getString("marking"),
                row.getString("salted_hash"),
                row.getOffsetDateTime("at").toInstant());
    }
}
