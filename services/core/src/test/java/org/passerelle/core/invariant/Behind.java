package org.passerelle.core.invariant;

import java.time.Instant;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Label;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;

/** The units on whose screening a release of a portion depends: the recipient's, those of end-users, and all above them. */
record Behind(Set<Unit> units) {

    static Behind of(Question question, int number, Answer.Portion answer) {
        PortionFacts portion = question.record().portions().get(number);
        Set<Unit> units = new HashSet<>();
        if (!question.request().action().equals(Action.NOTICE) && givenByUn(question, portion)) {
            question.account().flatMap(Account::unit).ifPresent(unit -> units.addAll(upward(question, unit)));
            Set<String> endUsers = new HashSet<>(question.request().endUsers());
            question.bundle().agreements().stream()
                    .flatMap(agreement -> agreement.clauses().stream())
                    .filter(clause -> Optional.of(clause.id()).equals(answer.clause()))
                    .map(Clause::endUsers)
                    .forEach(endUsers::addAll);
            endUsers.forEach(endUser -> units.addAll(upward(question, endUser)));
        }
        return new Behind(units);
    }

    Set<String> parties() {
        return units.stream().map(Unit::party).collect(Collectors.toSet());
    }

    Set<String> commanders(Instant at) {
        return units.stream()
                .flatMap(unit -> unit.commands().stream())
                .filter(command -> command.covers(at))
                .map(Unit.Command::commander)
                .collect(Collectors.toSet());
    }

    /** HRDDP H1: content of the recipient alone is nobody's gift. */
    private static boolean givenByUn(Question question, PortionFacts portion) {
        Set<String> givers =
                new HashSet<>(portion.label().map(Label::originators).orElse(Set.of()));
        if (givers.equals(Set.of(question.party()))) {
            return false;
        }
        if (!question.record().releaser().equals(question.party())) {
            givers.add(question.record().releaser());
        }
        portion.custody().forEach(receipt -> {
            givers.add(receipt.releaser());
            givers.add(receipt.holder());
        });
        Bundle bundle = question.bundle();
        return givers.stream()
                .map(bundle.parties()::get)
                .anyMatch(party ->
                        party != null && bundle.settings().screeningReleasers().contains(party.type()));
    }

    /** The unit and all above it; none where the unit belongs to nobody who is screened. */
    private static Set<Unit> upward(Question question, String id) {
        Set<Unit> units = new LinkedHashSet<>();
        Unit next = question.bundle().units().get(id);
        Party party = next == null ? null : question.bundle().parties().get(next.party());
        if (party == null || !question.bundle().settings().screenedTypes().contains(party.type())) {
            return units;
        }
        while (next != null && units.add(next)) {
            next = question.bundle().units().get(next.parent().orElse(""));
        }
        return units;
    }
}
