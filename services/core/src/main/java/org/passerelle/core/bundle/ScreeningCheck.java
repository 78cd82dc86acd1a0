package org.passerelle.core.bundle;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;

/**
 * Whether assessments and allegations name what exists. All are left in, since one that is missing could disclose; an approval by
 * somebody unknown, of whom nobody can say that they are not the author or the beneficiary (HRDDP H8), suspends.
 */
final class ScreeningCheck {
    private final Parts parts;
    private final Set<String> commanders;
    private final Set<String> assessments;

    private ScreeningCheck(Parts parts) {
        this.parts = parts;
        this.commanders = parts.units().values().stream()
                .flatMap(unit -> unit.commands().stream())
                .map(Unit.Command::commander)
                .collect(Collectors.toSet());
        this.assessments = parts.assessments().stream().map(Assessment::id).collect(Collectors.toSet());
    }

    static List<Fault> faults(Parts parts) {
        ScreeningCheck check = new ScreeningCheck(parts);
        List<Fault> faults = new ArrayList<>();
        Set<String> ids = new HashSet<>();
        for (Assessment assessment : parts.assessments()) {
            faults.addAll(check.assessment(assessment, !ids.add(assessment.id())));
        }
        ids.clear();
        for (Allegation allegation : parts.allegations()) {
            faults.addAll(check.allegation(allegation, !ids.add(allegation.id())));
        }
        return faults;
    }

    private List<Fault> assessment(Assessment one, boolean twice) {
        Vocabulary words = parts.vocabulary();
        Faults faults = Faults.of(Place.Part.ASSESSMENT, one.id());
        faults.when(twice, Fault.Code.TWICE, "stands twice", "id");
        faults.unknown("party", List.of(one.assessor()), parts.parties()::containsKey, "assessor");
        faults.unknown("party", List.of(one.recipient()), parts.parties()::containsKey, "recipient");
        subject(one.unit(), one.commander(), faults);
        faults.when(
                one.unit()
                        .map(parts.units()::get)
                        .filter(unit -> !unit.party().equals(one.recipient()))
                        .isPresent(),
                Fault.Code.FOREIGN_NAME,
                "names a unit that is none of " + one.recipient(),
                "unit");
        faults.when(
                one.unit().isPresent() && one.commander().isPresent(),
                Fault.Code.CONTRADICTION,
                "is of a unit and of a commander",
                "commander");
        faults.unknown("country", List.of(one.country()), words.areas()::containsKey, "country");
        faults.unknown(
                "support category", one.supportCategories(), words.supportCategories()::contains, "supportCategories");
        faults.unknown("purpose", one.purposes(), words.purposes()::contains, "purposes");
        faults.when(
                !one.validFrom().isBefore(one.validUntil()), Fault.Code.NO_TIME, "ends before it begins", "validUntil");
        account(Optional.of(one.author()), "author", faults);
        account(one.reviewer(), "reviewer", faults);
        account(one.approver(), "approver", faults);
        for (int position = 0; position < one.mitigations().size(); position++) {
            faults.unknown(
                    "account",
                    List.of(one.mitigations().get(position).owner()),
                    parts.accounts()::containsKey,
                    "mitigations",
                    Integer.toString(position),
                    "owner");
        }
        faults.unknown("assessment", one.supersedes().stream().toList(), assessments::contains, "supersedes");
        return faults.list();
    }

    private List<Fault> allegation(Allegation one, boolean twice) {
        Faults faults = Faults.of(Place.Part.ALLEGATION, one.id());
        faults.when(twice, Fault.Code.TWICE, "stands twice", "id");
        faults.unknown("party", List.of(one.assessor()), parts.parties()::containsKey, "assessor");
        subject(one.unit(), one.commander(), faults);
        faults.when(
                one.unit().isEmpty() && one.commander().isEmpty(),
                Fault.Code.MISSING,
                "names neither unit nor commander",
                "unit");
        return faults.list();
    }

    private void subject(Optional<String> unit, Optional<String> commander, Faults faults) {
        faults.unknown("unit", unit.stream().toList(), parts.units()::containsKey, "unit");
        faults.unknown("commander", commander.stream().toList(), commanders::contains, "commander");
    }

    private void account(Optional<String> id, String member, Faults faults) {
        faults.unknown("account", id.stream().toList(), parts.accounts()::containsKey, member);
    }

    /** The parts with each approval by somebody unknown as a suspension, which denies whoever stands below. */
    static Parts suspended(Parts parts) {
        return new Parts(
                parts.parties(),
                parts.units(),
                parts.accounts(),
                parts.groups(),
                parts.assessments().stream().map(one -> suspended(parts, one)).toList(),
                parts.allegations(),
                parts.exemptions(),
                parts.markings(),
                parts.vocabulary(),
                parts.settings());
    }

    private static Assessment suspended(Parts parts, Assessment one) {
        boolean known = one.approver().filter(parts.accounts()::containsKey).isPresent();
        return switch (one.state()) {
            case APPROVED, APPROVED_CONDITIONAL ->
                known || one.approver().isEmpty() ? one : one.in(AssessmentState.SUSPENDED);
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> one;
        };
    }
}
