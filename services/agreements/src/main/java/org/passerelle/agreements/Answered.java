package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlConnection;
import java.time.ZoneOffset;
import java.util.Optional;
import org.passerelle.agreements.AgreementActs.Result;
import org.passerelle.core.message.Agreements.Act;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;

/** Idempotency keys: what was done under a key is not done again, and the key is good for nothing else. */
final class Answered {
    private Answered() {}

    /** What was answered before; locks the key until the transaction ends. */
    static Future<Optional<Result>> find(SqlConnection transaction, Act act) {
        return act.key()
                .map(key -> Database.run(
                                transaction,
                                "select pg_advisory_xact_lock(hashtextextended('agreements.key.' || $1 || '.' || $2, 0))",
                                act.party(),
                                key)
                        .compose(locked -> Database.run(transaction, """
                                select digest, agreement, version, barrier, at from answered
                                where party = $1 and key = $2
                                """, act.party(), key))
                        .map(rows -> rows.size() == 0
                                ? Optional.<Result>empty()
                                : Optional.of(before(rows.iterator().next(), act))))
                .orElse(Future.succeededFuture(Optional.empty()));
    }

    private static Result before(Row row, Act act) {
        return row.getString("digest").equals(digest(act))
                ? new Result.Changed(
                        row.getString("agreement"),
                        row.getInteger("version"),
                        Optional.ofNullable(row.getLong("barrier")),
                        row.getOffsetDateTime("at").toInstant())
                : new Result.Refused(new Outcome.KeyReused());
    }

    /** Keeps what was done; what was refused may be asked again. */
    static Future<Result> keep(SqlConnection transaction, Act act, Result result) {
        return act.key().isPresent() && result instanceof Result.Changed changed
                ? Database.run(
                                transaction,
                                """
                                insert into answered (party, key, digest, agreement, version, barrier, at)
                                values ($1, $2, $3, $4, $5, $6, $7)
                                """,
                                act.party(),
                                act.key().orElseThrow(),
                                digest(act),
                                changed.agreement(),
                                changed.version(),
                                changed.barrier().orElse(null),
                                changed.at().atOffset(ZoneOffset.UTC))
                        .map(result)
                : Future.succeededFuture(result);
    }

    // Whose act it is and what it does, not the version that it was meant for.
    private static String digest(Act act) {
        Act meant =
                new Act(act.agreement(), act.party(), act.subject(), act.deed(), Optional.empty(), Optional.empty());
        return Sha256.hex(Json.canonical(meant));
    }
}
