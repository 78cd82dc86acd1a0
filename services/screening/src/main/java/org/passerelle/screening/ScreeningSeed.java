package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Dossier;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.screening.AllegationStore.Reported;

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
        return seedIfEmpty(database, assessments, Map.of(), allegations, at);
    }

    /**
     * The same, with what the assessments rest on.
     *
     * @param dossiers by id of the assessment
     */
    public static Future<Boolean> seedIfEmpty(
            Database database,
            List<Assessment> assessments,
            Map<String, Dossier> dossiers,
            List<Allegation> allegations,
            Instant at) {
        Instant rounded = at.truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> empty(transaction)
                .compose(empty -> empty
                        ? enter(transaction, assessments, dossiers, allegations, rounded)
                                .map(true)
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
            SqlConnection transaction,
            List<Assessment> assessments,
            Map<String, Dossier> dossiers,
            List<Allegation> allegations,
            Instant at) {
        Future<Void> entered = Future.succeededFuture();
        for (Assessment assessment : assessments) {
            Dossier dossier = dossiers.getOrDefault(assessment.id(), Dossier.EMPTY);
            AssessmentStore.Entry entry =
                    new AssessmentStore.Entry(assessment, dossier, 1, SUBJECT, Optional.empty(), at);
            entered = entered.compose(before -> AssessmentStore.enter(transaction, entry));
        }
        for (Allegation allegation : allegations) {
            entered = entered.compose(before -> enter(transaction, allegation, at));
        }
        return entered.compose(before -> Barrier.raise(transaction, "screening seeded"));
    }

    // What came with the configuration was told elsewhere: of it there is neither text nor source.
    private static Future<Void> enter(SqlConnection transaction, Allegation allegation, Instant at) {
        return AllegationStore.enter(
                        transaction, new Reported(allegation, Optional.empty(), Optional.empty(), SUBJECT, at, 0))
                .compose(barrier -> StatementStore.enter(
                        transaction, allegation, SaidAs.REPORT, allegation.id(), allegation.grading(), SUBJECT, at));
    }
}
