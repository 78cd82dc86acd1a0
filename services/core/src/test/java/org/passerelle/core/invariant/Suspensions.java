package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Question;

/** What can be suspended of all that a decision may depend on. */
final class Suspensions {

    private static final String ADDED = "suspended";

    private Suspensions() {}

    /** By its state, and by one of its parties. An answer depends on the agreement whose clause it names. */
    static List<Suspension> agreements(Question question) {
        List<Suspension> suspensions = new ArrayList<>();
        for (Agreement one : question.bundle().agreements()) {
            Set<String> clauses =
                    new HashSet<>(one.clauses().stream().map(Clause::id).toList());
            Suspension.Dependence names = (asked, portion, answer) ->
                    answer.clause().filter(clauses::contains).isPresent();
            suspensions.add(agreement(one, "state", AgreementState.SUSPENDED, names));
            suspensions.add(agreement(one, "suspendedBy", Set.of("MINUSMA"), names));
        }
        return suspensions;
    }

    private static Suspension agreement(Agreement one, String component, Object value, Suspension.Dependence names) {
        return new Suspension(
                component + " of " + one.id() + " suspended",
                question -> question.agreements(
                        agreement -> agreement.id().equals(one.id()) ? with(agreement, component, value) : agreement),
                names);
    }

    /** Whatever an account asks for, even notices, depends on it. */
    static List<Suspension> accounts(Question question) {
        String subject = question.request().subject();
        return List.of(new Suspension(
                "account " + subject + " disabled",
                changed -> changed.account("enabled", false),
                (asked, portion, answer) -> asked.request().subject().equals(subject)));
    }

    /** Deactivated, a party gets nothing but notices; assessed as a whole, it is screened like a unit. */
    static List<Suspension> parties(Question question) {
        List<Suspension> suspensions = new ArrayList<>();
        String recipient = question.party();
        suspensions.add(new Suspension(
                "party " + recipient + " deactivated",
                changed -> changed.party("active", false),
                (asked, portion, answer) ->
                        asked.party().equals(recipient) && asked.request().action() != Action.NOTICE));
        Set<String> parties = new TreeSet<>();
        question.bundle().units().values().forEach(unit -> parties.add(unit.party()));
        parties.forEach(party -> suspensions.add(screened(
                "party " + party,
                one -> one.unit().isEmpty()
                        && one.commander().isEmpty()
                        && one.recipient().equals(party),
                assessment(party, Optional.empty(), Optional.empty()),
                (asked, portion, answer) ->
                        Behind.of(asked, portion, answer).parties().contains(party))));
        return suspensions;
    }

    static List<Suspension> units(Question question) {
        return question.bundle().units().values().stream()
                .map(unit -> screened(
                        "unit " + unit.id(),
                        one -> one.unit().equals(Optional.of(unit.id()))
                                && one.commander().isEmpty()
                                && one.recipient().equals(unit.party()),
                        assessment(unit.party(), Optional.of(unit.id()), Optional.empty()),
                        (asked, portion, answer) ->
                                Behind.of(asked, portion, answer).units().contains(unit)))
                .toList();
    }

    static List<Suspension> commanders(Question question) {
        Set<String> commanders = new TreeSet<>();
        question.bundle().units().values().stream()
                .flatMap(unit -> unit.commands().stream())
                .map(Unit.Command::commander)
                .forEach(commanders::add);
        return commanders.stream()
                .map(commander -> screened(
                        commander,
                        one -> one.commander().equals(Optional.of(commander)),
                        assessment("any party", Optional.empty(), Optional.of(commander)),
                        (asked, portion, answer) -> Behind.of(asked, portion, answer)
                                .commanders(asked.at())
                                .contains(commander)))
                .toList();
    }

    /** All approvals of the subject turn into suspensions; where there is none, a suspension is new. */
    private static Suspension screened(
            String name, Predicate<Assessment> subject, Assessment added, Suspension.Dependence dependence) {
        return new Suspension(
                name + " suspended",
                question -> {
                    boolean approved = question.bundle().assessments().stream()
                            .anyMatch(one -> subject.test(one) && approved(one));
                    return approved
                            ? question.assessments(one -> subject.test(one) && approved(one)
                                    ? with(one, "state", AssessmentState.SUSPENDED)
                                    : one)
                            : question.bundle(
                                    "assessments",
                                    Question.plus(question.bundle().assessments(), added));
                },
                dependence);
    }

    private static boolean approved(Assessment one) {
        return one.state() == AssessmentState.APPROVED || one.state() == AssessmentState.APPROVED_CONDITIONAL;
    }

    private static Assessment assessment(String recipient, Optional<String> unit, Optional<String> commander) {
        return new Assessment(
                ADDED,
                "UNOWA",
                recipient,
                unit,
                commander,
                "ML",
                Set.of(),
                Set.of(),
                AssessmentState.SUSPENDED,
                Risk.LOW,
                Instant.EPOCH,
                Instant.MAX,
                true,
                false,
                List.of(),
                "somebody",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                "");
    }

    /** Everybody whose consent the first portion may need has given it. */
    static Question consented(Question question) {
        return question.record().portions().getFirst().label().isPresent()
                ? Repairs.of(Gate.ORIGIN, question, Set.of())
                : question;
    }

    /** Taken back, and run out. Without an originator's consent what it has to consent to waits. */
    static List<Suspension> consents(Question question) {
        Set<String> originators = new TreeSet<>();
        question.record().portions().stream()
                .flatMap(portion -> portion.label().stream())
                .forEach(label -> originators.addAll(label.originators()));
        List<Suspension> suspensions = new ArrayList<>();
        for (String originator : originators) {
            Predicate<Grant> consent = grant -> grant.code() == Code.ORIGINATOR_CONSENT
                    && grant.rulerParty().equals(originator);
            Suspension.Dependence owed = (asked, portion, answer) ->
                    owed(asked, asked.record().portions().get(portion)).contains(originator);
            suspensions.add(new Suspension(
                    "consent of " + originator + " taken back",
                    asked -> asked.record(
                            "grants",
                            asked.record().grants().stream()
                                    .filter(consent.negate())
                                    .toList()),
                    owed,
                    Set.of(Verdict.PERMIT)));
            suspensions.add(new Suspension(
                    "consent of " + originator + " run out",
                    asked -> asked.record(
                            "grants",
                            asked.record().grants().stream()
                                    .map(grant -> consent.test(grant) ? with(grant, "expiresAt", asked.at()) : grant)
                                    .toList()),
                    owed,
                    Set.of(Verdict.PERMIT)));
        }
        return suspensions;
    }

    /** Originators, other than giver and recipient, whose onward terms do not let the portion go to the recipient. */
    private static Set<String> owed(Question question, PortionFacts portion) {
        Set<String> owed = new HashSet<>(portion.label().map(Label::originators).orElse(Set.of()));
        String recipient = question.party();
        if (question.record().releaser().equals(recipient) || question.request().action() == Action.NOTICE) {
            return Set.of();
        }
        owed.remove(recipient);
        owed.remove(question.record().releaser());
        boolean everyReceiptAllows = portion.custody().stream()
                .allMatch(receipt -> question.bundle().admits(receipt.onward(), recipient, question.at()));
        if (everyReceiptAllows) {
            portion.custody().forEach(receipt -> owed.remove(receipt.releaser()));
        }
        return owed;
    }
}
