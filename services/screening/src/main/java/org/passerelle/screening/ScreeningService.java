package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.History;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.AssessmentList;
import org.passerelle.core.message.Screening.ListAssessments;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.core.message.Screening.Task;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.message.Tasks.DueBy;
import org.passerelle.core.message.Tasks.DueList;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Diligence;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.seal.KeyRollover;
import org.passerelle.platform.seal.Rewrapping;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;
import org.passerelle.platform.seal.WrappingProofs;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.passerelle.screening.exemptions.ExemptionDesk;
import org.passerelle.screening.exemptions.ExemptionStore;
import org.passerelle.screening.lists.MatchSeal;
import org.passerelle.screening.lists.MatchSealing;
import org.passerelle.screening.lists.MatchStore;
import org.passerelle.screening.lists.SanctionsDesk;
import org.passerelle.screening.lists.ShownMatches;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owner of assessments, allegations, sanctions lists and the tasks that follow from them. */
public final class ScreeningService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ScreeningService.class);

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Path home = context.config().homeDirectory();
        return context.vertx()
                .executeBlocking(() -> new Keys(
                        WrappingKeys.in(home.resolve(WrappingKeys.DIRECTORY)),
                        InstallationKey.loadOrGenerate(home.resolve(InstallationKey.FILE))))
                .map(Objects::requireNonNull)
                .compose(keys -> sealed(context, keys))
                .compose(seals -> answer(context, seals));
    }

    private record Keys(WrappingKeys wrapping, InstallationKey installation) {}

    private record Seals(AllegationSeal allegations, MatchSeal matches) {}

    /** Nothing is answered before all that is said is sealed. */
    private static Future<Seals> sealed(ServiceContext context, Keys keys) {
        Database database = context.database();
        Seal sealing = new Seal(keys.wrapping());
        Seals seals = new Seals(new AllegationSeal(sealing), new MatchSeal(sealing, keys.installation()));
        WrappingProofs proofs = new WrappingProofs(context.vertx(), database, keys.wrapping(), sealing);
        return proofs.check()
                .compose(checked -> new AllegationSealing(database, seals.allegations()).complete())
                .compose(complete -> new MatchSealing(database, seals.matches()).complete())
                .map(complete -> {
                    context.health().register("wrapping-keys-screening", proofs::follow);
                    new KeyRollover(proofs, new Rewrapping(database, sealing)).start(context.vertx());
                    return seals;
                });
    }

    private static Future<Void> answer(ServiceContext context, Seals seals) {
        Bus bus = context.bus();
        Database database = context.database();
        NoteOutbox outbox = new NoteOutbox(context.vertx(), bus, database);
        Effect effect = new Effect(bus, outbox);
        AssessmentChanges changes = new AssessmentChanges(database, context.clock(), effect);
        PartsReader<Chunk, Bundle> bundles = new PartsReader<>(context.vertx(), bus, Chunk.class, Manifest::bundle);
        AllegationDesk allegations =
                new AllegationDesk(bus, database, bundles, context.clock(), effect, seals.allegations());
        ShownMatches matches = new ShownMatches(bus, database);
        AssessmentSteps steps = new AssessmentSteps(bundles, database, context.clock(), effect);
        ExemptionDesk exemptions =
                new ExemptionDesk(bundles, database, context.clock(), TaskStore::openExemptionReview, effect::of);
        return Future.all(List.of(
                        bus.answer(
                                Screening.SNAPSHOT,
                                ask -> database.transaction(transaction ->
                                        snapshot(transaction, context.clock().instant()))),
                        bus.answer(Screening.LIST, ask -> database.transaction(transaction -> list(transaction, ask))),
                        bus.answer(
                                Tasks.SCREENING,
                                asked -> bundles.newest()
                                        .compose(bundle -> database.transaction(transaction -> due(
                                                transaction,
                                                asked,
                                                bundle.settings().diligence(),
                                                context.clock().instant())))
                                        .compose(matches::due)),
                        bus.answer(
                                History.ASSESSMENTS,
                                asked -> database.transaction(transaction -> AssessmentHistory.at(transaction, asked))),
                        bus.answer(
                                History.ASSESSMENTS_OF,
                                asked -> database.transaction(transaction -> AssessmentHistory.of(
                                        transaction, asked, context.clock().instant()))),
                        bus.answer(Screening.CHANGE, changes::change),
                        bus.answer(Assessments.ACT, steps::act),
                        bus.answer(Assessments.LOOK, steps::look),
                        allegations.start(),
                        exemptions.start(bus),
                        new SanctionsDesk(context, outbox, seals.matches()).start()))
                .onSuccess(answering -> {
                    outbox.start(context.config().policy().pollEvery());
                    keepUp(context);
                })
                .mapEmpty();
    }

    /** From one snapshot, so that no cause is told of twice or not at all. */
    private static Future<DueList> due(SqlConnection transaction, DueBy asked, Diligence diligence, Instant now) {
        return oneSnapshot(transaction)
                .compose(set -> ScreeningDates.due(transaction, asked, now))
                .compose(dates -> ReleaseReviews.due(transaction, asked, diligence)
                        .compose(reviews -> MatchStore.due(transaction, asked, now)
                                .map(matches -> new DueList(Stream.of(dates.due(), reviews, matches)
                                        .flatMap(List::stream)
                                        .toList()))));
    }

    private static void keepUp(ServiceContext context) {
        NodeConfig.Screening config = context.config().screening();
        Upkeep upkeep =
                new Upkeep(context.database(), context.clock(), config.renewalLead(), config.assessmentReview());
        Runnable look = () -> upkeep.run()
                .onSuccess(opened -> LOG.info("assessments looked through, {} tasks opened", opened))
                .onFailure(failure -> LOG.warn("assessments not looked through: {}", failure.getMessage()));
        Duration every = config.reviewEvery();
        context.vertx().setPeriodic(every.toMillis(), timer -> look.run());
        context.health().register("screening", context.database()::reachable);
        look.run();
    }

    // One snapshot, so that an assessment and the allegations against its unit belong together.
    private static Future<SnapshotAnswer> snapshot(SqlConnection transaction, Instant now) {
        return oneSnapshot(transaction)
                .compose(set -> AssessmentStore.all(transaction))
                .compose(assessments -> AllegationStore.all(transaction)
                        .compose(allegations -> ExemptionStore.counting(transaction, now)
                                .map(exemptions -> new SnapshotAnswer(
                                        assessments.stream()
                                                .filter(ScreeningService::decided)
                                                .toList(),
                                        allegations,
                                        exemptions))));
    }

    // What is not decided yet counts for nothing, and does not travel.
    private static boolean decided(Assessment assessment) {
        return switch (assessment.state()) {
            case DRAFT, UNDER_REVIEW -> false;
            case APPROVED, APPROVED_CONDITIONAL, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> true;
        };
    }

    private static Future<AssessmentList> list(SqlConnection transaction, ListAssessments ask) {
        return oneSnapshot(transaction)
                .compose(set -> AssessmentStore.all(transaction))
                .compose(all -> seen(transaction, all, ask))
                .compose(seen -> AllegationStore.all(transaction)
                        .compose(allegations -> TaskStore.byAssessment(transaction)
                                .map(tasks -> new AssessmentList(seen.stream()
                                        .map(assessment -> entry(assessment, tasks, allegations))
                                        .toList()))));
    }

    private static Future<List<Assessment>> seen(SqlConnection transaction, List<Assessment> all, ListAssessments ask) {
        List<Assessment> own = all.stream()
                .filter(assessment -> assessment.assessor().equals(ask.assessor()))
                .toList();
        return ask.writer()
                .map(writer -> Lineage.partsOf(transaction, writer).map(parts -> Lineage.touched(own, parts)))
                .orElseGet(() -> Future.succeededFuture(own));
    }

    private static AssessmentList.Entry entry(
            Assessment assessment, Map<String, List<Task>> tasks, List<Allegation> allegations) {
        return new AssessmentList.Entry(
                assessment,
                tasks.getOrDefault(assessment.id(), List.of()),
                allegations.stream()
                        .filter(allegation -> allegation.assessor().equals(assessment.assessor()))
                        .filter(allegation -> named(allegation, assessment))
                        .toList());
    }

    private static boolean named(Allegation allegation, Assessment assessment) {
        return (allegation.unit().isPresent() && allegation.unit().equals(assessment.unit()))
                || (allegation.commander().isPresent() && allegation.commander().equals(assessment.commander()));
    }

    private static Future<Void> oneSnapshot(SqlConnection transaction) {
        return transaction
                .query("set transaction isolation level repeatable read read only")
                .execute()
                .mapEmpty();
    }
}
