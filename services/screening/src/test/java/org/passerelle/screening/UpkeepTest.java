package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.assessment;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.Dossier;

final class UpkeepTest {
    private static final Duration LEAD = Duration.ofDays(30);
    private static final Duration REVIEW = Duration.ofDays(120);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Upkeep upkeep(Instant at) {
        return new Upkeep(fixture.database, Clock.fixed(at, ZoneOffset.UTC), LEAD, REVIEW);
    }

    private List<String> tasks() {
        return fixture.rows("select kind || ' ' || assessment as line from task order by 1").stream()
                .map(row -> row.getString("line"))
                .toList();
    }

    @Test
    void opensOneRenewalTaskHoweverOftenAndOnHoweverManyNodesItRuns() {
        fixture.seed(
                assessment("expired", "BN1", NOW.minus(Duration.ofDays(1))),
                assessment("ending", "BN2", NOW.plus(Duration.ofDays(30))),
                assessment("lasting", "BN2", NOW.plus(Duration.ofDays(31))));
        for (int round = 0; round < 3; round++) {
            List<Future<Integer>> nodes =
                    Stream.of(1, 2, 3).map(node -> upkeep(NOW).run()).toList();
            nodes.forEach(each -> await(each));
        }
        assertEquals(List.of("renewal ending", "renewal expired"), tasks());
        assertEquals(1, await(upkeep(NOW.plus(Duration.ofDays(1))).run()), "the third comes near its end");
        assertEquals(0, await(upkeep(NOW.plus(Duration.ofDays(2))).run()));
    }

    @Test
    void opensATaskForAConditionThatIsOverdueOrDueSoonAndNoneForOneThatIsMet() {
        fixture.seed(assessment(
                "has1",
                "BN1",
                NOW.plus(Duration.ofDays(200)),
                new Mitigation("late", "training", "forces.officer", NOW.minus(Duration.ofDays(1)), Optional.empty()),
                new Mitigation("soon", "training", "forces.officer", NOW.plus(LEAD), Optional.empty()),
                new Mitigation("later", "training", "forces.officer", NOW.plus(Duration.ofDays(31)), Optional.empty()),
                new Mitigation("met", "briefing", "forces.officer", NOW.minus(Duration.ofDays(1)), Optional.of(NOW))));
        assertEquals(2, await(upkeep(NOW).run()));
        assertEquals(0, await(upkeep(NOW).run()));
        assertEquals(List.of("mitigation-due has1", "mitigation-due has1"), tasks());
    }

    @Test
    void opensATaskForEachReviewOfAnAssessmentInUse() {
        fixture.seed(assessment("has1", "BN1", NOW.plus(Duration.ofDays(200))));
        Instant second = NOW.plus(Duration.ofDays(180));
        assertEquals(0, await(upkeep(NOW.plus(Duration.ofDays(29))).run()));
        assertEquals(1, await(upkeep(NOW.plus(Duration.ofDays(30))).run()));
        assertEquals(1, await(upkeep(second.minus(LEAD)).run()));
        Instant ended = NOW.plus(Duration.ofDays(200));
        assertEquals(1, await(upkeep(ended).run()), "the renewal, and no further review");
        assertEquals(
                List.of(second),
                dates(second).stream()
                        .filter(UpkeepTest::review)
                        .map(Tasks.Due::dueAt)
                        .toList());
    }

    @Test
    void reviewsAnAssessmentOnItsOwnDateWhereItHasOne() {
        Instant own = NOW.plus(Duration.ofDays(45));
        Dossier dossier = new Dossier(
                List.of(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(own),
                false);
        await(ScreeningSeed.seedIfEmpty(
                fixture.database,
                List.of(assessment("has1", "BN1", NOW.plus(Duration.ofDays(200)))),
                Map.of("has1", dossier),
                List.of(),
                NOW));
        assertEquals(0, await(upkeep(own.minus(LEAD).minusSeconds(1)).run()));
        assertEquals(1, await(upkeep(own.minus(LEAD)).run()));
        assertEquals(0, await(upkeep(NOW.plus(Duration.ofDays(150))).run()), "no regular review beside it");
        assertEquals(
                List.of(own),
                dates(own).stream()
                        .filter(UpkeepTest::review)
                        .map(Tasks.Due::dueAt)
                        .toList());
    }

    @Test
    void tellsOfTasksAsLongAsTheirCauseStands() {
        fixture.seed(
                assessment("has1", "BN1", NOW.plus(Duration.ofDays(10))),
                assessment(
                        "has2",
                        "BN2",
                        NOW.plus(Duration.ofDays(200)),
                        new Mitigation("late", "training", "forces.officer", NOW, Optional.empty())));
        await(upkeep(NOW).run());
        List<Tasks.Due> due = dates(NOW.plus(LEAD));
        assertEquals(
                List.of("has2", "has1.2"),
                due.stream().map(Tasks.Due::about).toList(),
                "who renews works on the draft");
        for (Tasks.Due each : due) {
            assertEquals(ScreeningFixture.MISSION, each.party());
            assertEquals(Set.of("human-rights-focal-point", "approver"), each.roles());
        }
        assertEquals(List.of("has2"), dates(NOW).stream().map(Tasks.Due::about).toList(), "only what was asked about");
        await(fixture.database.query("""
                insert into mitigation_done (assessment, mitigation, done_at, subject, evidence)
                values ('has2', 'late', now(), 'mission.focal-point', 'report')
                """));
        await(fixture.database.query("""
                insert into assessment_event (assessment, kind, party, subject, reason, at, barrier)
                values ('has1', 'WITHDRAWN', 'MISSION', 'mission.approver', 'no need', now(), 1)
                """));
        assertEquals(List.of(), dates(NOW.plus(LEAD)));
    }

    private List<Tasks.Due> dates(Instant until) {
        return await(fixture.database.transaction(
                        transaction -> ScreeningDates.due(transaction, new Tasks.DueBy(until), NOW)))
                .due();
    }

    private static boolean review(Tasks.Due due) {
        return due.kind() == Tasks.Kind.ASSESSMENT_REVIEW;
    }

    @Test
    void runsWhenTheServiceStarts() {
        fixture.seed(assessment("expired", "BN1", NOW.minus(Duration.ofDays(1))));
        fixture.start();
        fixture.until(() -> tasks().equals(List.of("renewal expired")));
    }
}
