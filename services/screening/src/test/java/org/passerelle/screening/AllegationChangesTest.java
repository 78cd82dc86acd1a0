package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.COMMANDER;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;
import static org.passerelle.screening.ScreeningFixture.allegation;
import static org.passerelle.screening.ScreeningFixture.approver;
import static org.passerelle.screening.ScreeningFixture.assessment;
import static org.passerelle.screening.ScreeningFixture.focalPoint;
import static org.passerelle.screening.ScreeningFixture.statement;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.Case;
import org.passerelle.core.message.Allegations.ChangeOutcome;
import org.passerelle.core.message.Allegations.ChangeOutcome.Changed;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.FindOutcome;
import org.passerelle.core.message.Allegations.Happening;
import org.passerelle.core.message.Allegations.Portion;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.ReportOutcome;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Tasks;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;

final class AllegationChangesTest {
    private static final String REPORTER = "mission.focal-point";
    private static final String OTHER = "mission.second-focal-point";
    private static final String JUDGE = "mission.approver";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private ScreeningFixture fixture;

    @BeforeEach
    void open() {
        fixture = new ScreeningFixture(home);
        fixture.seed(assessment("has1", "BN1"), assessment("has2", "BN2"));
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Case reported(String id, String grading) {
        Allegation allegation = allegation(id, Optional.empty(), Optional.of(COMMANDER), grading);
        return assertInstanceOf(
                        ReportOutcome.Reported.class,
                        ask(Allegations.REPORT, ScreeningFixture.report(allegation, REPORTER)))
                .reported();
    }

    private <Q, A> A ask(Address<Q, A> address, Q question) {
        return await(fixture.bus.ask(address, question, Policy.PATIENCE));
    }

    private ChangeOutcome corroborate(String id, String statement, String grading) {
        return ask(
                Allegations.CORROBORATE,
                new Allegations.Corroborate(id, statement(statement, grading), focalPoint(OTHER)));
    }

    private ChangeOutcome regrade(String id, String statement, String grading, Reader by) {
        return ask(
                Allegations.REGRADE,
                new Allegations.Regrade(id, statement, new Grading(grading), "further enquiries", by));
    }

    private ChangeOutcome resolve(String id, Status status, Reader by) {
        return ask(Allegations.RESOLVE, new Allegations.Resolve(id, status, "heard " + status, by));
    }

    private static Case changed(ChangeOutcome outcome) {
        return assertInstanceOf(Changed.class, outcome).changed();
    }

    private static String refused(ChangeOutcome outcome) {
        return assertInstanceOf(ChangeOutcome.NotPossible.class, outcome).reason();
    }

    private Case shown(String id, Reader by) {
        return assertInstanceOf(FindOutcome.Found.class, ask(Allegations.FIND, new Allegations.Find(id, by)))
                .found();
    }

    private Allegation inForce() {
        return fixture.inForce().allegations().getFirst();
    }

    private List<Tasks.Due> reviews() {
        return await(fixture.bus.ask(Tasks.SCREENING, new Tasks.DueBy(NOW.plus(Duration.ofDays(8))))).due().stream()
                .filter(due -> due.kind() == Tasks.Kind.ALLEGATION_REVIEW)
                .toList();
    }

    @Test
    void aFurtherSourceLiftsADoubtfulAllegationOverTheThresholdAndOpensAReviewAgain() {
        assertEquals(false, reported("al1", "D4").holds());
        List<Tasks.Due> before = reviews();
        assertEquals(1, before.size());
        long barrier = fixture.barrier();
        Changed lifted = assertInstanceOf(Changed.class, corroborate("al1", "s2", "C3"));
        assertEquals(barrier + 1, lifted.barrier());
        assertTrue(lifted.changed().holds());
        assertEquals(new Grading("C3"), inForce().grading());
        List<Tasks.Due> after = reviews();
        assertEquals(1, after.size(), "the later review takes the place of the first");
        assertTrue(!after.getFirst().id().equals(before.getFirst().id()));
        assertEquals("has1", after.getFirst().about());
        assertEquals(
                new Grading("C3"),
                changed(corroborate("al1", "s3", "E5")).allegation().grading());
        assertEquals(after, reviews(), "a weaker source lifts nothing, and a review that is open is not opened again");
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        reported("al1", "D4");
        assertEquals(corroborate("al1", "s2", "C3"), corroborate("al1", "s2", "C3"));
        assertEquals(regrade("al1", "s2", "C2", focalPoint(JUDGE)), regrade("al1", "s2", "C2", focalPoint(JUDGE)));
        assertEquals(
                resolve("al1", Status.UNDER_REVIEW, approver(JUDGE)),
                resolve("al1", Status.UNDER_REVIEW, approver(JUDGE)));
        assertEquals(4, shown("al1", focalPoint(OTHER)).history().size());
        assertEquals(6, fixture.barrier());
    }

    @Test
    void isJudgedByWhoStatedNothingAndEndsTheHold() {
        reported("al1", "C3");
        assertTrue(refused(resolve("al1", Status.DISMISSED, approver(JUDGE))).contains("under review"));
        changed(resolve("al1", Status.UNDER_REVIEW, focalPoint(REPORTER)));
        assertTrue(
                refused(resolve("al1", Status.DISMISSED, focalPoint(REPORTER))).contains("H8"));
        corroborate("al1", "s2", "B2");
        assertTrue(
                refused(resolve("al1", Status.SUBSTANTIATED, focalPoint(OTHER))).contains("H8"));
        Case substantiated = changed(resolve("al1", Status.SUBSTANTIATED, approver(JUDGE)));
        assertTrue(substantiated.holds());
        assertEquals(List.of(), reviews(), "it has been judged");
        Case remediated = changed(resolve("al1", Status.REMEDIATED, approver(JUDGE)));
        assertEquals(false, remediated.holds());
        assertEquals(Status.REMEDIATED, inForce().status());
        assertEquals(
                List.of(
                        "REPORTED OPEN C3 " + REPORTER,
                        "RESOLVED UNDER_REVIEW C3 " + REPORTER,
                        "CORROBORATED UNDER_REVIEW B2 " + OTHER,
                        "RESOLVED SUBSTANTIATED B2 " + JUDGE,
                        "RESOLVED REMEDIATED B2 " + JUDGE),
                remediated.history().stream()
                        .map(event -> event.happening() + " " + event.status() + " "
                                + event.grading().text() + " " + event.subject())
                        .toList());
        assertEquals("heard REMEDIATED", remediated.history().getLast().reason());
    }

    @Test
    void isTakenUnderReviewAgainWithAReviewOfItsOwn() {
        reported("al1", "C3");
        changed(resolve("al1", Status.UNDER_REVIEW, approver(JUDGE)));
        List<Tasks.Due> first = reviews();
        assertEquals(
                false,
                changed(resolve("al1", Status.DISMISSED, approver(JUDGE))).holds());
        assertEquals(List.of(), reviews());
        assertTrue(refused(corroborate("al1", "s2", "B2")).contains("closed"));
        assertTrue(refused(regrade("al1", "al1", "B2", approver(JUDGE))).contains("closed"));
        assertTrue(changed(resolve("al1", Status.UNDER_REVIEW, focalPoint(REPORTER)))
                .holds());
        assertEquals(1, reviews().size());
        assertTrue(!reviews().getFirst().id().equals(first.getFirst().id()));
    }

    @Test
    void isGradedAnewWithAReasonByWhoDidNotStateIt() {
        reported("al1", "C3");
        assertTrue(refused(regrade("al1", "al1", "D4", focalPoint(REPORTER))).contains("H8"));
        assertInstanceOf(ChangeOutcome.Absent.class, regrade("al1", "s9", "D4", approver(JUDGE)));
        Case lowered = changed(regrade("al1", "al1", "D4", approver(JUDGE)));
        assertEquals(false, lowered.holds());
        assertEquals(new Grading("D4"), inForce().grading());
        assertEquals(
                new Grading("D4"), lowered.statements().getFirst().statement().grading());
        Event last = lowered.history().getLast();
        assertEquals(Happening.REGRADED, last.happening());
        assertEquals("further enquiries", last.reason());
        assertEquals(Optional.of("al1"), last.statement());
        assertTrue(changed(regrade("al1", "al1", "B3", approver(JUDGE))).holds());
        assertEquals(1, reviews().size());
    }

    @Test
    void aPortionIsAbsentToWhoMayNotReadIt() {
        reported("al1", "C3");
        assertEquals(
                Optional.of("Source of al1"),
                shown("al1", focalPoint(OTHER))
                        .statements()
                        .getFirst()
                        .statement()
                        .source()
                        .map(Portion::text));
        Reader outside = new Reader(MISSION, OTHER, true, Level.CONFIDENTIAL, Set.of("NEGOTIATION"));
        Reader weak = new Reader(MISSION, OTHER, true, Level.RESTRICTED, Set.of("SOURCE"));
        for (Reader reader : List.of(outside, approver(JUDGE))) {
            Said said = shown("al1", reader).statements().getFirst();
            assertEquals(Optional.empty(), said.statement().source());
            assertEquals(Optional.of("Text of al1"), said.statement().summary().map(Portion::text));
        }
        Said hidden = shown("al1", weak).statements().getFirst();
        assertEquals(Optional.empty(), hidden.statement().source());
        assertEquals(Optional.empty(), hidden.statement().summary());
    }

    @Test
    void isAbsentToOtherPartiesWhateverTheyAsk() {
        reported("al1", "C3");
        Reader stranger = new Reader("FORCES", "forces.officer", true, Level.STRICTLY_CONFIDENTIAL, Set.of("SOURCE"));
        assertEquals(new FindOutcome.Absent(), ask(Allegations.FIND, new Allegations.Find("al1", stranger)));
        assertEquals(
                List.of(),
                ask(Allegations.LIST, new Allegations.ListOf(stranger)).cases());
        assertEquals(new ChangeOutcome.Absent(), resolve("al1", Status.UNDER_REVIEW, stranger));
        assertEquals(new ChangeOutcome.Absent(), regrade("al1", "al1", "D4", stranger));
        assertEquals(
                new ChangeOutcome.Absent(),
                ask(Allegations.CORROBORATE, new Allegations.Corroborate("al1", statement("s2", "A1"), stranger)));
        assertEquals(3, fixture.barrier());
    }

    @Test
    void ofTwoThatJudgeAtOnceOneDoes() {
        reported("al1", "C3");
        changed(resolve("al1", Status.UNDER_REVIEW, focalPoint(REPORTER)));
        List<Future<ChangeOutcome>> both = Stream.of(Status.SUBSTANTIATED, Status.DISMISSED)
                .map(status -> fixture.bus.ask(
                        Allegations.RESOLVE,
                        new Allegations.Resolve("al1", status, "heard", approver(JUDGE + status)),
                        Policy.PATIENCE))
                .toList();
        await(Future.all(both));
        assertEquals(
                1,
                both.stream().filter(each -> each.result() instanceof Changed).count());
        assertEquals(3, shown("al1", focalPoint(OTHER)).history().size());
    }

    @Test
    void keepsItsHistoryAndTellsTheOperatorWithoutAnythingThatWasSaid() {
        reported("al1", "C3");
        corroborate("al1", "s2", "B2");
        changed(resolve("al1", Status.UNDER_REVIEW, approver(JUDGE)));
        for (String table : List.of("allegation", "allegation_event", "allegation_statement", "allegation_portion")) {
            assertThrows(RuntimeException.class, () -> await(fixture.database.query("delete from " + table)), table);
        }
        List<String> told = List.of(
                "allegation-reported al1",
                "allegation-corroborated al1: OPEN B2",
                "allegation-resolved al1: UNDER_REVIEW B2");
        fixture.until(() -> noted().size() >= told.size());
        assertEquals(told, noted());
    }

    private List<String> noted() {
        return fixture.notes.stream()
                .filter(note -> note.kind().startsWith("allegation-"))
                .map(note -> note.kind() + " " + note.detail())
                .toList();
    }

    @Test
    void listsThoseThatHoldFirstAndNothingThatWasSaid() {
        reported("al1", "D4");
        reported("al2", "C3");
        List<Case> cases =
                ask(Allegations.LIST, new Allegations.ListOf(approver(JUDGE))).cases();
        assertEquals(
                List.of("al2", "al1"),
                cases.stream().map(each -> each.allegation().id()).toList());
        assertEquals(Optional.of("torture"), cases.getFirst().category());
        assertEquals(List.of(), cases.getFirst().statements());
    }

    @Test
    void suspendsNoAssessment() {
        reported("al1", "A1");
        changed(resolve("al1", Status.UNDER_REVIEW, approver(JUDGE)));
        changed(resolve("al1", Status.SUBSTANTIATED, approver(JUDGE)));
        assertEquals(
                List.of("APPROVED", "APPROVED"),
                fixture.inForce().assessments().stream()
                        .map(each -> each.state().name())
                        .toList());
    }
}
