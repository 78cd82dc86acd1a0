package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Allegations.Report;
import org.passerelle.core.message.Allegations.ReportOutcome;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.message.Audit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Diligence;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.AllegationStore.Known;
import org.passerelle.screening.AllegationStore.Reported;

/**
 * Takes new allegations: a review task is opened for each assessment on which it bears, and when it is graded as the configuration says or
 * better the bundle holds releases from the moment of the answer on (HRDDP H9).
 */
final class AllegationReports {
    private final PartsReader<Chunk, Bundle> bundles;
    private final Database database;
    private final Clock clock;
    private final Effect effect;
    private final AllegationSeal seal;
    private final StatementStore statements;

    AllegationReports(
            PartsReader<Chunk, Bundle> bundles, Database database, Clock clock, Effect effect, AllegationSeal seal) {
        this.bundles = bundles;
        this.database = database;
        this.clock = clock;
        this.effect = effect;
        this.seal = seal;
        this.statements = new StatementStore(seal);
    }

    Future<ReportOutcome> report(Report ask) {
        return bundles.newest()
                .compose(bundle -> new Bearing(bundle)
                        .unknown(ask.allegation())
                        .<Future<ReportOutcome>>map(
                                what -> Future.succeededFuture(new ReportOutcome.UnknownSubject(what)))
                        .orElseGet(() -> report(ask, bundle)));
    }

    private Future<ReportOutcome> report(Report ask, Bundle bundle) {
        Diligence diligence = bundle.settings().diligence();
        AllegationViews views = new AllegationViews(new AllegationRules(diligence), seal);
        return database.transaction(transaction -> AllegationStore.one(
                                transaction, ask.allegation().id())
                        .compose(before -> before.map(known -> again(ask, known))
                                .orElseGet(() -> enter(
                                        transaction,
                                        ask,
                                        new AllegationReviews(new Bearing(bundle), diligence.allegationReview()))))
                        .compose(barrier -> views.one(
                                        transaction, ask.allegation().id(), ask.by())
                                .map(found -> new ReportOutcome.Reported(found.orElseThrow(), barrier))))
                .compose(reported -> effect.of(reported.barrier()).map(done -> reported));
    }

    private static Future<Long> again(Report ask, Known known) {
        return known.reported().allegation().equals(ask.allegation())
                ? Future.succeededFuture(known.reported().barrier())
                : Future.failedFuture(new IllegalArgumentException("another allegation has this id"));
    }

    private Future<Long> enter(SqlConnection transaction, Report ask, AllegationReviews reviews) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        Allegation allegation = ask.allegation();
        String subject = ask.by().subject();
        Audit.Note note = new Audit.Note("allegation-reported", subject, allegation.assessor(), allegation.id());
        // The barrier is raised late: it holds up every release.
        return reviews.open(transaction, allegation, "", at)
                .compose(opened -> NoteOutbox.add(transaction, note))
                .compose(noted -> AllegationStore.enter(
                        transaction,
                        new Reported(allegation, Optional.of(ask.category()), ask.record(), subject, at, 0)))
                .compose(barrier -> statements
                        .enter(transaction, allegation, SaidAs.REPORT, ask.statement(), subject, at)
                        .map(barrier));
    }
}
