package org.passerelle.gateway.diligence;

import java.time.Instant;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Audit.Scope;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/**
 * Whose past releases are to be looked at when the status of somebody drops: the unit and those below it, the units that a commander
 * commands now and those below them, or all of a party (HRDDP H3).
 *
 * @param recipient their party
 * @param units empty for all of the party
 * @param assessments that are concerned: releases which they allowed are looked at whoever received them
 */
record Concerned(String recipient, Optional<Set<String>> units, Set<String> assessments) {
    Concerned {
        units = units.map(Set::copyOf);
        assessments = Set.copyOf(assessments);
    }

    static Concerned by(Assessment assessment, Bundle bundle, Instant at) {
        Optional<Set<String>> units = assessment
                .unit()
                .map(Set::of)
                .or(() -> assessment.commander().map(name -> commanded(bundle, assessment.recipient(), name, at)))
                .map(named -> withThoseBelow(bundle, named));
        return new Concerned(assessment.recipient(), units, Set.of(assessment.id()));
    }

    /** Empty where neither unit nor commander is known any more. */
    static Optional<Concerned> by(Allegation allegation, Bundle bundle, Instant at) {
        Optional<String> party = allegation
                .unit()
                .flatMap(unit -> Optional.ofNullable(bundle.units().get(unit)))
                .or(() -> allegation
                        .commander()
                        .flatMap(name -> bundle.units().values().stream()
                                .filter(unit -> unit.commands().stream()
                                        .anyMatch(command -> command.commander().equals(name)))
                                .findFirst()))
                .map(Unit::party);
        return party.map(recipient -> {
            Set<String> named = allegation
                    .unit()
                    .map(Set::of)
                    .orElseGet(() ->
                            commanded(bundle, recipient, allegation.commander().orElse(""), at));
            Set<String> units = withThoseBelow(bundle, named);
            return new Concerned(recipient, Optional.of(units), assessments(bundle, allegation, units));
        });
    }

    private static Set<String> commanded(Bundle bundle, String party, String commander, Instant at) {
        return bundle.units().values().stream()
                .filter(unit -> unit.party().equals(party))
                .filter(unit -> unit.commands().stream()
                        .anyMatch(command ->
                                command.covers(at) && command.commander().equals(commander)))
                .map(Unit::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    private static Set<String> withThoseBelow(Bundle bundle, Set<String> named) {
        Set<String> all = new HashSet<>(named);
        boolean grown = true;
        while (grown) {
            grown = bundle.units().values().stream()
                    .filter(unit -> unit.parent().filter(all::contains).isPresent())
                    .map(unit -> all.add(unit.id()))
                    .reduce(false, Boolean::logicalOr);
        }
        return all;
    }

    private static Set<String> assessments(Bundle bundle, Allegation allegation, Set<String> units) {
        return bundle.assessments().stream()
                .filter(assessment -> assessment.assessor().equals(allegation.assessor()))
                .filter(assessment -> assessment.unit().filter(units::contains).isPresent()
                        || (allegation.commander().isPresent()
                                && allegation.commander().equals(assessment.commander())))
                .map(Assessment::id)
                .collect(Collectors.toUnmodifiableSet());
    }

    Scope scope() {
        return new Scope(recipient, units, assessments);
    }

    /** In their order; none where all of the party is concerned. */
    Set<String> named() {
        return new TreeSet<>(units.orElse(Set.of()));
    }
}
