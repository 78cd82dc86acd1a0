package org.passerelle.core.impact;

import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.RecordFacts;

/** Whom a record may be meant for. */
public final class Addressees {
    private Addressees() {}

    /**
     * Every active party; of those to which a clause of the releaser's leads, each unit for which somebody could ask; and every person whom
     * eyes-only names.
     */
    public static List<RecipientProfile> of(Bundle bundle, RecordFacts record) {
        return Stream.concat(
                        new TreeSet<>(bundle.parties().keySet())
                                .stream()
                                        .map(bundle.parties()::get)
                                        .filter(Party::active)
                                        .flatMap(party -> of(bundle, record.releaser(), party.id())),
                        persons(record).stream()
                                .map(bundle.accounts()::get)
                                .filter(Objects::nonNull)
                                .map(RecipientProfile::new))
                .distinct()
                .toList();
    }

    private static Stream<RecipientProfile> of(Bundle bundle, String releaser, String party) {
        List<Clause> clauses = bundle.agreements().stream()
                .flatMap(agreement -> agreement.clauses().stream())
                .filter(clause -> Reach.members(bundle, clause.releaser()).contains(releaser)
                        && Reach.members(bundle, clause.recipient()).contains(party))
                .toList();
        Set<String> units = clauses.stream()
                .flatMap(clause -> clause.recipientUnit().stream())
                .collect(Collectors.toSet());
        return Stream.concat(
                RecipientProfile.of(bundle, party, Optional.empty()).stream(),
                clauses.isEmpty() ? Stream.empty() : RecipientProfile.all(bundle, party, units).stream());
    }

    private static Set<String> persons(RecordFacts record) {
        return record.portions().stream()
                .flatMap(portion -> portion.label().stream())
                .flatMap(label -> switch (label.eyesOnly()) {
                    case Audience.Unrestricted anybody -> Stream.<String>empty();
                    case Audience.Only only -> only.names().stream();
                })
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
