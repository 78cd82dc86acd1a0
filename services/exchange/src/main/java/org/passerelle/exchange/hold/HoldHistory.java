package org.passerelle.exchange.hold;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.ZoneOffset;
import org.passerelle.core.decision.Code;
import org.passerelle.core.message.History.Held;
import org.passerelle.core.message.History.HeldOf;
import org.passerelle.core.message.History.HoldCount;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.History.Rulings;
import org.passerelle.core.message.History.RulingsAt;
import org.passerelle.platform.database.Database;

/** What was held, and which rulings counted at an instant that is past (HRDDP H11). */
public final class HoldHistory {

    // A ruling that was taken back later had counted before. What a migration ended has no barrier of its own, and ends
    // with its time.
    private static final String RULINGS = """
            select hold.id, hold.code, hold.matter, hold.portion_id, ruling.subject, ruling.party, ruling.reason, ruling.at, ruling.expires_at
            from ruling
            join hold on hold.id = ruling.hold
            where ruling.allow and ruling.barrier <= $7 and ruling.expires_at > $8
                and hold.record_id = $1 and hold.version = $2 and hold.recipient = $3
                and hold.recipient_unit is not distinct from $4 and hold.purpose = $5 and hold.action = $6
                and not exists (
                    select from withdrawal
                    where withdrawal.hold = hold.id and coalesce(withdrawal.barrier <= $7, withdrawal.at <= $8))
            order by ruling.at, hold.id, ruling.party
            """;

    private static final String HELD = """
            select code, state, count(*) as holds
            from hold
            where releaser = $1 and recipient = $2 and opened_at >= $3 and opened_at < $4
            group by code, state
            order by code, state
            """;

    private final Database database;

    public HoldHistory(Database database) {
        this.database = database;
    }

    /** Those that counted for a release. */
    public Future<Rulings> rulings(RulingsAt asked) {
        return database.query(
                        RULINGS,
                        asked.recordId(),
                        asked.version(),
                        asked.recipient(),
                        asked.unit().orElse(null),
                        asked.purpose(),
                        asked.action().name(),
                        asked.policyVersion(),
                        asked.at().atOffset(ZoneOffset.UTC))
                .map(rows -> new Rulings(rows.stream().map(HoldHistory::ruling).toList()));
    }

    private static Ruling ruling(Row row) {
        return new Ruling(
                row.getString("id"),
                Code.valueOf(row.getString("code")),
                row.getString("matter"),
                row.getString("portion_id"),
                row.getString("subject"),
                row.getString("party"),
                row.getString("reason"),
                row.getOffsetDateTime("at").toInstant(),
                row.getOffsetDateTime("expires_at").toInstant());
    }

    /** How many holds there were, by code and by what became of them. */
    public Future<Held> held(HeldOf asked) {
        return database.query(
                        HELD,
                        asked.releaser(),
                        asked.recipient(),
                        asked.from().atOffset(ZoneOffset.UTC),
                        asked.until().atOffset(ZoneOffset.UTC))
                .map(rows -> new Held(rows.stream()
                        .map(row -> new HoldCount(
                                Code.valueOf(row.getString("code")), row.getString("state"), row.getLong("holds")))
                        .toList()));
    }
}
