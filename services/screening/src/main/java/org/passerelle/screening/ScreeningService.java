package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.AssessmentList;
import org.passerelle.core.message.Screening.ListAssessments;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.core.message.Screening.Task;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owner of assessments, allegations and the tasks that follow from them. */
public final class ScreeningService implements Service {
    private static final Logger LOG = LoggerFactory.getLogger(ScreeningService.class);

    @Override
    public String name() {
        return "screening";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Bus bus = context.bus();
        Database database = context.database();
        NoteOutbox outbox = new NoteOutbox(context.vertx(), bus, database);
        Effect effect = new Effect(bus, outbox);
        AssessmentChanges changes = new AssessmentChanges(database, context.clock(), effect);
        AllegationReports reports = new AllegationReports(bus, database, context.clock(), effect);
        return Future.all(
                        bus.answer(Screening.SNAPSHOT, ask -> database.transaction(ScreeningService::snapshot)),
                        bus.answer(Screening.LIST, ask -> database.transaction(transaction -> list(transaction, ask))),
                        bus.answer(Screening.CHANGE, changes::change),
                        bus.answer(Screening.REPORT, reports::report))
                .onSuccess(answering -> {
                    outbox.start(context.config().policy().pollEvery());
                    keepUp(context);
                })
                .mapEmpty();
    }

    private static void keepUp(ServiceContext context) {
        NodeConfig.Screening config = context.config().screening();
        Upkeep upkeep = new Upkeep(context.database(), context.clock(), config.renewalLead());
        Runnable look = () -> upkeep.run()
                .onSuccess(opened -> LOG.info("assessments looked through, {} tasks opened", opened))
                .onFailure(failure -> LOG.warn("assessments not looked through: {}", failure.getMessage()));
        Duration every = config.reviewEvery();
        context.vertx().setPeriodic(every.toMillis(), timer -> look.run());
        context.health().register("screening", context.database()::reachable);
        look.run();
    }

    // One snapshot, so that an assessment and the allegations against its unit belong together.
    private static Future<SnapshotAnswer> snapshot(SqlConnection transaction) {
        return oneSnapshot(transaction)
                .compose(set -> AssessmentStore.all(transaction))
                .compose(assessments -> AllegationStore.all(transaction)
                        .map(allegations -> new SnapshotAnswer(assessments, allegations)));
    }

    private static Future<AssessmentList> list(SqlConnection transaction, ListAssessments ask) {
        return snapshot(transaction)
                .compose(all -> TaskStore.byAssessment(transaction)
                        .map(tasks -> new AssessmentList(all.assessments().stream()
                                .filter(assessment -> assessment.assessor().equals(ask.assessor()))
                                .map(assessment -> entry(assessment, tasks, all.allegations()))
                                .toList())));
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
