package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.screening.Mission.ANALYST;
import static org.passerelle.screening.Mission.APPROVER;
import static org.passerelle.screening.Mission.FOCAL_POINT;
import static org.passerelle.screening.Mission.OTHER_ANALYST;
import static org.passerelle.screening.Mission.TRAINING;
import static org.passerelle.screening.Mission.content;
import static org.passerelle.screening.Mission.decide;
import static org.passerelle.screening.ScreeningFixture.FORCES;
import static org.passerelle.screening.ScreeningFixture.MISSION;
import static org.passerelle.screening.ScreeningFixture.NOW;

import java.nio.file.Path;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Assessments;
import org.passerelle.core.message.Assessments.Act;
import org.passerelle.core.message.Assessments.Decision;
import org.passerelle.core.message.Assessments.Event;
import org.passerelle.core.message.Assessments.Look;
import org.passerelle.core.message.Assessments.Outcome;
import org.passerelle.core.message.Assessments.Outcome.Done;
import org.passerelle.core.message.Assessments.Outcome.Moved;
import org.passerelle.core.message.Assessments.Refusal;
import org.passerelle.core.message.Assessments.Step;
import org.passerelle.core.message.Assessments.Version;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Screening;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** From draft to decision: every step that a state allows, and every one that it does not. */
final class AssessmentLifecycleTest {
    private static final List<String> STEPS = List.of("revise", "submit", "review", "decide", "remediate", "complete");

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

    private static Step step(String name) {
        return switch (name) {
            case "revise" -> new Step.Revise(content(Risk.LOW, TRAINING), "more is known");
            case "submit" -> new Step.Submit("ready");
            case "review" -> new Step.Review(true, "sound");
            case "decide" -> decide(Decision.APPROVED_CONDITIONAL);
            case "remediate" -> new Step.Remediate("the unit was retrained");
            case "complete" -> new Step.Complete("training", "certificate 12");
            default -> throw new IllegalArgumentException(name);
        };
    }

    private String subject(String step) {
        return switch (step) {
            case "review" -> FOCAL_POINT;
            case "decide" -> APPROVER;
            default -> ANALYST;
        };
    }

    private void change(Screening.Change.Kind kind, String id) {
        mission.change(kind, id);
    }

    /** A fresh assessment in each state, made by the steps that lead there. */
    private String in(String state) {
        String id = mission.drafted(content(Risk.LOW, TRAINING));
        switch (state) {
            case "DRAFT" -> {
                return id;
            }
            case "SUBMITTED" -> mission.done(ANALYST, id, step("submit"));
            case "REVIEWED" -> mission.reviewed(id);
            case "REFUSED" -> mission.done(APPROVER, mission.reviewed(id), decide(Decision.REFUSED));
            case "APPROVED" -> mission.done(APPROVER, mission.reviewed(id), decide(Decision.APPROVED));
            case "APPROVED_CONDITIONAL" -> mission.done(APPROVER, mission.reviewed(id), step("decide"));
            case "SUSPENDED" -> {
                mission.done(APPROVER, mission.reviewed(id), decide(Decision.APPROVED));
                change(Screening.Change.Kind.SUSPEND, id);
            }
            case "WITHDRAWN" -> {
                mission.done(APPROVER, mission.reviewed(id), decide(Decision.APPROVED));
                change(Screening.Change.Kind.WITHDRAW, id);
            }
            case "SUPERSEDED" -> {
                mission.done(APPROVER, mission.reviewed(id), decide(Decision.REFUSED));
                String next = mission.done(ANALYST, id, step("remediate"))
                        .whole()
                        .assessment()
                        .id();
                mission.done(APPROVER, mission.reviewed(next), decide(Decision.APPROVED));
            }
            default -> throw new IllegalArgumentException(state);
        }
        return id;
    }

    @Test
    void eachStateAllowsItsStepsAndNoOthers() {
        Map<String, Set<String>> allowed = Map.of(
                "DRAFT", Set.of("revise", "submit"),
                "SUBMITTED", Set.of("review"),
                "REVIEWED", Set.of("decide"),
                "APPROVED", Set.of("complete"),
                "APPROVED_CONDITIONAL", Set.of("complete"),
                "REFUSED", Set.of("remediate"),
                "SUSPENDED", Set.of("remediate", "complete"),
                "WITHDRAWN", Set.of("remediate"),
                "SUPERSEDED", Set.of());
        int tried = 0;
        for (Map.Entry<String, Set<String>> state : allowed.entrySet()) {
            String id = in(state.getKey());
            // What is refused changes nothing, and what is allowed comes last.
            for (String step : STEPS.stream()
                    .sorted(Comparator.comparing(state.getValue()::contains))
                    .toList()) {
                Outcome outcome = mission.act(subject(step), id, step(step));
                String what = step + " in " + state.getKey() + ": " + outcome;
                if (state.getValue().contains(step)) {
                    assertInstanceOf(Done.class, outcome, what);
                } else {
                    assertEquals(
                            Refusal.STATE,
                            assertInstanceOf(Outcome.Refused.class, outcome, what)
                                    .refusal(),
                            what);
                }
                tried++;
            }
        }
        assertEquals(54, tried);
    }

    @Test
    void leadsFromDraftToApprovalAndKeepsWhoDidWhatWhenAndWhy() {
        long before = fixture.barrier();
        String id = mission.drafted(content(Risk.LOW, TRAINING));
        mission.done(OTHER_ANALYST, id, new Step.Revise(content(Risk.MEDIUM, TRAINING), "a new report"));
        mission.done(ANALYST, id, new Step.Submit("ready"));
        mission.done(FOCAL_POINT, id, new Step.Review(false, "say more"));
        assertEquals(AssessmentState.DRAFT, mission.state(id));
        mission.reviewed(id);
        assertEquals(before, fixture.barrier(), "what is not decided changes no policy");
        assertEquals(Optional.empty(), mission.inForce(id));

        Done done = mission.done(APPROVER, id, decide(Decision.APPROVED_CONDITIONAL));
        assertEquals(Optional.of(before + 1), done.barrier());
        Assessment inForce = mission.inForce(id).orElseThrow();
        assertEquals(AssessmentState.APPROVED_CONDITIONAL, inForce.state());
        assertEquals(Risk.MEDIUM, inForce.risk());
        assertEquals(Optional.of(FOCAL_POINT), inForce.reviewer());
        assertEquals(Optional.of(APPROVER), inForce.approver());
        assertEquals(
                List.of(
                        "SUBMITTED mission.analyst ready",
                        "RETURNED mission.focal-point say more",
                        "SUBMITTED mission.analyst ready",
                        "ACCEPTED mission.focal-point sound",
                        "APPROVED_CONDITIONAL mission.approver weighed"),
                done.whole().history().stream()
                        .map(AssessmentLifecycleTest::line)
                        .toList());
        assertEquals(
                List.of("1 mission.analyst asked LOW", "2 mission.other-analyst a new report MEDIUM"),
                done.whole().versions().stream()
                        .map(AssessmentLifecycleTest::line)
                        .toList());
        List<String> told = List.of(
                "assessment-drafted",
                "assessment-revised",
                "assessment-submitted",
                "assessment-returned",
                "assessment-submitted",
                "assessment-accepted",
                "assessment-approved-conditional");
        fixture.until(() -> fixture.notes.stream()
                .filter(note -> note.detail().startsWith(id + ":"))
                .map(Audit.Note::kind)
                .toList()
                .equals(told));
    }

    private static String line(Event event) {
        return event.event() + " " + event.subject() + " " + event.reason();
    }

    private static String line(Version version) {
        return version.version() + " " + version.subject() + " "
                + version.reason().orElse("") + " " + version.assessment().risk();
    }

    @Test
    void aVersionThatSomebodyElseHasReplacedIsNotReplacedAgain() {
        String id = mission.drafted(content(Risk.LOW));
        String seen = mission.whole(id).tag();
        Step revise = step("revise");
        assertInstanceOf(Done.class, await(mission.acting(OTHER_ANALYST, id, revise, Optional.of(seen))));
        assertInstanceOf(Moved.class, await(mission.acting(ANALYST, id, revise, Optional.of(seen))));
        assertEquals(2, mission.whole(id).version());
    }

    @Test
    void completingAMitigationCountsAtOnceAndIsForItsOwnerOrAFocalPoint() {
        String id = mission.reviewed(mission.drafted(content(Risk.LOW, TRAINING)));
        mission.done(APPROVER, id, decide(Decision.APPROVED_CONDITIONAL));
        mission.refused(Refusal.ROLE, APPROVER, id, step("complete"));
        long before = fixture.barrier();
        Done done = mission.done(FOCAL_POINT, id, step("complete"));
        assertEquals(Optional.of(before + 1), done.barrier());
        assertEquals(
                Optional.of(NOW),
                mission.inForce(id).orElseThrow().mitigations().getFirst().doneAt());
        mission.refused(Refusal.STATE, ANALYST, id, step("complete"));
        assertInstanceOf(
                Outcome.Absent.class, mission.act(ANALYST, id, new Step.Complete("another", "certificate 12")));
    }

    @Test
    void isAbsentToOthersAndToAuthorsWhoHaveNoPartInIt() {
        String id = mission.approved();
        Step remediate = step("remediate");
        Act others = new Act(Optional.of(id), FORCES, "forces.approver", Optional.empty(), remediate, Optional.empty());
        assertInstanceOf(Outcome.Absent.class, await(fixture.bus.ask(Assessments.ACT, others, Policy.PATIENCE)));
        Act stranger = new Act(
                Optional.of(id), MISSION, OTHER_ANALYST, Optional.of(OTHER_ANALYST), remediate, Optional.empty());
        assertInstanceOf(Outcome.Absent.class, await(fixture.bus.ask(Assessments.ACT, stranger, Policy.PATIENCE)));
        assertFalse(seen(id, FORCES, Optional.empty()));
        assertTrue(seen(id, MISSION, Optional.of(ANALYST)));
        assertFalse(seen(id, MISSION, Optional.of(OTHER_ANALYST)));
        assertEquals(List.of(id), listed(Optional.of(ANALYST)));
        assertEquals(List.of(), listed(Optional.of(OTHER_ANALYST)));
    }

    private boolean seen(String id, String party, Optional<String> writer) {
        return await(fixture.bus.ask(Assessments.LOOK, new Look(id, party, writer)))
                .whole()
                .isPresent();
    }

    private List<String> listed(Optional<String> writer) {
        return await(fixture.bus.ask(Screening.LIST, new Screening.ListAssessments(MISSION, writer))).entries().stream()
                .map(entry -> entry.assessment().id())
                .toList();
    }

    @Test
    void historyIsNeverRewritten() {
        mission.approved();
        Map<AssessmentState, Integer> states = new EnumMap<>(AssessmentState.class);
        fixture.rows("select state from assessment")
                .forEach(row -> states.merge(AssessmentState.valueOf(row.getString("state")), 1, Integer::sum));
        assertEquals(Map.of(AssessmentState.DRAFT, 1), states, "what was entered stays as it was entered");
    }
}
