package org.passerelle.agreements;

import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/** Whether everything that an agreement names exists, and whether those whom it binds are its parties. */
final class ReferenceCheck {
    private final MasterData master;

    ReferenceCheck(MasterData master) {
        this.master = master;
    }

    /** The first thing that is wrong. */
    Optional<String> fault(Agreement agreement) {
        if (!agreement.validFrom().isBefore(agreement.validUntil())) {
            return Optional.of("it ends before it begins");
        }
        Optional<String> stranger = unknown("party", agreement.parties(), master.parties()::containsKey);
        Set<String> ids = new HashSet<>();
        return stranger.or(() -> agreement.clauses().stream()
                .flatMap(clause -> (ids.add(clause.id()) ? fault(agreement, clause) : Optional.of("stands twice"))
                        .map(fault -> "clause " + clause.id() + " " + fault).stream())
                .findFirst());
    }

    private Optional<String> fault(Agreement agreement, Clause clause) {
        Vocabulary words = master.vocabulary();
        return Stream.of(
                        when(!clause.agreement().equals(agreement.id()), "names another agreement"),
                        // INVARIANT: nobody is bound, as releaser or recipient, who has not signed.
                        unsigned(agreement, clause.releaser()),
                        unsigned(agreement, clause.recipient()),
                        clause.recipientUnit().flatMap(unit -> unitOf(unit, clause.recipient())),
                        unknown("record type", clause.recordTypes(), words.recordTypes()::containsKey),
                        unknown("policy-relevant tag", clause.tags(), this::decides),
                        unknown("area", names(clause.areas()), words.areas()::containsKey),
                        unknown("compartment", clause.compartments(), words.compartments()::contains),
                        unknown("purpose", clause.purposes(), words.purposes()::contains),
                        unknown("purpose that is allowed", clause.purposes(), this::allowed),
                        unknown("party or group", names(clause.onward()), this::partyOrGroup),
                        unknown("end-user", clause.endUsers(), this::unitOrParty),
                        unknown(
                                "support category",
                                clause.supportCategory().stream().collect(Collectors.toSet()),
                                words.supportCategories()::contains),
                        when(
                                clause.supportCategory().isEmpty() && screened(clause),
                                "names no support category for a force that is screened"))
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> when(boolean faulty, String fault) {
        return faulty ? Optional.of(fault) : Optional.empty();
    }

    private static Optional<String> unknown(String what, Set<String> names, Predicate<String> known) {
        return new TreeSet<>(names)
                .stream().filter(known.negate()).findFirst().map(name -> "names " + name + ", which is no " + what);
    }

    private Optional<String> unsigned(Agreement agreement, String partyOrGroup) {
        Set<String> bound = members(partyOrGroup);
        if (bound.isEmpty()) {
            return Optional.of("names " + partyOrGroup + ", which is no party and no group with members");
        }
        return when(
                !agreement.parties().containsAll(bound), "binds " + partyOrGroup + ", which is not among the parties");
    }

    private Optional<String> unitOf(String id, String party) {
        Unit unit = master.units().get(id);
        return when(unit == null || !unit.party().equals(party), "names unit " + id + ", which is none of " + party);
    }

    // Whoever was ever a member: the clause may be read at any instant.
    private Set<String> members(String partyOrGroup) {
        Group group = master.groups().get(partyOrGroup);
        if (group == null) {
            return master.parties().containsKey(partyOrGroup) ? Set.of(partyOrGroup) : Set.of();
        }
        return group.members().stream().map(Group.Membership::party).collect(Collectors.toSet());
    }

    private boolean decides(String tag) {
        int equals = tag.indexOf('=');
        Vocabulary.Predicate predicate =
                equals < 0 ? null : master.vocabulary().tags().get(tag.substring(0, equals));
        String value = tag.substring(equals + 1).replaceAll("^\"|\"$", "");
        return predicate != null
                && predicate.policyRelevant()
                && predicate.values().contains(value);
    }

    private boolean allowed(String purpose) {
        return !master.vocabulary().prohibitedPurposes().contains(purpose);
    }

    private boolean partyOrGroup(String id) {
        return master.parties().containsKey(id) || master.groups().containsKey(id);
    }

    private boolean unitOrParty(String id) {
        return master.parties().containsKey(id) || master.units().containsKey(id);
    }

    private boolean screened(Clause clause) {
        return types(clause.releaser()).anyMatch(master.settings().screeningReleasers()::contains)
                && types(clause.recipient()).anyMatch(master.settings().screenedTypes()::contains);
    }

    private Stream<org.passerelle.core.party.PartyType> types(String partyOrGroup) {
        return members(partyOrGroup).stream()
                .map(master.parties()::get)
                .filter(java.util.Objects::nonNull)
                .map(Party::type);
    }

    private static Set<String> names(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted anybody -> Set.of();
            case Audience.Only only -> only.names();
        };
    }
}
