package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.Mission.ANALYST;
import static org.passerelle.screening.Mission.APPROVER;
import static org.passerelle.screening.Mission.DOSSIER;
import static org.passerelle.screening.Mission.FOCAL_POINT;
import static org.passerelle.screening.Mission.content;
import static org.passerelle.screening.Mission.decide;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Outcome.Done;
import org.passerelle.core.message.Assessments.Outcome.Refused;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Assessments.Whole;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** What was adverse is lifted by an approved successor, and by nothing else; renewals are drafted once. */
final class SupersessionTest {
    private static final Step APPROVE = decide(Decision.APPROVED);
    private static final Step REMEDIATE = new Step.Remediate("the unit was retrained");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Mission mission;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home, Mission::peopled);
        mission = new Mission(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private void change(Screening.Change.Kind kind, String id) {
        mission.change(kind, id);
    }

    private String remediated(String id) {
        return mission.done(ANALYST, id, REMEDIATE).whole().assessment().id();
    }

    private Map<String, AssessmentState> inForce() {
        Map<String, AssessmentState> states = new TreeMap<>();
        fixture.inForce().assessments().forEach(each -> states.put(each.id(), each.state()));
        return states;
    }

    @Test
    void aSuccessorTakesThePlaceOfWhatWasWithdrawnWithOneBarrier() {
        fixture.start();
        String old = mission.approved();
        change(Screening.Change.Kind.WITHDRAW, old);
        String next = remediated(old);
        assertEquals(Optional.of(old), mission.whole(next).assessment().supersedes());
        assertEquals(Optional.of(next), mission.whole(old).successor());
        mission.reviewed(next);
        assertEquals(Map.of(old, AssessmentState.WITHDRAWN), inForce(), "a draft hides nothing");

        long before = fixture.barrier();
        Done done = mission.done(APPROVER, next, APPROVE);
        assertEquals(Optional.of(before + 1), done.barrier());
        assertEquals(before + 1, fixture.barrier());
        assertEquals(Map.of(old, AssessmentState.SUPERSEDED, next, AssessmentState.APPROVED), inForce());
        Whole whole = mission.whole(old);
        assertEquals(Optional.of(next), whole.history().getLast().about());
        assertEquals(done.barrier(), whole.history().getLast().barrier());
    }

    @Test
    void aRefusedSuccessorHidesNothingAndIsRemediedItself() {
        fixture.start();
        String old = mission.approved();
        change(Screening.Change.Kind.SUSPEND, old);
        String refused = remediated(old);
        mission.done(APPROVER, mission.reviewed(refused), decide(Decision.REFUSED));
        assertEquals(Map.of(old, AssessmentState.SUSPENDED, refused, AssessmentState.REFUSED), inForce());
        mission.refused(Refusal.SUCCESSOR, ANALYST, old, REMEDIATE);
        String next = remediated(refused);
        mission.done(APPROVER, mission.reviewed(next), APPROVE);
        assertEquals(
                Map.of(
                        old, AssessmentState.SUPERSEDED,
                        refused, AssessmentState.SUPERSEDED,
                        next, AssessmentState.APPROVED),
                inForce());
    }

    @Test
    void anotherAssessmentOfTheSameUnitHidesNothing() {
        fixture.start();
        String old = mission.approved();
        change(Screening.Change.Kind.WITHDRAW, old);
        String other = mission.approved();
        assertEquals(Map.of(old, AssessmentState.WITHDRAWN, other, AssessmentState.APPROVED), inForce());
    }

    @Test
    void whatChangedSinceTheReviewIsReviewedAgain() {
        fixture.seed(ScreeningFixture.assessment("has1", "BN1", NOW.plus(Duration.ofDays(9))));
        renewed();
        fixture.start();
        mission.done(ANALYST, "has1.2", new Step.Revise(content(Risk.LOW), "looked through"));
        mission.reviewed("has1.2");
        change(Screening.Change.Kind.SUSPEND, "has1");
        assertEquals(
                new Refused(
                        Refusal.STATE,
                        "what it takes the place of has changed since the review; it must be reviewed again"),
                mission.act(APPROVER, "has1.2", APPROVE));
        assertEquals(Map.of("has1", AssessmentState.SUSPENDED), inForce());
        mission.done(FOCAL_POINT, "has1.2", new Step.Review(false, "it was suspended"));
        mission.reviewed("has1.2");
        mission.done(APPROVER, "has1.2", APPROVE);
        assertEquals(Map.of("has1", AssessmentState.SUPERSEDED, "has1.2", AssessmentState.APPROVED), inForce());
    }

    @Test
    void aSuspensionAtTheSameTimeIsNeverHidden() {
        fixture.start();
        for (int round = 0; round < 5; round++) {
            String old = mission.approved();
            change(Screening.Change.Kind.SUSPEND, old);
            change(Screening.Change.Kind.REINSTATE, old, APPROVER);
            change(Screening.Change.Kind.SUSPEND, old);
            String next = mission.reviewed(remediated(old));
            Future<Outcome> approving = mission.acting(APPROVER, next, APPROVE, Optional.empty());
            Future<Screening.ChangeOutcome> withdrawing = fixture.bus.ask(
                    Screening.CHANGE,
                    new Screening.Change(Screening.Change.Kind.WITHDRAW, old, MISSION, FOCAL_POINT, "reports"),
                    Policy.PATIENCE);
            boolean approved = await(approving) instanceof Done;
            boolean withdrawn = await(withdrawing) instanceof Screening.ChangeOutcome.Changed;
            assertEquals(approved, !withdrawn, "one of them came first, and the other knew");
            assertEquals(
                    approved ? AssessmentState.SUPERSEDED : AssessmentState.WITHDRAWN,
                    inForce().get(old));
        }
    }

    private void change(Screening.Change.Kind kind, String id, String subject) {
        mission.change(kind, id, subject, "proved false");
    }

    @Test
    void aSuccessorStaysOfItsSubjectAndBeginsAtOnce() {
        fixture.start();
        String old = mission.approved();
        change(Screening.Change.Kind.WITHDRAW, old);
        String next = remediated(old);
        Content sound = content(Risk.LOW);
        Content foreign = new Content(
                sound.recipient(),
                Optional.of("BN2"),
                Optional.empty(),
                sound.country(),
                sound.supportCategories(),
                sound.purposes(),
                sound.risk(),
                NOW.plus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(20)),
                true,
                false,
                List.of(),
                sound.rationale(),
                DOSSIER);
        Outcome refused = mission.act(ANALYST, next, new Step.Revise(foreign, "elsewhere"));
        assertEquals(
                "/unit",
                assertInstanceOf(Outcome.Faulty.class, refused)
                        .faults()
                        .getFirst()
                        .pointer());
        Content later = new Content(
                sound.recipient(),
                sound.unit(),
                Optional.empty(),
                sound.country(),
                sound.supportCategories(),
                sound.purposes(),
                sound.risk(),
                NOW.plus(Duration.ofDays(1)),
                NOW.plus(Duration.ofDays(20)),
                true,
                false,
                List.of(),
                sound.rationale(),
                DOSSIER);
        mission.done(ANALYST, next, new Step.Revise(later, "later"));
        mission.reviewed(next);
        mission.refused(Refusal.CONTENT, APPROVER, next, APPROVE);
        assertEquals(Map.of(old, AssessmentState.WITHDRAWN), inForce());
    }

    private void renewed() {
        Upkeep upkeep = new Upkeep(
                fixture.database, Clock.fixed(NOW, ZoneOffset.UTC), Duration.ofDays(30), Duration.ofDays(120));
        List<Future<Integer>> nodes = List.of(upkeep.run(), upkeep.run(), upkeep.run());
        nodes.forEach(each -> await(each));
        await(upkeep.run());
    }

    @Test
    void aRenewalIsDraftedOnceOnManyNodesAndSomebodyTakesItOn() {
        fixture.seed(
                ScreeningFixture.assessment("has1", "BN1", NOW.plus(Duration.ofDays(9))),
                ScreeningFixture.assessment("has2", "BN2", NOW.plus(Duration.ofDays(200))));
        renewed();
        fixture.start();
        renewed();
        assertEquals(
                List.of("has1.2"),
                fixture.rows("select id from assessment where state = 'DRAFT'").stream()
                        .map(row -> row.getString("id"))
                        .toList());
        Whole draft = mission.whole("has1.2");
        assertEquals("upkeep", draft.assessment().author());
        assertEquals(Optional.of("has1"), draft.assessment().supersedes());
        mission.refused(Refusal.CONTENT, ANALYST, "has1.2", new Step.Submit("ready"));
        mission.done(ANALYST, "has1.2", new Step.Revise(content(Risk.LOW), "looked through"));
        assertEquals(ANALYST, mission.whole("has1.2").assessment().author());
        mission.done(APPROVER, mission.reviewed("has1.2"), APPROVE);
        assertEquals(AssessmentState.SUPERSEDED, inForce().get("has1"));
        renewed();
        assertEquals(Optional.empty(), mission.whole("has1.2").successor(), "it lasts longer than the lead");
    }
}
