package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Look;
import org.passerelle.core.message.Assessments.Looked;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/**
 * Takes the steps in the life of assessments from draft to decision, and of remediation. An assessment of others is absent, and so is to an
 * author what they have no part in. Whatever decisions depend on answers when it is effective on every gateway.
 */
final class AssessmentSteps {
    private final PartsReader<Chunk, Bundle> bundles;
    private final Database database;
    private final Clock clock;
    private final Effect effect;

    AssessmentSteps(PartsReader<Chunk, Bundle> bundles, Database database, Clock clock, Effect effect) {
        this.bundles = bundles;
        this.database = database;
        this.clock = clock;
        this.effect = effect;
    }

    /** One assessment whole, for whoever may see it. */
    Future<Looked> look(Look ask) {
        return database.transaction(transaction -> Lineage.read(transaction, ask.assessment())
                .compose(found -> visible(transaction, found, ask.party(), ask.writer()))
                .compose(visible -> visible.map(
                                lineage -> Doing.whole(transaction, lineage).map(Optional::of))
                        .orElseGet(() -> Future.succeededFuture(Optional.empty())))
                .map(Looked::new));
    }

    Future<Outcome> act(Act ask) {
        return bundles.newest()
                .compose(bundle -> database.transaction(transaction -> {
                    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
                    Doing doing = new Doing(transaction, ask, bundle, at);
                    return ask.assessment().map(id -> on(doing, id)).orElseGet(() -> new Drafting(doing).begin());
                }))
                .compose(this::effective);
    }

    private Future<Outcome> effective(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Done done
            when done.barrier().isPresent() -> effect.of(done.barrier().get()).map(effective -> done);
            case Outcome.Done done -> {
                effect.outbox().wake();
                yield Future.succeededFuture(done);
            }
            case Outcome.Absent absent -> Future.succeededFuture(absent);
            case Outcome.Refused refused -> Future.succeededFuture(refused);
            case Outcome.Faulty faulty -> Future.succeededFuture(faulty);
            case Outcome.Moved moved -> Future.succeededFuture(moved);
        };
    }

    private static Future<Outcome> on(Doing doing, String id) {
        Act ask = doing.ask();
        return Lineage.locked(doing.transaction(), id)
                .compose(found -> visible(doing.transaction(), found, ask.party(), ask.writer()))
                .compose(visible -> visible.map(lineage -> ask.match()
                                        .filter(tag -> !tag.equals(lineage.tag()))
                                        .isPresent()
                                ? Future.<Outcome>succeededFuture(new Outcome.Moved())
                                : step(doing, lineage))
                        .orElseGet(() -> Future.succeededFuture(new Outcome.Absent())));
    }

    private static Future<Optional<Lineage>> visible(
            SqlConnection transaction, Optional<Lineage> found, String party, Optional<String> writer) {
        Optional<Lineage> own =
                found.filter(lineage -> lineage.self().now().assessor().equals(party));
        if (own.isEmpty() || writer.isEmpty()) {
            return Future.succeededFuture(own);
        }
        return Lineage.partsOf(transaction, writer.get()).map(parts -> own.filter(lineage -> lineage.touches(parts)));
    }

    private static Future<Outcome> step(Doing doing, Lineage lineage) {
        AssessmentLife life = lineage.self();
        return switch (doing.ask().step()) {
            case Step.Draft draft -> throw new IllegalArgumentException("a first draft names no assessment");
            case Step.Revise revise -> new Drafting(doing).revise(life, revise);
            case Step.Remediate remediate -> new Drafting(doing).remediate(life, remediate.reason());
            case Step.Submit submit -> new Reviewing(doing).submit(life, submit.reason());
            case Step.Review review -> new Reviewing(doing).review(life, review);
            case Step.Decide decide -> new Deciding(doing, lineage, decide).decide();
            case Step.Complete complete -> new Completing(doing).complete(life, complete);
        };
    }
}
