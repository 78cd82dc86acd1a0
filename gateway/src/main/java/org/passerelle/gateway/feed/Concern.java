package org.passerelle.gateway.feed;

import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.gateway.disclosure.Caller;

/**
 * What of a policy concerns one caller. When it differs between two bundles, the caller's streams end; a change that concerns others
 * must not show.
 */
record Concern(
        Optional<Account> account,
        Optional<Party> party,
        Set<Unit> units,
        Set<Group> groups,
        Set<Agreement> agreements,
        Set<Assessment> assessments,
        Set<Held> held,
        Settings settings) {

    /**
     * An allegation for which releases wait, each for itself: what was ruled on one lifts no other. What else is alleged, and how it is graded
     * and judged while it holds, is not for them to notice.
     */
    record Held(String allegation, String assessor, Optional<String> unit, Optional<String> commander) {}

    static Concern of(Bundle bundle, Caller caller) {
        String party = caller.party();
        Set<Unit> units = bundle.units().values().stream()
                .filter(unit -> unit.party().equals(party))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> unitIds = units.stream().map(Unit::id).collect(Collectors.toUnmodifiableSet());
        Set<String> commanders = units.stream()
                .flatMap(unit -> unit.commands().stream())
                .map(Unit.Command::commander)
                .collect(Collectors.toUnmodifiableSet());
        Set<Group> groups = bundle.groups().values().stream()
                .filter(group -> group.members().stream()
                        .anyMatch(member -> member.party().equals(party)))
                // Who else belongs to it changes nothing for the caller, and may be confidential.
                .map(group -> group.only(party))
                .collect(Collectors.toUnmodifiableSet());
        Set<String> names =
                Stream.concat(Stream.of(party), groups.stream().map(Group::id)).collect(Collectors.toUnmodifiableSet());
        return new Concern(
                Optional.ofNullable(bundle.accounts().get(caller.subject())),
                Optional.ofNullable(bundle.parties().get(party)),
                units,
                groups,
                bundle.agreements().stream()
                        .filter(agreement -> agreement.parties().stream().anyMatch(names::contains)
                                || agreement.clauses().stream().anyMatch(clause -> names.contains(clause.recipient())))
                        .collect(Collectors.toUnmodifiableSet()),
                bundle.assessments().stream()
                        .filter(assessment -> assessment.recipient().equals(party))
                        .collect(Collectors.toUnmodifiableSet()),
                bundle.allegations().stream()
                        .filter(allegation -> allegation.pending()
                                && allegation
                                        .grading()
                                        .atLeast(bundle.settings().diligence().allegationFrom()))
                        .filter(allegation ->
                                allegation.unit().filter(unitIds::contains).isPresent()
                                        || allegation
                                                .commander()
                                                .filter(commanders::contains)
                                                .isPresent())
                        .map(allegation -> new Held(
                                allegation.id(), allegation.assessor(), allegation.unit(), allegation.commander()))
                        .collect(Collectors.toUnmodifiableSet()),
                bundle.settings());
    }
}
