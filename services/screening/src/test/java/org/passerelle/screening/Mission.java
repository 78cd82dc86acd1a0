package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;

import io.vertx.core.Future;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.agreements.MasterData;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Content;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Look;
import org.passerelle.core.message.Assessments.Measure;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Outcome.Done;
import org.passerelle.core.message.Assessments.Outcome.Refused;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Assessments.Whole;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.party.Account;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Dossier;
import org.passerelle.core.screening.Risk;

/** The mission's people, who take steps in the life of its assessments; at high risk two approve. */
record Mission(ScreeningFixture fixture) {
    static final String ANALYST = "mission.analyst";
    static final String OTHER_ANALYST = "mission.other-analyst";
    static final String FOCAL_POINT = "mission.focal-point";
    static final String OTHER_FOCAL_POINT = "mission.other-focal-point";
    static final String APPROVER = ScreeningFixture.APPROVER;
    static final String SECOND_APPROVER = "mission.second-approver";
    static final String BENEFICIARY = "forces.approver";

    static final Dossier DOSSIER = new Dossier(
            List.of(),
            Optional.of("Two officers were tried."),
            Optional.of("The unit has a legal adviser."),
            Optional.of("Warnings save lives."),
            Optional.of("Patrols drive over mines."),
            Optional.empty(),
            false);
    static final Measure TRAINING =
            new Measure("training", "training of the unit", ANALYST, NOW.plus(Duration.ofDays(30)));

    private static final Diligence.Approval ONE = new Diligence.Approval(Set.of("approver"), 1);

    /** What the fixture knows, with the mission's people and what the operator configured. */
    static MasterData peopled(MasterData master) {
        Map<String, Account> accounts = new HashMap<>(master.accounts());
        for (Account account : List.of(
                account(ANALYST, MISSION, "analyst"),
                account(OTHER_ANALYST, MISSION, "analyst"),
                account(FOCAL_POINT, MISSION, "human-rights-focal-point"),
                account(OTHER_FOCAL_POINT, MISSION, "human-rights-focal-point"),
                account(SECOND_APPROVER, MISSION, "approver"),
                account(BENEFICIARY, FORCES, "approver"))) {
            accounts.put(account.id(), account);
        }
        return new MasterData(
                master.parties(),
                master.units(),
                accounts,
                master.groups(),
                master.keys(),
                master.markings(),
                new Vocabulary(
                        Set.of("force-protection"),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        Set.of("operational-information"),
                        Map.of("ML", "ML"),
                        Map.of(),
                        Map.of()),
                settings(master.settings()));
    }

    private static Settings settings(Settings before) {
        Diligence usual = Diligence.DEFAULT;
        return new Settings(
                before.clockSkew(),
                before.defaultTlpMax(),
                before.strengthCeiling(),
                before.screenedTypes(),
                before.screeningReleasers(),
                before.lookThroughTypes(),
                before.atRiskFlag(),
                before.mistreatmentFlag(),
                Risk.HIGH,
                Map.of("LOW", Duration.ofDays(365), "MEDIUM", Duration.ofDays(180), "HIGH", Duration.ofDays(90)),
                before.recallDeadline(),
                before.recallEscalation(),
                Duties.NOBODYS,
                new Diligence(
                        Map.of(
                                Risk.LOW,
                                ONE,
                                Risk.MEDIUM,
                                ONE,
                                Risk.HIGH,
                                new Diligence.Approval(Set.of("approver", "human-rights-focal-point"), 2)),
                        usual.allegationFrom(),
                        usual.allegationReview(),
                        usual.mitigationGrace(),
                        usual.atRiskLevels(),
                        usual.exemptions(),
                        usual.lookBack(),
                        usual.releaseReview(),
                        usual.quarantineReview()));
    }

    private static Account account(String id, String party, String role) {
        return new Account(
                id,
                Account.Kind.PERSON,
                "A person",
                party,
                Optional.empty(),
                Set.of(role),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.of(),
                true);
    }

    static Content content(Risk risk, int days, Dossier dossier, Measure... measures) {
        Instant from = NOW.minus(Duration.ofDays(1));
        return new Content(
                FORCES,
                Optional.of("BN1"),
                Optional.empty(),
                "ML",
                List.of("operational-information"),
                List.of("force-protection"),
                risk,
                from,
                from.plus(Duration.ofDays(days)),
                true,
                false,
                List.of(measures),
                "Warnings only.",
                dossier);
    }

    static Content content(Risk risk, Measure... measures) {
        return content(risk, 60, DOSSIER, measures);
    }

    /** Takes a step on an assessment as it is now. */
    Outcome act(String subject, String id, Step step) {
        return await(acting(subject, id, step, Optional.of(whole(id).tag())));
    }

    Future<Outcome> acting(String subject, String id, Step step, Optional<String> tag) {
        return fixture.bus.ask(
                Assessments.ACT,
                new Act(Optional.of(id), MISSION, subject, Optional.empty(), step, tag),
                Policy.PATIENCE);
    }

    Done done(String subject, String id, Step step) {
        return assertInstanceOf(Done.class, act(subject, id, step));
    }

    void refused(Refusal refusal, String subject, String id, Step step) {
        Outcome outcome = act(subject, id, step);
        assertEquals(refusal, assertInstanceOf(Refused.class, outcome).refusal(), outcome::toString);
    }

    Outcome drafting(String subject, Content content) {
        Act act = new Act(
                Optional.empty(),
                MISSION,
                subject,
                Optional.empty(),
                new Step.Draft(content, "asked"),
                Optional.empty());
        return await(fixture.bus.ask(Assessments.ACT, act, Policy.PATIENCE));
    }

    /** Id of a new draft of the analyst. */
    String drafted(Content content) {
        return assertInstanceOf(Done.class, drafting(ANALYST, content))
                .whole()
                .assessment()
                .id();
    }

    /** Submitted by its author, and accepted by the focal point. */
    String reviewed(String id) {
        done(whole(id).assessment().author(), id, new Step.Submit("ready"));
        done(FOCAL_POINT, id, new Step.Review(true, "sound"));
        return id;
    }

    /** The id of one that was approved at low risk. */
    String approved() {
        String id = reviewed(drafted(content(Risk.LOW)));
        done(APPROVER, id, decide(Decision.APPROVED));
        return id;
    }

    /** Changes the standing of an approved one, for that reason. */
    Screening.ChangeOutcome change(Screening.Change.Kind kind, String id, String subject, String reason) {
        Screening.Change change = new Screening.Change(kind, id, MISSION, subject, reason);
        return await(fixture.bus.ask(Screening.CHANGE, change, Policy.PATIENCE));
    }

    /** The same by the focal point, with success. */
    void change(Screening.Change.Kind kind, String id) {
        assertInstanceOf(Screening.ChangeOutcome.Changed.class, change(kind, id, FOCAL_POINT, "reports"));
    }

    static Step decide(Decision decision) {
        return new Step.Decide(decision, "weighed");
    }

    Whole whole(String id) {
        return await(fixture.bus.ask(Assessments.LOOK, new Look(id, MISSION, Optional.empty())))
                .whole()
                .orElseThrow();
    }

    AssessmentState state(String id) {
        return whole(id).assessment().state();
    }

    /** As gateways decide now; absent while it is not decided. */
    Optional<Assessment> inForce(String id) {
        return fixture.inForce().assessments().stream()
                .filter(assessment -> assessment.id().equals(id))
                .findFirst();
    }
}
