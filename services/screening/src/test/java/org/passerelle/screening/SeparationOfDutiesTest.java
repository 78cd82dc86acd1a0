package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.Mission.ANALYST;
import static org.passerelle.screening.Mission.APPROVER;
import static org.passerelle.screening.Mission.BENEFICIARY;
import static org.passerelle.screening.Mission.FOCAL_POINT;
import static org.passerelle.screening.Mission.OTHER_FOCAL_POINT;
import static org.passerelle.screening.Mission.content;
import static org.passerelle.screening.Mission.decide;
import static org.passerelle.screening.ScreeningFixture.MISSION;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** Who approves has not written, asked, reviewed or benefited (HRDDP H8). At high risk focal points may approve, too. */
final class SeparationOfDutiesTest {
    private static final Step APPROVE = decide(Decision.APPROVED);

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
        fixture.start();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void whoApprovesDidNotReview() {
        String id = mission.reviewed(mission.drafted(content(Risk.HIGH)));
        mission.refused(Refusal.SAME_PERSON, FOCAL_POINT, id, APPROVE);
        mission.done(OTHER_FOCAL_POINT, id, APPROVE);
        mission.done(APPROVER, id, APPROVE);
    }

    @Test
    void whoApprovesWroteNoVersion() {
        String id = mission.drafted(content(Risk.HIGH));
        mission.done(OTHER_FOCAL_POINT, id, new Step.Revise(content(Risk.HIGH), "a word"));
        mission.reviewed(id);
        mission.refused(Refusal.OWN_WORK, OTHER_FOCAL_POINT, id, APPROVE);
    }

    @Test
    void whoApprovesIsNotTheAuthorWhateverTheirRole() {
        String id = assertInstanceOf(Outcome.Done.class, mission.drafting(APPROVER, content(Risk.LOW)))
                .whole()
                .assessment()
                .id();
        mission.done(OTHER_FOCAL_POINT, id, new Step.Submit("ready"));
        mission.done(FOCAL_POINT, id, new Step.Review(true, "sound"));
        assertEquals(
                new Outcome.Refused(Refusal.OWN_WORK, "the author of an assessment cannot approve it (HRDDP H8)"),
                mission.act(APPROVER, id, APPROVE));
        assertEquals(AssessmentState.UNDER_REVIEW, mission.state(id));
    }

    @Test
    void whoReviewsHasNoHandInIt() {
        String id = mission.drafted(content(Risk.LOW));
        mission.done(FOCAL_POINT, id, new Step.Revise(content(Risk.LOW), "a word"));
        mission.done(OTHER_FOCAL_POINT, id, new Step.Submit("ready"));
        for (String involved : List.of(ANALYST, FOCAL_POINT, OTHER_FOCAL_POINT)) {
            mission.refused(Refusal.OWN_WORK, involved, id, new Step.Review(true, "sound"));
            mission.refused(Refusal.OWN_WORK, involved, id, new Step.Review(false, "say more"));
        }
    }

    @Test
    void whoSubmittedItDoesNotApproveIt() {
        String id = mission.drafted(content(Risk.HIGH));
        mission.done(OTHER_FOCAL_POINT, id, new Step.Submit("ready"));
        mission.done(FOCAL_POINT, id, new Step.Review(true, "sound"));
        mission.refused(Refusal.OWN_WORK, OTHER_FOCAL_POINT, id, APPROVE);
    }

    @Test
    void whoHoldsNoRoleOfItsRiskDoesNotApprove() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW)));
        assertEquals(
                new Outcome.Refused(Refusal.ROLE, "at risk LOW it is decided by approver"),
                mission.act(OTHER_FOCAL_POINT, id, APPROVE));
        mission.refused(Refusal.ROLE, "nobody", id, APPROVE);
    }

    @Test
    void nobodyOfTheRecipientDecidesWhoeverTheySayTheyAre() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW)));
        mission.refused(Refusal.BENEFICIARY, BENEFICIARY, id, APPROVE);
    }

    /** Else the assessor would review what is in quarantine of those (HRDDP H10). */
    @ParameterizedTest
    @ValueSource(strings = {MISSION, ScreeningFixture.ENTITY})
    void nobodyAssessesTheirOwnPartyOrOneThatIsNotScreened(String recipient) {
        Content sound = content(Risk.LOW);
        Content unsound = new Content(
                recipient,
                Optional.empty(),
                Optional.empty(),
                sound.country(),
                sound.supportCategories(),
                sound.purposes(),
                sound.risk(),
                sound.validFrom(),
                sound.validUntil(),
                true,
                false,
                List.of(),
                sound.rationale(),
                sound.dossier());
        assertEquals(
                List.of("/recipient"),
                assertInstanceOf(Outcome.Faulty.class, mission.drafting(ANALYST, unsound)).faults().stream()
                        .map(Misread::pointer)
                        .toList());
    }

    @Test
    void ofTwoWhoApproveAtOnceOneDecidesAndTheOtherIsToldThatItHasChanged() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW)));
        String seen = mission.whole(id).tag();
        var first = mission.acting(APPROVER, id, APPROVE, Optional.of(seen));
        var second = mission.acting(Mission.SECOND_APPROVER, id, decide(Decision.REFUSED), Optional.of(seen));
        List<Outcome> outcomes = List.of(await(first), await(second));
        assertEquals(1, outcomes.stream().filter(Outcome.Done.class::isInstance).count(), outcomes::toString);
        assertEquals(
                1, outcomes.stream().filter(Outcome.Moved.class::isInstance).count(), outcomes::toString);
        assertEquals(1, decisions(id));
    }

    @Test
    void ofTwoWhoApproveAtOnceWithoutLookingOneDecidesAndTheOtherComesTooLate() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW)));
        var first = mission.acting(APPROVER, id, APPROVE, Optional.empty());
        var second = mission.acting(Mission.SECOND_APPROVER, id, decide(Decision.REFUSED), Optional.empty());
        List<Outcome> outcomes = List.of(await(first), await(second));
        assertEquals(1, outcomes.stream().filter(Outcome.Done.class::isInstance).count(), outcomes::toString);
        assertTrue(outcomes.stream().anyMatch(Outcome.Refused.class::isInstance), outcomes::toString);
        assertEquals(1, decisions(id));
    }

    private long decisions(String id) {
        return mission.whole(id).history().stream()
                .filter(event -> event.event().counts())
                .count();
    }
}
