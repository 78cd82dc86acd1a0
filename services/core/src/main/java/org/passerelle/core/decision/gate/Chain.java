package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Grading;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;

/**
 * A unit with everybody above it: parents, the commanders and deputies in command at the instant, and their parties as a whole (HRDDP H3).
 *
 * @param complete every parent is known and none is its own ancestor
 */
record Chain(Unit unit, List<Unit> units, Optional<String> commander, Set<String> commanders, boolean complete) {

    static Chain of(Bundle bundle, Unit unit, Instant at) {
        Map<String, Unit> units = new LinkedHashMap<>();
        Unit next = unit;
        while (next != null && units.putIfAbsent(next.id(), next) == null) {
            next = next.parent().map(bundle.units()::get).orElse(null);
        }
        List<Unit> upward = List.copyOf(units.values());
        Set<String> commanders = new TreeSet<>();
        for (Unit above : upward) {
            above.commands().stream()
                    .filter(command -> command.covers(at))
                    .map(Unit.Command::commander)
                    .forEach(commanders::add);
        }
        boolean complete = upward.getLast().parent().isEmpty();
        return new Chain(unit, upward, unit.commanderAt(at), commanders, complete);
    }

    /** Assessments that count, by whom they assess; the unit itself comes first, and is there even without any. */
    Map<String, List<Assessment>> assessments(Bundle bundle) {
        Map<String, List<Assessment>> bySubject = new LinkedHashMap<>();
        units.forEach(above -> bySubject.put("unit " + above.id(), new ArrayList<>()));
        for (Assessment assessment : bundle.assessments()) {
            if (!counts(assessment)) {
                continue;
            }
            subject(assessment)
                    .ifPresent(subject -> bySubject
                            .computeIfAbsent(subject, none -> new ArrayList<>())
                            .add(assessment));
        }
        return bySubject;
    }

    private static boolean counts(Assessment assessment) {
        return switch (assessment.state()) {
            case DRAFT, UNDER_REVIEW, SUPERSEDED -> false;
            case APPROVED, APPROVED_CONDITIONAL, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED -> true;
        };
    }

    private Optional<String> subject(Assessment assessment) {
        if (assessment.commander().isPresent()) {
            return assessment.commander().filter(commanders::contains).map("commander "::concat);
        }
        String party = assessment.recipient();
        return units.stream()
                .filter(above -> above.party().equals(party))
                .filter(above -> assessment.unit().map(above.id()::equals).orElse(true))
                .findFirst()
                .map(above -> assessment.unit().map("unit "::concat).orElse("party " + party));
    }

    /** Pending allegations against anybody in the chain that are credible enough to hold (HRDDP H9). */
    List<Allegation> allegations(Bundle bundle) {
        Grading threshold = bundle.settings().diligence().allegationFrom();
        return bundle.allegations().stream()
                .filter(Allegation::pending)
                .filter(allegation -> allegation.grading().atLeast(threshold))
                .filter(allegation -> allegation.unit().filter(this::includes).isPresent()
                        || allegation.commander().filter(commanders::contains).isPresent())
                .toList();
    }

    private boolean includes(String unitId) {
        return units.stream().anyMatch(above -> above.id().equals(unitId));
    }
}
