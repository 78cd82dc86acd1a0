package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening.Report;
import org.passerelle.core.message.Screening.ReportOutcome;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Takes new allegations: a review task is opened for each assessment on which it bears, and when it is graded C3 or better the bundle
 * holds releases from the moment of the answer on (HRDDP H9).
 */
final class AllegationReports {
    // [D] Until the review is overdue.
    private static final Duration REVIEW_WITHIN = Duration.ofDays(7);

    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final Effect effect;

    AllegationReports(Bus bus, Database database, Clock clock, Effect effect) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
        this.effect = effect;
    }

    Future<ReportOutcome> report(Report ask) {
        return bus.ask(Policy.FETCH, new Policy.Fetch(0))
                .map(signed -> new Bearing(Json.read(signed.payload(), Bundle.class)))
                .compose(bearing -> bearing.unknown(ask.allegation())
                        .<Future<ReportOutcome>>map(
                                what -> Future.succeededFuture(new ReportOutcome.UnknownSubject(what)))
                        .orElseGet(() -> report(ask, bearing)));
    }

    private Future<ReportOutcome> report(Report ask, Bearing bearing) {
        return database.transaction(transaction -> AllegationStore.reported(
                                transaction, ask.allegation().id())
                        .compose(before -> before.map(reported -> again(ask.allegation(), reported))
                                .orElseGet(() -> enter(transaction, ask, bearing))))
                .compose(reported -> effect.of(reported.barrier())
                        .map(done -> new ReportOutcome.Reported(reported.allegation(), reported.barrier())));
    }

    private static Future<AllegationStore.Reported> again(Allegation allegation, AllegationStore.Reported reported) {
        return reported.allegation().equals(allegation)
                ? Future.succeededFuture(reported)
                : Future.failedFuture(new IllegalArgumentException("another allegation has this id"));
    }

    private Future<AllegationStore.Reported> enter(SqlConnection transaction, Report ask, Bearing bearing) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Allegation allegation = ask.allegation();
        Audit.Note note = new Audit.Note("allegation-reported", ask.subject(), allegation.assessor(), allegation.id());
        return AssessmentStore.all(transaction)
                .compose(all -> openReviews(transaction, allegation, bearing.assessments(all, allegation, at), at))
                .compose(opened -> NoteOutbox.add(transaction, note))
                .compose(noted -> AllegationStore.enter(transaction, allegation, ask.subject(), at))
                .map(barrier -> new AllegationStore.Reported(allegation, barrier));
    }

    // Also without an assessment: somebody must look at it.
    private static Future<Boolean> openReviews(
            SqlConnection transaction, Allegation allegation, List<Assessment> concerned, Instant at) {
        List<String> ids = concerned.isEmpty()
                ? List.of("")
                : concerned.stream().map(Assessment::id).toList();
        Future<Boolean> opened = Future.succeededFuture(false);
        for (String id : ids) {
            opened = opened.compose(before -> TaskStore.open(
                    transaction, TaskStore.ALLEGATION_REVIEW, id, allegation.id(), at.plus(REVIEW_WITHIN), at));
        }
        return opened;
    }
}
