package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.core.invariant.Disclosure.Worsening;
import org.passerelle.core.label.Grading;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Question;

/** Everything that screening may hold against a recipient. */
final class ScreeningWorsenings {

    private ScreeningWorsenings() {}

    static List<Worsening> of(Question question) {
        List<Worsening> worsenings = new ArrayList<>();
        states(question, worsenings);
        conditions(question, worsenings);
        allegations(question, worsenings);
        chain(question, worsenings);
        return worsenings;
    }

    /** What permitted turns against the recipient, one assessment alone or all of them. */
    private static void states(Question question, List<Worsening> worsenings) {
        List<AssessmentState> adverse =
                List.of(AssessmentState.REFUSED, AssessmentState.SUSPENDED, AssessmentState.WITHDRAWN);
        for (AssessmentState state : adverse) {
            for (Assessment one : question.bundle().assessments()) {
                add(
                        worsenings,
                        state + " " + one.id(),
                        assessment -> assessment.id().equals(one.id()) && approved(assessment)
                                ? with(assessment, "state", state)
                                : assessment);
            }
        }
        for (Assessment one : question.bundle().assessments()) {
            if (alone(question, one)) {
                add(
                        worsenings,
                        "expired " + one.id(),
                        assessment -> assessment.id().equals(one.id()) && approved(assessment)
                                ? with(assessment, "state", AssessmentState.EXPIRED)
                                : assessment);
            }
        }
        // One that lapses while another covers counts for nothing, and takes its conditions with it: so all lapse.
        add(
                worsenings,
                "all expired",
                assessment -> approved(assessment) ? with(assessment, "state", AssessmentState.EXPIRED) : assessment);
        add(
                worsenings,
                "all past",
                assessment -> assessment.validUntil().isAfter(question.at())
                        ? with(assessment, "validUntil", question.at())
                        : assessment);
        add(worsenings, "no category", assessment -> with(assessment, "supportCategories", Set.of()));
        add(worsenings, "no purpose", assessment -> with(assessment, "purposes", Set.of()));
        add(worsenings, "no approver", assessment -> with(assessment, "approver", Optional.empty()));
    }

    /** Nothing else is known about the same unit, commander or party. */
    private static boolean alone(Question question, Assessment one) {
        return question.bundle().assessments().stream()
                .filter(other -> other.commander().equals(one.commander()))
                .filter(other -> one.commander().isPresent()
                        || (other.unit().equals(one.unit()) && other.recipient().equals(one.recipient())))
                .allMatch(one::equals);
    }

    private static boolean approved(Assessment assessment) {
        return assessment.state() == AssessmentState.APPROVED
                || assessment.state() == AssessmentState.APPROVED_CONDITIONAL;
    }

    private static void conditions(Question question, List<Worsening> worsenings) {
        for (Risk risk : List.of(Risk.MEDIUM, Risk.HIGH)) {
            add(
                    worsenings,
                    "risk " + risk,
                    assessment -> assessment.risk().compareTo(risk) < 0 ? with(assessment, "risk", risk) : assessment);
        }
        add(worsenings, "no assurance", assessment -> with(assessment, "treatmentAssurance", false));
        add(worsenings, "held", assessment -> with(assessment, "releaseHold", true));
        Assessment.Mitigation due = new Assessment.Mitigation("late", "", "", question.at(), Optional.empty());
        add(
                worsenings,
                "mitigation",
                assessment -> with(assessment, "mitigations", Question.plus(assessment.mitigations(), due)));
        worsenings.add(new Worsening("no exemption", changed -> changed.bundle("exemptions", List.of())));
        worsenings.add(new Worsening(
                "hold from lower risk",
                changed -> changed.bundle("settings", with(changed.bundle().settings(), "releaseHoldRisk", Risk.LOW))));
    }

    private static void add(List<Worsening> worsenings, String name, UnaryOperator<Assessment> change) {
        worsenings.add(new Worsening(name, question -> question.assessments(change)));
    }

    private static void allegations(Question question, List<Worsening> worsenings) {
        for (Unit unit : question.bundle().units().values()) {
            if (unit.party().equals(question.party())) {
                worsenings.add(new Worsening(
                        "allegation against " + unit.id(),
                        changed -> changed.bundle(
                                "allegations",
                                Question.plus(
                                        changed.bundle().allegations(),
                                        allegation(Optional.of(unit.id()), Optional.empty())))));
            }
        }
        worsenings.add(new Worsening(
                "allegation against the commander",
                changed -> changed.bundle(
                        "allegations",
                        Question.plus(
                                changed.bundle().allegations(),
                                allegation(
                                        Optional.empty(), Optional.of("commander of unit-of-" + question.party()))))));
        worsenings.add(new Worsening(
                "allegations credible",
                changed -> changed.bundle(
                        "allegations",
                        changed.bundle().allegations().stream()
                                .map(allegation -> with(allegation, "grading", new Grading("A1")))
                                .toList())));
        worsenings.add(new Worsening(
                "allegations open",
                changed -> changed.bundle(
                        "allegations",
                        changed.bundle().allegations().stream()
                                .map(allegation -> with(allegation, "status", Allegation.Status.OPEN))
                                .toList())));
    }

    static Allegation allegation(Optional<String> unit, Optional<String> commander) {
        return new Allegation(
                "further",
                "UNOWA",
                unit,
                commander,
                Instant.EPOCH,
                Instant.EPOCH,
                new Grading("A1"),
                Allegation.Status.OPEN);
    }

    /** The recipient's own unit loses its commander, or what stands above it. */
    private static void chain(Question question, List<Worsening> worsenings) {
        String own = question.account().flatMap(account -> account.unit()).orElse("");
        worsenings.add(new Worsening("no commander", changed -> unit(changed, own, "commands", List.of())));
        worsenings.add(new Worsening("unknown parent", changed -> {
            boolean top = changed.bundle().units().containsKey(own)
                    && changed.bundle().units().get(own).parent().isEmpty();
            return top ? unit(changed, own, "parent", Optional.of("nowhere")) : changed;
        }));
        worsenings.add(new Worsening("own ancestor", changed -> {
            boolean top = changed.bundle().units().containsKey(own)
                    && changed.bundle().units().get(own).parent().isEmpty();
            return top ? unit(changed, own, "parent", Optional.of(own)) : changed;
        }));
    }

    private static Question unit(Question question, String id, String component, Object value) {
        Unit unit = question.bundle().units().get(id);
        if (unit == null) {
            return question;
        }
        Map<String, Unit> units = Question.put(question.bundle().units(), id, with(unit, component, value));
        return question.bundle("units", units);
    }
}
