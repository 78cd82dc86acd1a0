package org.passerelle.core.world;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Exemption;
import org.passerelle.core.screening.Risk;

/** Assessments of units, of those above them, of commanders and of whole parties; allegations of every grading. */
record DrawnScreening(Plot plot, List<Unit> units) {

    static final String ASSESSOR = "UNOWA";
    private static final String CODE = "threat";
    private static final List<String> CATEGORIES = List.of("operational-information", "training");
    private static final List<String> LETTERS = List.of("A", "B", "C", "D", "F");
    private static final List<String> DIGITS = List.of("1", "2", "3", "4", "6");

    /** The approver of every assessment that is in order. */
    static String approver() {
        return Plot.officer(ASSESSOR);
    }

    List<Assessment> assessments() {
        Dice dice = plot.dice();
        List<Assessment> assessments = new ArrayList<>();
        for (Unit unit : units) {
            boolean parent = !unit.id().equals(Plot.unit(unit.party()));
            if (parent ? dice.percent(15) : !dice.quirk()) {
                assessments.add(assessment(
                        assessments.size(),
                        unit.party(),
                        Optional.of(unit.id()),
                        Optional.empty(),
                        dice.usually(
                                dice.percent(50) ? AssessmentState.APPROVED : AssessmentState.APPROVED_CONDITIONAL,
                                List.of(AssessmentState.values()))));
            }
        }
        if (!units.isEmpty() && (dice.quirk() || dice.percent(10))) {
            assessments.add(another(assessments.size(), dice.one(units)));
        }
        return assessments;
    }

    /** A second one of the same unit, of its commander, or of its party as a whole. */
    private Assessment another(int number, Unit unit) {
        Dice dice = plot.dice();
        AssessmentState state =
                dice.percent(60) ? AssessmentState.APPROVED : dice.one(List.of(AssessmentState.values()));
        return switch (dice.below(3)) {
            case 0 -> assessment(number, unit.party(), Optional.of(unit.id()), Optional.empty(), state);
            case 1 ->
                assessment(
                        number,
                        unit.party(),
                        Optional.empty(),
                        Optional.of(
                                dice.percent(80) ? "commander of " + unit.id() : "former commander of " + unit.id()),
                        state);
            default -> assessment(number, unit.party(), Optional.empty(), Optional.empty(), state);
        };
    }

    private Assessment assessment(
            int number, String recipient, Optional<String> unit, Optional<String> commander, AssessmentState state) {
        Dice dice = plot.dice();
        String approver =
                dice.usually(approver(), List.of(Plot.author(ASSESSOR), Plot.officer(recipient), "nobody-knows"));
        return new Assessment(
                "has-" + number,
                dice.aside().usually(ASSESSOR, Plot.PARTIES),
                dice.usually(recipient, Plot.PARTIES),
                unit,
                commander,
                "ML",
                dice.with("operational-information", CATEGORIES),
                dice.with(plot.purpose(), Plot.PURPOSES),
                state,
                dice.usually(Risk.LOW, List.of(Risk.MEDIUM, Risk.HIGH)),
                plot.moments().begun(),
                plot.moments().open(),
                dice.percent(70),
                dice.percent(10),
                mitigations(),
                Plot.author(ASSESSOR),
                Optional.empty(),
                dice.quirk() && dice.percent(20) ? Optional.empty() : Optional.of(approver),
                Optional.empty(),
                "");
    }

    private List<Assessment.Mitigation> mitigations() {
        Dice dice = plot.dice();
        if (!dice.percent(25)) {
            return List.of();
        }
        return List.of(new Assessment.Mitigation(
                "m",
                "",
                "",
                dice.percent(50) ? plot.moments().edge() : plot.moments().open(),
                dice.percent(30) ? Optional.of(Moments.NOW) : Optional.empty()));
    }

    List<Allegation> allegations() {
        List<Allegation> allegations = new ArrayList<>();
        while (!units.isEmpty()
                && allegations.size() < 3
                && (plot.dice().quirk() || plot.dice().percent(25))) {
            allegations.add(allegation("a-" + allegations.size(), plot.dice().one(units)));
        }
        return allegations;
    }

    private Allegation allegation(String id, Unit unit) {
        Dice dice = plot.dice();
        boolean ofUnit = dice.percent(60);
        return new Allegation(
                id,
                ASSESSOR,
                ofUnit ? Optional.of(unit.id()) : Optional.empty(),
                ofUnit ? Optional.empty() : Optional.of("commander of " + unit.id()),
                Moments.LONG_AGO,
                Moments.LONG_AGO,
                new Grading(dice.one(LETTERS) + dice.one(DIGITS)),
                dice.one(List.of(Allegation.Status.values())));
    }

    /** Leave to release the record that is mostly asked for, to the unit that mostly asks. */
    List<Exemption> exemptions() {
        Dice dice = plot.dice();
        if (!dice.percent(30)) {
            return List.of();
        }
        String releaser = plot.releaser();
        Instant from = plot.moments().begun();
        return List.of(new Exemption(
                "exemption",
                dice.usually(CODE, List.of("unheard")),
                dice.usually(releaser, Plot.PARTIES),
                Plot.unit(plot.recipient()),
                dice.usually("record-0", List.of("record-1")),
                dice.usually(1, List.of(2)),
                dice.usually(plot.purpose(), Plot.PURPOSES),
                dice.usually(Plot.author(releaser), List.of(Plot.officer(releaser))),
                dice.usually(Plot.officer(releaser), List.of(Plot.author(releaser), "nobody-knows")),
                from,
                plot.moments().open()));
    }

    /** Values of the rules as they are shipped, and sometimes others; exemptions mostly enabled. */
    static Diligence diligence(Dice dice) {
        return new Diligence(
                Diligence.DEFAULT.approvals(),
                dice.usually(new Grading("C3"), List.of(new Grading("B2"), new Grading("D4"))),
                Duration.ofDays(7),
                dice.usually(Duration.ZERO, List.of(Duration.ofHours(1))),
                dice.usually(1, List.of(0, 2)),
                Map.of(
                        CODE,
                        new Diligence.Exempting(
                                dice.usually(true, List.of(false)),
                                dice.usually(Duration.ofDays(90), List.of(Duration.ofHours(1))),
                                Set.of("head", "body"),
                                dice.usually(Level.STRICTLY_CONFIDENTIAL, List.of(Level.UNCLASSIFIED)),
                                Duration.ofDays(1))),
                Duration.ofDays(365),
                Duration.ofDays(14),
                Duration.ofDays(14));
    }

    static Set<String> categories() {
        return Set.copyOf(CATEGORIES);
    }
}
