package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.COMMANDER;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.allegation;
import static org.passerelle.screening.ScreeningFixture.assessment;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.TreeSet;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.ReportOutcome;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.AssessmentList;
import org.passerelle.core.message.Screening.Task;
import org.passerelle.core.screening.Allegation;

final class AllegationReportsTest {
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

    private ReportOutcome report(Allegation allegation) {
        return await(fixture.bus.ask(
                Allegations.REPORT, ScreeningFixture.report(allegation, "mission.focal-point"), Policy.PATIENCE));
    }

    private List<String> reviewed() {
        TreeSet<String> reviewed = new TreeSet<>();
        for (AssessmentList.Entry entry : await(
                        fixture.bus.ask(Screening.LIST, new Screening.ListAssessments(MISSION, Optional.empty())))
                .entries()) {
            for (Task task : entry.tasks()) {
                reviewed.add(task.kind() + " " + task.assessmentId() + " " + task.state());
            }
        }
        return List.copyOf(reviewed);
    }

    @Test
    void isInTheBundleWhenItAnswersAndOpensAReview() {
        Allegation allegation = allegation("al1", Optional.of("BN1"), Optional.empty(), "C3");
        ReportOutcome.Reported reported = assertInstanceOf(ReportOutcome.Reported.class, report(allegation));
        assertEquals(3, reported.barrier());
        assertEquals(List.of(allegation), fixture.inForce().allegations());
        assertEquals(List.of("allegation-review has1 OPEN"), reviewed());
    }

    @Test
    void bearsOnTheUnitsBelow() {
        report(allegation("al1", Optional.of("BDE"), Optional.empty(), "B2"));
        assertEquals(List.of("allegation-review has1 OPEN"), reviewed());
    }

    @Test
    void bearsOnWhomTheCommanderCommands() {
        report(allegation("al1", Optional.empty(), Optional.of(COMMANDER), "B2"));
        assertEquals(List.of("allegation-review has1 OPEN"), reviewed());
    }

    @Test
    void reportingAgainAfterALostAnswerChangesNothingMore() {
        Allegation allegation = allegation("al1", Optional.of("BN1"), Optional.empty(), "C3");
        assertEquals(report(allegation), report(allegation));
        assertEquals(1, fixture.rows("select 1 from task").size());
        assertEquals(3, fixture.barrier());
    }

    @Test
    void refusesWhatNamesNobodyKnown() {
        assertEquals(
                new ReportOutcome.UnknownSubject("unit"),
                report(allegation("al1", Optional.of("BN9"), Optional.empty(), "C3")));
        assertEquals(
                new ReportOutcome.UnknownSubject("commander"),
                report(allegation("al2", Optional.empty(), Optional.of("Nobody"), "C3")));
        assertEquals(
                new ReportOutcome.UnknownSubject("neither unit nor commander"),
                report(allegation("al3", Optional.empty(), Optional.empty(), "C3")));
        assertEquals(
                new ReportOutcome.UnknownSubject("assessor"),
                report(keptBy(FORCES, allegation("al4", Optional.of("BN1"), Optional.empty(), "C3"))));
        assertEquals(2, fixture.barrier());
    }

    private static Allegation keptBy(String party, Allegation one) {
        return new Allegation(
                one.id(),
                party,
                one.unit(),
                one.commander(),
                one.allegedAt(),
                one.reportedAt(),
                one.grading(),
                one.status());
    }
}
