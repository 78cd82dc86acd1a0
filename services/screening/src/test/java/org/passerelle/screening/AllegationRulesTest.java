package org.passerelle.screening;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.screening.ScreeningFixture.allegation;

import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.core.screening.Diligence;

final class AllegationRulesTest {
    private static final AllegationRules RULES = new AllegationRules(Diligence.DEFAULT);
    private static final Said REPORT = new Said(
            SaidAs.REPORT, ScreeningFixture.statement("al1", "C3"), "mission.focal-point", ScreeningFixture.NOW);

    private static final Map<Status, Set<Status>> STEPS = new EnumMap<>(Map.of(
            Status.OPEN, EnumSet.of(Status.UNDER_REVIEW),
            Status.UNDER_REVIEW, EnumSet.of(Status.SUBSTANTIATED, Status.DISMISSED, Status.REMEDIATED),
            Status.SUBSTANTIATED, EnumSet.of(Status.UNDER_REVIEW, Status.REMEDIATED),
            Status.DISMISSED, EnumSet.of(Status.UNDER_REVIEW),
            Status.REMEDIATED, EnumSet.of(Status.UNDER_REVIEW)));

    private static Allegation in(Status status) {
        Allegation open = allegation("al1", Optional.of("BN1"), Optional.empty(), "C3");
        return AllegationStore.as(open, open.grading(), status);
    }

    private static String best(String... gradings) {
        return RULES.best(List.of(gradings).stream().map(Grading::new).toList()).text();
    }

    @Test
    void goesFromStatusToStatusAsTheTableSaysAndNotOtherwise() {
        for (Status from : Status.values()) {
            for (Status to : Status.values()) {
                boolean possible = AllegationRules.resolving(in(from), List.of(REPORT), to, "mission.approver")
                        .isEmpty();
                assertEquals(STEPS.getOrDefault(from, Set.of()).contains(to), possible, from + " to " + to);
            }
        }
    }

    @Test
    void whoStatedAnythingMayHaveItReviewedButNeverJudgesIt() {
        String own = REPORT.subject();
        assertTrue(AllegationRules.resolving(in(Status.OPEN), List.of(REPORT), Status.UNDER_REVIEW, own)
                .isEmpty());
        for (Status judged : List.of(Status.SUBSTANTIATED, Status.DISMISSED, Status.REMEDIATED)) {
            assertTrue(AllegationRules.resolving(in(Status.UNDER_REVIEW), List.of(REPORT), judged, own)
                    .orElseThrow()
                    .contains("H8"));
            assertTrue(AllegationRules.resolving(in(judged), List.of(REPORT), Status.UNDER_REVIEW, own)
                    .isEmpty());
        }
        assertTrue(AllegationRules.regrading(in(Status.OPEN), REPORT, new Grading("D4"), own)
                .orElseThrow()
                .contains("H8"));
        assertTrue(AllegationRules.regrading(in(Status.OPEN), REPORT, new Grading("D4"), "mission.approver")
                .isEmpty());
    }

    @Test
    void holdsWhileItIsPendingAndCredibleEnoughForTheConfiguration() {
        assertTrue(RULES.holds(in(Status.OPEN)));
        assertTrue(RULES.holds(in(Status.SUBSTANTIATED)));
        assertFalse(RULES.holds(in(Status.DISMISSED)));
        assertFalse(RULES.holds(in(Status.REMEDIATED)));
        Allegation doubtful = AllegationStore.as(in(Status.OPEN), new Grading("C4"), Status.OPEN);
        assertFalse(RULES.holds(doubtful));
        assertTrue(new AllegationRules(from("D4")).holds(doubtful));
    }

    private static Diligence from(String grading) {
        Diligence usual = Diligence.DEFAULT;
        return new Diligence(
                usual.approvals(),
                new Grading(grading),
                usual.allegationReview(),
                usual.mitigationGrace(),
                usual.atRiskLevels(),
                usual.exemptions(),
                usual.lookBack(),
                usual.releaseReview(),
                usual.quarantineReview());
    }

    @Test
    void theBestGradingIsOneThatWasGivenAndNoMixture() {
        assertEquals("C3", best("D4", "C3"));
        assertEquals("B2", best("C3", "B2", "F6"));
        assertEquals("C3", best("A4", "C3"), "one that holds does not hide behind a source that is better by half");
        assertEquals("A4", best("A4", "D1"), "the halves of two sources do not make one");
        assertEquals(
                "B3",
                new AllegationRules(from("B3"))
                        .best(List.of(new Grading("C2"), new Grading("B3")))
                        .text());
        assertEquals(
                "C2",
                new AllegationRules(from("C2"))
                        .best(List.of(new Grading("C2"), new Grading("B3")))
                        .text());
    }
}
