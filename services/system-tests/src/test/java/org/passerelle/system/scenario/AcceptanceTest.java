package org.passerelle.system.scenario;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Outcome;
import org.passerelle.node.demo.Scenario;
import org.passerelle.node.demo.Story;
import org.passerelle.node.demo.StoryResult.Played;
import org.passerelle.node.demo.scenario.Scenarios;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** Plays each acceptance scenario through the gateways' public API with real tokens. */
@Live
class AcceptanceTest {
    private final LiveSystem system;

    AcceptanceTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void scenario01ConfidentialIncidentReachesUnowa() {
        play(1);
    }

    @Test
    void scenario02UnitWithoutAssessmentGetsNothing() {
        play(2);
    }

    @Test
    void scenario03WarningReachesTheAssessedUnitWithoutItsSource() {
        play(3);
    }

    @Test
    void scenario04SuspensionStopsTheQueueAndEndsTheStream() {
        play(4);
    }

    @Test
    void scenario05ExpiredAssessmentIsNone() {
        play(5);
    }

    @Test
    void scenario06AllegationAgainstTheCommanderHolds() {
        play(6);
    }

    @Test
    void scenario07WithdrawnRegimentStopsItsBattalion() {
        play(7);
    }

    @Test
    void scenario08ProductReachesEucapWithoutTraceOfItsSource() {
        play(8);
    }

    @Test
    void scenario09DerivedPortionWaitsForTheFrenchConsent() {
        play(9);
    }

    @Test
    void scenario10NothingWithoutAnAgreement() {
        play(10);
    }

    @Test
    void scenario11NothingForAPurposeOutsideTheClause() {
        play(11);
    }

    @Test
    void scenario12TargetingIsRefusedAndExplained() {
        play(12);
    }

    @Test
    void scenario13SerialNumberReachesThePanelAndNothingFlowsBack() {
        play(13);
    }

    @Test
    void scenario14UnpublishedStatementIsAbsentToTheLastByte() {
        play(14);
    }

    @Test
    void scenario15RecallReachesAllWhoReceived() {
        play(15);
    }

    @Test
    void scenario16SecretSubmissionIsRejected() {
        play(16);
    }

    private void play(int id) {
        Scenario scenario = Scenarios.all().get(id - 1);
        assertEquals(id, scenario.id());
        Played played = new Story(system.stage(), each -> {})
                .play(List.of(scenario))
                .played()
                .getFirst();
        List<String> failed = played.outcome().checks().stream()
                .filter(check -> !check.held())
                .map(Outcome.Check::what)
                .toList();
        assertEquals(scenario.expected(), played.outcome().actual(), () -> String.join("; ", failed));
        assertEquals(
                List.of(),
                failed,
                () -> played.outcome().verdict() + " " + played.outcome().codes());
    }
}
