package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.platform.database.Database;

/**
 * Looks through the assessments and opens tasks for those that have ended or end soon, and for overdue conditions. However often and
 * on however many nodes it runs, each cause opens one task.
 */
final class Upkeep {
    private final Database database;
    private final Clock clock;
    private final Duration renewalLead;

    Upkeep(Database database, Clock clock, Duration renewalLead) {
        this.database = database;
        this.clock = clock;
        this.renewalLead = renewalLead;
    }

    /** Answers how many tasks were opened; none when another node is at it. */
    Future<Integer> run() {
        return database.transaction(transaction -> lead(transaction)
                .compose(leading -> leading
                        ? AssessmentStore.all(transaction).compose(all -> open(transaction, all))
                        : Future.succeededFuture(0)));
    }

    private static Future<Boolean> lead(SqlConnection transaction) {
        return Database.run(
                        transaction,
                        "select pg_try_advisory_xact_lock(hashtextextended('screening.upkeep', 0)) as leading")
                .map(rows -> rows.iterator().next().getBoolean("leading"));
    }

    private Future<Integer> open(SqlConnection transaction, List<Assessment> assessments) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Future<Integer> opened = Future.succeededFuture(0);
        for (Assessment assessment : assessments) {
            if (!inUse(assessment)) {
                continue;
            }
            if (!now.plus(renewalLead).isBefore(assessment.validUntil())) {
                opened = add(
                        opened,
                        () -> TaskStore.open(
                                transaction,
                                TaskStore.RENEWAL,
                                assessment.id(),
                                assessment.validUntil().toString(),
                                assessment.validUntil(),
                                now));
            }
            for (Mitigation mitigation : assessment.mitigations()) {
                if (mitigation.overdue(now)) {
                    opened = add(
                            opened,
                            () -> TaskStore.open(
                                    transaction,
                                    TaskStore.MITIGATION,
                                    assessment.id(),
                                    mitigation.id() + " " + mitigation.due(),
                                    mitigation.due(),
                                    now));
                }
            }
        }
        return opened;
    }

    private static Future<Integer> add(Future<Integer> before, java.util.function.Supplier<Future<Boolean>> opening) {
        return before.compose(count -> opening.get().map(opened -> opened ? count + 1 : count));
    }

    private static boolean inUse(Assessment assessment) {
        return switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL, SUSPENDED, EXPIRED -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, WITHDRAWN, SUPERSEDED -> false;
        };
    }
}
