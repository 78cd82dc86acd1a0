package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.database.Database;

/**
 * Looks through the assessments and opens tasks for those that have ended or end soon, that are to be reviewed, and for conditions that
 * are due; of what was approved and ends it drafts the renewal. However often and on however many nodes it runs, each cause opens one
 * task, and each assessment has one renewal.
 */
final class Upkeep {
    private final Database database;
    private final Clock clock;
    private final Duration lead;
    private final Duration review;

    /**
     * @param lead how long before its date a task is opened
     * @param review after how long an assessment in use is reviewed, again and again
     */
    Upkeep(Database database, Clock clock, Duration lead, Duration review) {
        this.database = database;
        this.clock = clock;
        this.lead = lead;
        this.review = review;
    }

    /** Answers how many tasks were opened; none when another node is at it. */
    Future<Integer> run() {
        return database.transaction(transaction -> lead(transaction)
                .compose(leading -> leading
                        ? AssessmentStore.everyLife(transaction)
                                .compose(all -> renew(transaction, all).compose(renewed -> open(transaction, all)))
                        : Future.succeededFuture(0)));
    }

    private static Future<Boolean> lead(SqlConnection transaction) {
        return Database.run(
                        transaction,
                        "select pg_try_advisory_xact_lock(hashtextextended('screening.upkeep', 0)) as leading")
                .map(rows -> rows.iterator().next().getBoolean("leading"));
    }

    private Future<Void> renew(SqlConnection transaction, List<AssessmentLife> lives) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Set<String> succeeded =
                lives.stream().flatMap(life -> life.now().supersedes().stream()).collect(Collectors.toSet());
        Future<Void> renewed = Future.succeededFuture();
        for (Assessment ending : lives.stream()
                .map(AssessmentLife::now)
                .filter(Upkeep::renewable)
                .filter(assessment -> !succeeded.contains(assessment.id()))
                .filter(assessment -> !assessment.validUntil().isAfter(now.plus(lead)))
                .toList()) {
            renewed = renewed.compose(
                    before -> Renewals.open(transaction, ending, now).mapEmpty());
        }
        return renewed;
    }

    // What is suspended is remedied or reinstated first.
    private static boolean renewable(Assessment assessment) {
        return switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL, EXPIRED -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, SUPERSEDED -> false;
        };
    }

    private Future<Integer> open(SqlConnection transaction, List<AssessmentLife> lives) {
        Instant now = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Future<Integer> opened = Future.succeededFuture(0);
        for (Date date : lives.stream()
                .filter(life -> inUse(life.now()))
                .flatMap(life -> dates(life, now))
                .filter(date -> !date.at().isAfter(now.plus(lead)))
                .toList()) {
            opened = opened.compose(
                    count -> TaskStore.open(transaction, date.kind(), date.assessment(), date.cause(), date.at(), now)
                            .map(fresh -> fresh ? count + 1 : count));
        }
        return opened;
    }

    private record Date(String kind, String assessment, String cause, Instant at) {}

    private Stream<Date> dates(AssessmentLife life, Instant now) {
        Assessment assessment = life.now();
        Stream<Date> renewal = Stream.of(date(TaskStore.RENEWAL, assessment, "", assessment.validUntil()));
        Stream<Date> reviews = review(life, now).map(at -> date(TaskStore.REVIEW, assessment, "", at)).stream();
        Stream<Date> conditions = assessment.mitigations().stream()
                .filter(mitigation -> mitigation.doneAt().isEmpty())
                .map(mitigation -> date(TaskStore.MITIGATION, assessment, mitigation.id() + " ", mitigation.due()));
        return Stream.of(renewal, reviews, conditions).flatMap(dates -> dates);
    }

    /** Its own date, or else the last of the regular ones that has come near; what has ended is renewed and not reviewed. */
    private Optional<Instant> review(AssessmentLife life, Instant now) {
        Assessment assessment = life.now();
        return life.dossier()
                .nextReview()
                .or(() -> regularReview(assessment, now))
                .filter(last -> now.isBefore(assessment.validUntil()) && last.isBefore(assessment.validUntil()));
    }

    private Optional<Instant> regularReview(Assessment assessment, Instant now) {
        long reviews = Duration.between(assessment.validFrom(), now.plus(lead)).dividedBy(review);
        return reviews > 0 ? Optional.of(assessment.validFrom().plus(review.multipliedBy(reviews))) : Optional.empty();
    }

    private static Date date(String kind, Assessment assessment, String what, Instant at) {
        return new Date(kind, assessment.id(), what + at, at);
    }

    /** Whether anything of it still counts, or would if it were renewed. */
    static boolean inUse(Assessment assessment) {
        return switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL, SUSPENDED, EXPIRED -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, WITHDRAWN, SUPERSEDED -> false;
        };
    }
}
