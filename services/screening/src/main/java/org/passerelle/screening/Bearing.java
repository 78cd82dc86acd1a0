package org.passerelle.screening;

import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/** Whom an allegation concerns, by the units and commanders that the policy knows. */
record Bearing(Bundle bundle) {

    /**
     * What the allegation names that is not known: a misspelt unit would hold nothing. Only a UN entity keeps allegations (HRDDP H1): who
     * keeps one rules each release that it holds, and would be shown what goes on between others.
     */
    Optional<String> unknown(Allegation allegation) {
        if (allegation.unit().isEmpty() && allegation.commander().isEmpty()) {
            return Optional.of("neither unit nor commander");
        }
        if (!bundle.screens(allegation.assessor())) {
            return Optional.of(Allegations.ASSESSOR);
        }
        if (allegation.unit().filter(unit -> !bundle.units().containsKey(unit)).isPresent()) {
            return Optional.of("unit");
        }
        return allegation.commander().filter(commander -> !commands(commander)).map(unknown -> "commander");
    }

    private boolean commands(String commander) {
        return bundle.units().values().stream()
                .flatMap(unit -> unit.commands().stream())
                .anyMatch(command -> command.commander().equals(commander));
    }

    /** The assessor's own assessments of the unit, of those below it, and of whom the commander commands. */
    List<Assessment> assessments(List<Assessment> all, Allegation allegation, Instant at) {
        return all.stream()
                .filter(assessment -> assessment.assessor().equals(allegation.assessor()))
                .filter(assessment -> concerns(assessment, allegation, at))
                .toList();
    }

    private boolean concerns(Assessment assessment, Allegation allegation, Instant at) {
        if (allegation.commander().isPresent() && allegation.commander().equals(assessment.commander())) {
            return true;
        }
        return assessment.unit().map(this::chain).orElse(List.of()).stream()
                .anyMatch(unit -> allegation.unit().filter(unit.id()::equals).isPresent()
                        || (allegation.commander().isPresent()
                                && unit.commanderAt(at).equals(allegation.commander())));
    }

    /** A unit and those above it. */
    private List<Unit> chain(String id) {
        List<Unit> chain = new java.util.ArrayList<>();
        Set<String> seen = new HashSet<>();
        Optional<String> next = Optional.of(id);
        while (next.isPresent() && seen.add(next.get())) {
            Optional<Unit> unit = next.map(bundle.units()::get);
            unit.ifPresent(chain::add);
            next = unit.flatMap(Unit::parent);
        }
        return chain;
    }
}
