package org.passerelle.core.diligence;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.History.HoldCount;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.History.Step;
import org.passerelle.core.message.History.Then;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Assessment.Mitigation;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** A release to a battalion under two assessments, and a year of them. */
public final class DiligenceExamples {
    public static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    public static final String HASH = "5f".repeat(32);

    private DiligenceExamples() {}

    /** An approved assessment with one mitigation done, one open and one overdue. */
    public static Then assessment(String id, Optional<String> unit, Optional<String> commander) {
        return new Then(
                2,
                AT.minusSeconds(90 * 86_400L),
                new Assessment(
                        id,
                        "RIVER",
                        "LAKE",
                        unit,
                        commander,
                        "ML",
                        Set.of("operational-information"),
                        Set.of("force-protection", "protection-of-civilians"),
                        AssessmentState.APPROVED_CONDITIONAL,
                        Risk.MEDIUM,
                        AT.minusSeconds(60 * 86_400L),
                        AT.plusSeconds(60 * 86_400L),
                        true,
                        false,
                        List.of(
                                mitigation("training", AT.minusSeconds(86_400), Optional.of(AT.minusSeconds(90_000))),
                                mitigation("visit", AT.plusSeconds(86_400), Optional.empty()),
                                mitigation("report", AT.minusSeconds(86_400), Optional.empty())),
                        "river.analyst",
                        Optional.of("river.focal-point"),
                        Optional.of("river.approver"),
                        Optional.empty(),
                        "No credible allegation."),
                List.of(new Step("REINSTATED", "RIVER", "river.approver", "تم التحقق", AT.minusSeconds(3600))));
    }

    private static Mitigation mitigation(String id, Instant due, Optional<Instant> done) {
        return new Mitigation(id, "Briefing on " + id + " (humanitarian law)", "lake.officer", due, done);
    }

    public static DueDiligence record() {
        return new DueDiligence(
                "0b9c2a52-4a39-4b1e-9a7e-3f0f6d3c0001",
                "RIVER",
                AT,
                Action.PUSH,
                "force-protection",
                new DueDiligence.Recipient(
                        "LAKE",
                        Optional.of("LAKE-BN1"),
                        "lake-bn1-system",
                        Optional.of("Colonel Idrissa Fictif"),
                        true),
                41,
                Optional.of(1),
                17,
                HASH,
                List.of(new DueDiligence.Item(
                        "9f8c2a52-4a39-4b1e-9a7e-3f0f6d3c0002",
                        3,
                        Optional.of("alert"),
                        List.of(new DueDiligence.Clause(
                                "river-to-lake-bn1", Optional.of(new DueDiligence.Terms("river-lake", 2)))),
                        List.of("ab".repeat(32)),
                        List.of("has-bn1", "has-commander", "exemption-1"),
                        "cd".repeat(32),
                        List.of(new Ruling(
                                "hold-1",
                                Code.ALLEGATION,
                                "allegation-1",
                                "1",
                                "river.focal-point",
                                "RIVER",
                                "The source was mistaken.",
                                AT.minusSeconds(7200),
                                AT.plusSeconds(7200))))),
                List.of(
                        assessment("has-bn1", Optional.of("LAKE-BN1"), Optional.empty()),
                        assessment("has-commander", Optional.empty(), Optional.of("Colonel Idrissa Fictif"))),
                List.of(new DueDiligence.Exempted(
                        "exemption-1",
                        "imminent-threat-to-life",
                        "river.focal-point",
                        "An attack is expected.",
                        AT.minusSeconds(600),
                        "river.approver",
                        "Lives are in danger.",
                        AT.minusSeconds(300))));
    }

    public static YearReport report() {
        return new YearReport(
                "RIVER",
                "LAKE",
                2026,
                AT,
                1234,
                1200,
                Map.of("LAKE-BN1", 1000L, YearReport.NO_UNIT, 200L, YearReport.UNKNOWN, 34L),
                Map.of("alert", 1200L, YearReport.UNKNOWN, 34L),
                Map.of("force-protection", 1234L),
                Map.of(1, 1000L, 3, 234L),
                List.of(assessment("has-bn1", Optional.of("LAKE-BN1"), Optional.empty())),
                new YearReport.Mitigations(5, 6, 7),
                Map.of(Allegation.Status.OPEN, 2L, Allegation.Status.DISMISSED, 1L),
                Map.of(Exemptions.State.REVIEWED, 9L),
                List.of(new HoldCount(Code.ALLEGATION, "granted", 8)),
                new YearReport.Reviews(11, 12, 13));
    }
}
