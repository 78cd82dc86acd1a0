package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.assessment;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.Change;
import org.passerelle.core.message.Screening.ChangeOutcome;
import org.passerelle.core.message.Screening.ChangeOutcome.Changed;
import org.passerelle.core.message.Screening.ChangeOutcome.NotPossible;
import org.passerelle.core.screening.AssessmentState;

final class AssessmentChangesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        fixture.seed(assessment("has1", "BN1"), assessment("has2", "BN2", NOW.minus(Duration.ofDays(1))));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Future<ChangeOutcome> asking(Change.Kind kind, String id, String party, String subject) {
        return fixture.bus.ask(Screening.CHANGE, new Change(kind, id, party, subject, "a reason"), Policy.PATIENCE);
    }

    private ChangeOutcome change(Change.Kind kind, String id, String subject) {
        return await(asking(kind, id, MISSION, subject));
    }

    private AssessmentState inForce(String id) {
        return fixture.inForce().assessments().stream()
                .filter(assessment -> assessment.id().equals(id))
                .findFirst()
                .orElseThrow()
                .state();
    }

    @Test
    void suspensionIsInTheBundleWhenItAnswers() {
        assertEquals(AssessmentState.APPROVED, inForce("has1"));
        ChangeOutcome outcome = change(Change.Kind.SUSPEND, "has1", "mission.analyst");
        assertEquals(
                AssessmentState.SUSPENDED,
                assertInstanceOf(Changed.class, outcome).assessment().state());
        assertEquals(AssessmentState.SUSPENDED, inForce("has1"));
        assertEquals(AssessmentState.APPROVED, inForce("has2"));
    }

    @Test
    void doesNotAnswerBeforeEveryLiveGatewayHasConfirmed() {
        long held = await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", 0)))
                .version();
        // A lease that does not end by itself.
        await(fixture.agreements.query("update lease set expires_at = expires_at + interval '1 hour'"));
        Future<ChangeOutcome> suspending = asking(Change.Kind.SUSPEND, "has1", MISSION, "mission.analyst");
        fixture.until(() -> fixture.barrier() == held + 1);
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", held)));
        assertFalse(suspending.isComplete());
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("gateway", held + 1)));
        assertInstanceOf(Changed.class, await(suspending));
    }

    @Test
    void itsAuthorDoesNotReinstateIt() {
        change(Change.Kind.SUSPEND, "has1", "mission.focal-point");
        assertInstanceOf(NotPossible.class, change(Change.Kind.REINSTATE, "has1", "mission.analyst"));
        assertEquals(AssessmentState.SUSPENDED, inForce("has1"));
        assertInstanceOf(Changed.class, change(Change.Kind.REINSTATE, "has1", "mission.approver"));
        assertEquals(AssessmentState.APPROVED, inForce("has1"));
    }

    @Test
    void whatHasExpiredIsRenewedNotReinstated() {
        change(Change.Kind.SUSPEND, "has2", "mission.focal-point");
        assertInstanceOf(NotPossible.class, change(Change.Kind.REINSTATE, "has2", "mission.approver"));
    }

    @Test
    void whatWasWithdrawnStaysWithdrawn() {
        assertInstanceOf(Changed.class, change(Change.Kind.WITHDRAW, "has1", "mission.approver"));
        assertInstanceOf(NotPossible.class, change(Change.Kind.REINSTATE, "has1", "mission.approver"));
        assertInstanceOf(NotPossible.class, change(Change.Kind.SUSPEND, "has1", "mission.approver"));
        assertEquals(AssessmentState.WITHDRAWN, inForce("has1"));
    }

    @Test
    void isAbsentToAllButTheAssessor() {
        assertInstanceOf(
                ChangeOutcome.Absent.class, await(asking(Change.Kind.SUSPEND, "has1", FORCES, "forces.officer")));
        assertInstanceOf(ChangeOutcome.Absent.class, change(Change.Kind.SUSPEND, "has9", "mission.analyst"));
        assertEquals(2, fixture.barrier());
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        ChangeOutcome first = change(Change.Kind.SUSPEND, "has1", "mission.analyst");
        assertEquals(first, change(Change.Kind.SUSPEND, "has1", "mission.analyst"));
        assertEquals(1, fixture.rows("select 1 from assessment_event").size());
    }

    @Test
    void keepsItsHistoryAndTellsTheOperatorsLog() {
        change(Change.Kind.SUSPEND, "has1", "mission.analyst");
        change(Change.Kind.REINSTATE, "has1", "mission.approver");
        assertEquals(
                List.of("SUSPENDED mission.analyst a reason 3", "REINSTATED mission.approver a reason 4"),
                fixture.rows("""
                        select kind || ' ' || subject || ' ' || reason || ' ' || barrier as line
                        from assessment_event order by position
                        """).stream().map(row -> row.getString("line")).toList());
        for (String table : List.of("assessment", "assessment_event", "allegation", "mitigation_done")) {
            assertThrows(PgException.class, () -> await(fixture.database.query("delete from " + table)), table);
        }
        List<String> told = List.of("assessment-suspended", "assessment-reinstated");
        fixture.until(() -> notedOf("has1").equals(told));
    }

    private List<String> notedOf(String id) {
        return fixture.notes.stream()
                .filter(note -> note.detail().startsWith(id + ":"))
                .map(Audit.Note::kind)
                .toList();
    }
}
