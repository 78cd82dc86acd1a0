package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Screening.Change;
import org.passerelle.core.message.Screening.ChangeOutcome;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentEvent;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.screening.AssessmentEvents.Happening;

/**
 * Suspends, reinstates and withdraws assessments of the assessing party. The answer comes when the change is effective on every
 * gateway. Whoever asks again after a lost answer gets the same one.
 */
final class AssessmentChanges {
    private final Database database;
    private final Clock clock;
    private final Effect effect;

    AssessmentChanges(Database database, Clock clock, Effect effect) {
        this.database = database;
        this.clock = clock;
        this.effect = effect;
    }

    Future<ChangeOutcome> change(Change ask) {
        return database.transaction(transaction -> commit(transaction, ask)).compose(outcome -> switch (outcome) {
            case ChangeOutcome.Absent absent -> Future.succeededFuture(absent);
            case ChangeOutcome.NotPossible refused -> Future.succeededFuture(refused);
            case ChangeOutcome.Changed changed -> effect.of(changed.barrier()).map(done -> changed);
        });
    }

    private Future<ChangeOutcome> commit(SqlConnection transaction, Change ask) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return AssessmentStore.lock(transaction, ask.assessmentId())
                .compose(locked -> AssessmentStore.life(transaction, ask.assessmentId()))
                .compose(found -> found.filter(life -> life.now().assessor().equals(ask.party()))
                        .map(life -> commit(transaction, ask, life, at))
                        .orElse(Future.succeededFuture(new ChangeOutcome.Absent())));
    }

    private static Future<ChangeOutcome> commit(
            SqlConnection transaction, Change ask, AssessmentLife life, Instant at) {
        Optional<ChangeOutcome> before = life.last()
                .filter(event -> event.kind() == kind(ask))
                .flatMap(event -> event.barrier()
                        .map(barrier -> new ChangeOutcome.Changed(
                                life.now(), barrier, event.what().at())));
        if (before.isPresent()) {
            return Future.succeededFuture(before.get());
        }
        return refusal(ask, life.now(), at)
                .<Future<ChangeOutcome>>map(reason -> Future.succeededFuture(new ChangeOutcome.NotPossible(reason)))
                .orElseGet(() -> append(transaction, ask, at));
    }

    private static AssessmentEvent kind(Change ask) {
        return switch (ask.kind()) {
            case SUSPEND -> AssessmentEvent.SUSPENDED;
            case REINSTATE -> AssessmentEvent.REINSTATED;
            case WITHDRAW -> AssessmentEvent.WITHDRAWN;
        };
    }

    private static Optional<String> refusal(Change ask, Assessment assessment, Instant at) {
        return switch (ask.kind()) {
            // Whoever sees a danger may stop releases, the author too.
            case SUSPEND -> unless(approved(assessment), "only an approved assessment can be suspended");
            case WITHDRAW ->
                unless(
                        approved(assessment) || suspended(assessment),
                        "only an approved or suspended assessment can be withdrawn");
            case REINSTATE ->
                unless(suspended(assessment), "only a suspended assessment can be reinstated")
                        .or(() -> unless(
                                !ask.subject().equals(assessment.author()),
                                "the author of an assessment cannot reinstate it (HRDDP H8)"))
                        .or(() -> unless(
                                at.isBefore(assessment.validUntil()),
                                "the assessment has expired; it must be renewed"));
        };
    }

    private static Optional<String> unless(boolean possible, String reason) {
        return possible ? Optional.empty() : Optional.of(reason);
    }

    private static boolean approved(Assessment assessment) {
        return switch (assessment.state()) {
            case APPROVED, APPROVED_CONDITIONAL -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }

    private static boolean suspended(Assessment assessment) {
        return switch (assessment.state()) {
            case SUSPENDED -> true;
            case DRAFT, UNDER_REVIEW, APPROVED, APPROVED_CONDITIONAL, REFUSED, WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }

    private static Future<ChangeOutcome> append(SqlConnection transaction, Change ask, Instant at) {
        AssessmentEvent kind = kind(ask);
        Audit.Note note = new Audit.Note(
                "assessment-" + kind.name().toLowerCase(Locale.ROOT),
                ask.subject(),
                ask.party(),
                ask.assessmentId() + ": " + ask.reason());
        Happening what = new Happening(ask.assessmentId(), kind, ask.party(), ask.subject(), ask.reason(), at);
        return NoteOutbox.add(transaction, note)
                .compose(noted -> AssessmentEvents.append(transaction, List.of(what)))
                .compose(barrier -> AssessmentStore.life(transaction, ask.assessmentId())
                        .map(changed ->
                                new ChangeOutcome.Changed(changed.orElseThrow().now(), barrier.orElseThrow(), at)));
    }
}
