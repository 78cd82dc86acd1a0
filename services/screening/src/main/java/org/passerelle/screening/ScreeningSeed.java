package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/** Fills an empty database once; from then on PostgreSQL is the truth. */
public final class ScreeningSeed {
    /** Who did it, in the history. */
    private static final String SUBJECT = "seed";

    private ScreeningSeed() {}

    /**
     * Enters everything in one transaction and raises the barrier, unless the schema holds anything already.
     *
     * @param database schema {@code screening}
     * @return whether it was empty
     */
    public static Future<Boolean> seedIfEmpty(
            Database database, List<Assessment> assessments, List<Allegation> allegations, Instant at) {
        Instant rounded = at.truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> empty(transaction)
                .compose(empty -> empty
                        ? enter(transaction, assessments, allegations, rounded).map(true)
                        : Future.succeededFuture(false)));
    }

    // Nodes that seed at once wait for one another.
    private static Future<Boolean> empty(SqlConnection transaction) {
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('screening.seed', 0))")
                .compose(locked -> Database.run(transaction, """
                        select 1 from assessment union all select 1 from allegation limit 1
                        """))
                .map(rows -> rows.size() == 0);
    }

    private static Future<Long> enter(
            SqlConnection transaction, List<Assessment> assessments, List<Allegation> allegations, Instant at) {
        Future<Void> entered = Future.succeededFuture();
        for (Assessment assessment : assessments) {
            entered = entered.compose(before -> AssessmentStore.enter(transaction, assessment, 1, SUBJECT, at));
        }
        for (Allegation allegation : allegations) {
            entered = entered.compose(before ->
                    AllegationStore.enter(transaction, allegation, SUBJECT, at).mapEmpty());
        }
        return entered.compose(before -> Barrier.raise(transaction, "screening seeded"));
    }
}
