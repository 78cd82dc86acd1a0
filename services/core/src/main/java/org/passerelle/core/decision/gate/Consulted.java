package org.passerelle.core.decision.gate;

import java.util.List;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Exemption;

/** The assessments that stand behind a screened release, and exemptions that stand in for one, for the ledger and the trace. */
public final class Consulted {

    private Consulted() {}

    public static List<String> assessments(Situation situation) {
        if (situation.leg().own() || situation.leg().holding() || !ScreeningGate.applies(situation)) {
            return List.of();
        }
        Bundle bundle = situation.bundle();
        Set<String> units = new TreeSet<>(situation.request().endUsers());
        situation.clause().map(Clause::endUsers).ifPresent(units::addAll);
        situation.account().unit().ifPresent(units::add);
        List<Unit> screened = units.stream()
                .map(bundle.units()::get)
                .filter(Objects::nonNull)
                .filter(unit -> screened(bundle, unit))
                .toList();
        Stream<String> assessments =
                screened.stream().flatMap(unit -> above(situation, unit)).map(Assessment::id);
        Stream<String> exemptions = screened.stream()
                .flatMap(unit -> Exempted.of(situation, unit).stream())
                .map(Exemption::id);
        return Stream.concat(assessments, exemptions).distinct().sorted().toList();
    }

    private static boolean screened(Bundle bundle, Unit unit) {
        Party party = bundle.parties().get(unit.party());
        return party != null && bundle.settings().screenedTypes().contains(party.type());
    }

    private static Stream<Assessment> above(Situation situation, Unit unit) {
        return Chain.of(situation.bundle(), unit, situation.at()).assessments(situation.bundle()).values().stream()
                .flatMap(List::stream);
    }
}
