package org.passerelle.screening.lists;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;

/**
 * Whom the policy names: persons with an account, commanders now and to come, units and parties. Whoever assesses their party is asked;
 * where nobody does, every party that keeps assessments.
 */
record BundleSubjects(Bundle bundle, Instant at) {

    List<Subject> all() {
        List<Subject> subjects = new ArrayList<>();
        for (Account account : bundle.accounts().values()) {
            if (account.kind() == Account.Kind.PERSON && account.enabled()) {
                subjects.add(subject(SubjectKind.PERSON, account.id(), account.name(), account.party()));
            }
        }
        for (Unit unit : bundle.units().values()) {
            subjects.add(subject(SubjectKind.UNIT, unit.id(), unit.name(), unit.party()));
            unit.commands().stream()
                    .filter(command -> command.until().map(at::isBefore).orElse(true))
                    .forEach(command ->
                            subjects.add(subject(SubjectKind.COMMANDER, unit.id(), command.commander(), unit.party())));
        }
        for (Party party : bundle.parties().values()) {
            Set.copyOf(party.names().values())
                    .forEach(name -> subjects.add(subject(SubjectKind.PARTY, party.id(), name, party.id())));
        }
        return subjects;
    }

    private Subject subject(SubjectKind kind, String id, String name, String party) {
        return new Subject(kind, id, name, asked(party), Level.UNCLASSIFIED, Optional.empty());
    }

    private Set<String> asked(String party) {
        Set<String> assessing = bundle.assessments().stream()
                .filter(assessment -> assessment.recipient().equals(party))
                .map(Assessment::assessor)
                .collect(Collectors.toSet());
        return assessing.isEmpty()
                ? bundle.assessments().stream().map(Assessment::assessor).collect(Collectors.toSet())
                : assessing;
    }
}
