package org.passerelle.exchange.match;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import org.passerelle.core.message.Matches.Spend;
import org.passerelle.core.message.Matches.Spending;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;

/** Counts questions, so that in no stretch of time one party asks another more than is allowed, through whichever gateway. */
public final class MatchQuestions {
    // Two at once are counted one after the other.
    private static final String LOCK = """
            select pg_advisory_xact_lock(hashtextextended('passerelle.exchange.match ' || $1 || ' ' || $2, 0))
            """;

    private static final String FORGET = "delete from match_question where asking = $1 and asked = $2 and at <= $3";

    private static final String COUNT = """
            insert into match_question (asking, asked, at)
            select $1, $2, $3
            where (select count(*) from match_question where asking = $1 and asked = $2) < $4::integer
            """;

    private final Database database;
    private final Clock clock;
    private final NodeConfig.Matches config;

    public MatchQuestions(Database database, Clock clock, NodeConfig.Matches config) {
        this.database = database;
        this.clock = clock;
        this.config = config;
    }

    /** Completes when the question is durably counted, or is one too many. */
    public Future<Spending> spend(Spend question) {
        return database.transaction(transaction -> Database.run(transaction, LOCK, question.asking(), question.asked())
                .compose(locked -> count(transaction, question, clock.instant())));
    }

    private Future<Spending> count(SqlConnection transaction, Spend question, Instant at) {
        return Database.run(
                        transaction,
                        FORGET,
                        question.asking(),
                        question.asked(),
                        at.minus(config.within()).atOffset(ZoneOffset.UTC))
                .compose(forgotten -> Database.run(
                        transaction,
                        COUNT,
                        question.asking(),
                        question.asked(),
                        at.atOffset(ZoneOffset.UTC),
                        config.most()))
                .map(counted -> counted.rowCount() == 1 ? new Spending.Counted() : new Spending.Exhausted());
    }
}
