package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.assessment;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.History;
import org.passerelle.core.message.History.AssessmentsAt;
import org.passerelle.core.message.History.Step;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.platform.json.Json;

/** What stood when something was decided is told so for ever, and a drop since opens a review of what had been released. */
final class AssessmentHistoryTest {
    private static final Instant LATER = NOW.plus(Duration.ofDays(10));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        fixture.seed(
                assessment(
                        "has1",
                        "BN1",
                        NOW.plus(Duration.ofDays(200)),
                        new Mitigation("training", "training", "forces.officer", LATER, Optional.empty())),
                assessment("has2", "BN2"));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private List<Then> at(long policyVersion, Instant at, String... ids) {
        return at(ScreeningFixture.MISSION, policyVersion, at, ids);
    }

    private List<Then> at(String assessor, long policyVersion, Instant at, String... ids) {
        return await(fixture.bus.ask(History.ASSESSMENTS, new AssessmentsAt(assessor, Set.of(ids), policyVersion, at)))
                .assessments();
    }

    private long change(Screening.Change.Kind kind) {
        Screening.ChangeOutcome outcome = await(fixture.bus.ask(
                Screening.CHANGE,
                new Screening.Change(
                        kind, "has1", ScreeningFixture.MISSION, ScreeningFixture.APPROVER, "a report came in")));
        return assertInstanceOf(Screening.ChangeOutcome.Changed.class, outcome).barrier();
    }

    @Test
    void tellsTheStateOfThePolicyVersionAndNotThatOfToday() {
        long released = fixture.barrier();
        long suspended = change(Screening.Change.Kind.SUSPEND);
        Then then = at(released, NOW, "has1").getFirst();
        assertEquals(AssessmentState.APPROVED, then.assessment().state());
        assertEquals(List.of(), then.steps());
        assertEquals(1, then.version());
        Then today = at(suspended, NOW, "has1").getFirst();
        assertEquals(AssessmentState.SUSPENDED, today.assessment().state());
        assertEquals(
                List.of(new Step(
                        "SUSPENDED", ScreeningFixture.MISSION, ScreeningFixture.APPROVER, "a report came in", NOW)),
                today.steps());
        long reinstated = change(Screening.Change.Kind.REINSTATE);
        assertEquals(
                AssessmentState.APPROVED,
                at(reinstated, NOW, "has1").getFirst().assessment().state());
        assertEquals(
                AssessmentState.SUSPENDED,
                at(reinstated - 1, NOW, "has1").getFirst().assessment().state());
    }

    @Test
    void tellsTheVersionAndTheMitigationsOfThatTime() {
        await(fixture.database.query("""
                insert into mitigation_done (assessment, mitigation, done_at, subject, evidence)
                values ('has1', 'training', $1, 'mission.focal-point', 'report')
                """, LATER.atOffset(ZoneOffset.UTC)));
        await(fixture.database.query("""
                insert into assessment (id, version, assessor, recipient, unit, state, valid_until, body, subject, at)
                select id, 2, assessor, recipient, unit, state, valid_until, jsonb_set(body, '{risk}', '"HIGH"'), subject, $1
                from assessment where id = 'has1' and version = 1
                """, LATER.atOffset(ZoneOffset.UTC)));
        Then before = at(1_000_000, LATER.minusMillis(1), "has1").getFirst();
        assertEquals(1, before.version());
        assertEquals(
                Optional.empty(), before.assessment().mitigations().getFirst().doneAt());
        assertEquals("LOW", before.assessment().risk().name());
        assertEquals(2, at(1_000_000, LATER, "has1").getFirst().version());
        assertEquals(
                "HIGH",
                at(1_000_000, LATER, "has1").getFirst().assessment().risk().name());
        assertEquals(List.of(), at(1_000_000, NOW.minusSeconds(1), "has1"), "it did not exist yet");
    }

    @Test
    void tellsAPartyOfItsOwnAssessmentsAlone() {
        assertEquals(List.of(), at("FORCES", 1_000_000, NOW, "has1"));
        assertEquals(
                List.of("has1", "has2"),
                await(fixture.bus.ask(
                                History.ASSESSMENTS_OF,
                                new History.AssessmentsOf(ScreeningFixture.MISSION, ScreeningFixture.FORCES)))
                        .assessments()
                        .stream()
                        .map(then -> then.assessment().id())
                        .toList());
        assertEquals(
                List.of(),
                await(fixture.bus.ask(
                                History.ASSESSMENTS_OF, new History.AssessmentsOf(ScreeningFixture.MISSION, "OTHERS")))
                        .assessments());
    }

    private List<Tasks.Due> reviews() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(NOW.plus(Duration.ofDays(30))))).due().stream()
                .filter(due -> due.kind() == Tasks.Kind.RELEASE_REVIEW)
                .toList();
    }

    @Test
    void aDropOpensAReviewOfPastReleasesUntilItIsReinstated() {
        assertEquals(List.of(), reviews());
        change(Screening.Change.Kind.SUSPEND);
        Tasks.Due review = reviews().getFirst();
        assertEquals("has1", review.about());
        assertEquals(ScreeningFixture.MISSION, review.party());
        assertEquals(Set.of("human-rights-focal-point", "approver"), review.roles());
        assertEquals(NOW.plus(Diligence.DEFAULT.releaseReview()), review.dueAt());
        assertEquals(List.of(review), reviews(), "it is the same review");
        change(Screening.Change.Kind.REINSTATE);
        assertEquals(List.of(), reviews());
        change(Screening.Change.Kind.WITHDRAW);
        assertEquals(1, reviews().size());
        assertEquals(false, reviews().contains(review), "a new drop is another review");
    }

    @Test
    void anAllegationThatHoldsOpensOneAndAWeakerOrResolvedOneNone() {
        entered("weak", "D4", Allegation.Status.OPEN);
        entered("dismissed", "C3", Allegation.Status.DISMISSED);
        assertEquals(List.of(), reviews());
        entered("credible", "C3", Allegation.Status.UNDER_REVIEW);
        assertEquals(
                List.of("credible"), reviews().stream().map(Tasks.Due::about).toList());
    }

    private void entered(String id, String grading, Allegation.Status status) {
        Allegation allegation = new Allegation(
                id,
                ScreeningFixture.MISSION,
                Optional.of("BN1"),
                Optional.empty(),
                NOW.minus(Duration.ofDays(9)),
                NOW,
                new Grading(grading),
                status);
        await(fixture.database.query("""
                insert into allegation (id, assessor, unit, body, subject, at, barrier)
                values ($1, 'MISSION', 'BN1', $2::text::jsonb, 'mission.focal-point', now(), 1)
                """, id, Json.write(allegation)));
    }
}
