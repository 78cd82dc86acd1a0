package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.screening.Mission.ANALYST;
import static org.passerelle.screening.Mission.APPROVER;
import static org.passerelle.screening.Mission.DOSSIER;
import static org.passerelle.screening.Mission.FOCAL_POINT;
import static org.passerelle.screening.Mission.SECOND_APPROVER;
import static org.passerelle.screening.Mission.TRAINING;
import static org.passerelle.screening.Mission.content;
import static org.passerelle.screening.Mission.decide;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.NOW;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Measure;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Outcome.Done;
import org.passerelle.core.message.Assessments.Outcome.Faulty;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;

/** What it takes to approve an assessment: content that can be taken, a whole dossier, and two persons at high risk. */
final class AssessmentApprovalTest {
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
    void atHighRiskTwoPersonsApproveAndEachReleaseWaits() {
        String id = mission.reviewed(mission.drafted(content(Risk.HIGH, TRAINING)));
        long before = fixture.barrier();
        Done first = mission.done(APPROVER, id, decide(Decision.APPROVED_CONDITIONAL));
        assertEquals(AssessmentState.UNDER_REVIEW, first.whole().assessment().state());
        assertEquals(List.of(APPROVER), first.whole().assents());
        assertEquals(before, fixture.barrier());
        mission.refused(Refusal.SAME_PERSON, APPROVER, id, decide(Decision.APPROVED));
        Done second = mission.done(SECOND_APPROVER, id, decide(Decision.APPROVED));
        Assessment approved = second.whole().assessment();
        assertEquals(AssessmentState.APPROVED_CONDITIONAL, approved.state(), "one of them asked for conditions");
        assertEquals(Optional.of(SECOND_APPROVER), approved.approver());
        assertTrue(approved.releaseHold());
        assertEquals(Optional.of(approved), mission.inForce(id));
    }

    @Test
    void oneOfSeveralIsEnoughToRefuse() {
        String id = mission.reviewed(mission.drafted(content(Risk.HIGH)));
        mission.done(APPROVER, id, decide(Decision.APPROVED));
        Done refused = mission.done(SECOND_APPROVER, id, decide(Decision.REFUSED));
        assertEquals(AssessmentState.REFUSED, refused.whole().assessment().state());
        assertEquals(AssessmentState.REFUSED, mission.inForce(id).orElseThrow().state());
    }

    @Test
    void whatWasReturnedIsApprovedByBothAgain() {
        String id = mission.reviewed(mission.drafted(content(Risk.HIGH)));
        mission.done(APPROVER, id, decide(Decision.APPROVED));
        mission.done(FOCAL_POINT, id, new Step.Review(false, "a new report"));
        mission.reviewed(id);
        assertEquals(List.of(), mission.whole(id).assents());
        mission.done(SECOND_APPROVER, id, decide(Decision.APPROVED));
        assertEquals(AssessmentState.UNDER_REVIEW, mission.state(id));
        mission.done(APPROVER, id, decide(Decision.APPROVED));
        assertEquals(AssessmentState.APPROVED, mission.state(id));
    }

    @Test
    void aRealRiskThatNothingMitigatesMayOnlyBeRefused() {
        Dossier unmitigable = new Dossier(
                List.of(),
                DOSSIER.accountability(),
                DOSSIER.mitigationCapacity(),
                DOSSIER.consequencesOfGiving(),
                DOSSIER.consequencesOfWithholding(),
                Optional.empty(),
                true);
        String id = mission.reviewed(mission.drafted(content(Risk.HIGH, 60, unmitigable, TRAINING)));
        mission.refused(Refusal.CONTENT, APPROVER, id, decide(Decision.APPROVED));
        mission.refused(Refusal.CONTENT, APPROVER, id, decide(Decision.APPROVED_CONDITIONAL));
        mission.done(APPROVER, id, decide(Decision.REFUSED));
    }

    @Test
    void conditionsNeedAnOpenMitigation() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW)));
        mission.refused(Refusal.CONTENT, APPROVER, id, decide(Decision.APPROVED_CONDITIONAL));
        mission.done(APPROVER, id, decide(Decision.APPROVED));
    }

    @Test
    void aDossierIsWholeBeforeItIsReviewed() {
        String id = mission.drafted(content(Risk.LOW, 60, Dossier.EMPTY));
        Outcome refused = mission.act(ANALYST, id, new Step.Submit("ready"));
        assertEquals(
                new Outcome.Refused(
                        Refusal.CONTENT,
                        "the dossier does not state accountability, mitigationCapacity, consequencesOfGiving, "
                                + "consequencesOfWithholding"),
                refused);
    }

    @Test
    void namesEachPlaceOfWhatCannotBeTaken() {
        Content sound = content(Risk.HIGH, TRAINING);
        Content faulty = new Content(
                FORCES,
                Optional.of("BN9"),
                Optional.of("Nobody"),
                "XX",
                List.of("operational-information", "money"),
                List.of(),
                Risk.HIGH,
                sound.validFrom(),
                sound.validFrom().plus(Duration.ofDays(91)),
                true,
                false,
                List.of(TRAINING, new Measure("training", "again", "forces.approver", NOW)),
                "Warnings only.",
                new Dossier(
                        List.of(new Dossier.Violation(
                                Optional.of("al9"),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty(),
                                Optional.empty())),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of(NOW.plus(Duration.ofDays(400))),
                        false));
        assertEquals(
                List.of(
                        "/unit",
                        "/commander",
                        "/commander",
                        "/country",
                        "/supportCategories/1",
                        "/purposes",
                        "/validUntil",
                        "/mitigations/1/id",
                        "/mitigations/1/owner",
                        "/dossier/violations/0/allegation",
                        "/dossier/nextReview"),
                assertInstanceOf(Faulty.class, mission.drafting(ANALYST, faulty)).faults().stream()
                        .map(Misread::pointer)
                        .toList());
    }
}
