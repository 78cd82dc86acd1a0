package org.passerelle.core.bundle;

import java.util.List;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;

/** Whether everything that a clause names exists and may decide, and whom it binds is a party to its agreement. */
final class ClauseCheck {
    private final Parts parts;
    private final Vocabulary words;
    private final Members members;

    ClauseCheck(Parts parts, Members members) {
        this.parts = parts;
        this.words = parts.vocabulary();
        this.members = members;
    }

    List<Fault> faults(ClauseIndex.Entry entry) {
        Clause clause = entry.clause();
        Faults faults = new Faults("clause " + clause.id(), entry::place);
        faults.when(
                !clause.agreement().equals(entry.agreement().id()),
                Fault.Code.CONTRADICTION,
                "names another agreement",
                "agreement");
        between(entry.agreement(), clause, faults);
        covered(clause, faults);
        screening(clause, faults);
        transformations(clause, faults);
        return faults.list();
    }

    private void between(Agreement agreement, Clause clause, Faults faults) {
        bound(agreement, clause.releaser(), "releaser", faults);
        bound(agreement, clause.recipient(), "recipient", faults);
        faults.when(
                members.known(clause.releaser())
                        && members.known(clause.recipient())
                        && !members.connect(members.of(clause.releaser()), members.of(clause.recipient())),
                Fault.Code.LEADS_NOWHERE,
                "leads from " + clause.releaser() + " to nobody else",
                "recipient");
        clause.recipientUnit().ifPresent(id -> unit(id, clause.recipient(), faults));
        faults.unknown("party or group", names(clause.onward()), members::known, "onward");
    }

    // INVARIANT: nobody is bound, as releaser or recipient, who has not signed.
    private void bound(Agreement agreement, String name, String member, Faults faults) {
        faults.when(
                !members.known(name),
                Fault.Code.UNKNOWN_NAME,
                "names " + name + ", which is no party or group",
                member);
        faults.when(
                !agreement.parties().containsAll(members.of(name)),
                Fault.Code.NO_PARTY,
                "binds " + name + ", which is not among the parties",
                member);
    }

    private void unit(String id, String recipient, Faults faults) {
        Unit unit = parts.units().get(id);
        faults.when(unit == null, Fault.Code.UNKNOWN_NAME, "names " + id + ", which is no unit", "recipientUnit");
        faults.when(
                unit != null && !unit.party().equals(recipient),
                Fault.Code.FOREIGN_NAME,
                "names unit " + id + ", which is none of " + recipient,
                "recipientUnit");
    }

    private void covered(Clause clause, Faults faults) {
        faults.unknown("record type", clause.recordTypes(), words.recordTypes()::containsKey, "recordTypes");
        faults.unknown("tag", clause.tags(), words::knows, "tags");
        faults.unfit(
                Fault.Code.NOT_POLICY_RELEVANT,
                "which is no tag that decides",
                clause.tags(),
                tag -> !words.knows(tag) || words.decides(tag),
                "tags");
        faults.unknown("area", names(clause.areas()), words.areas()::containsKey, "areas");
        faults.unknown("compartment", clause.compartments(), words.compartments()::contains, "compartments");
        faults.unknown("purpose", clause.purposes(), this::purpose, "purposes");
        faults.unfit(
                Fault.Code.PROHIBITED_PURPOSE,
                "which is no purpose that is allowed",
                clause.purposes(),
                purpose -> !words.prohibitedPurposes().contains(purpose),
                "purposes");
        faults.when(
                clause.eventFrom().isPresent()
                        && clause.eventUntil().isPresent()
                        && !clause.eventFrom()
                                .get()
                                .isBefore(clause.eventUntil().get()),
                Fault.Code.NO_TIME,
                "covers events that end before they begin",
                "eventUntil");
    }

    private boolean purpose(String purpose) {
        return words.purposes().contains(purpose) || words.prohibitedPurposes().contains(purpose);
    }

    /** HRDDP H1 and H2: whoever is screened is screened for something, and nobody stands unnamed behind. */
    private void screening(Clause clause, Faults faults) {
        Settings settings = parts.settings();
        faults.unknown(
                "party or unit",
                clause.endUsers(),
                name -> parts.parties().containsKey(name) || parts.units().containsKey(name),
                "endUsers");
        faults.unknown(
                "support category",
                clause.supportCategory().stream().toList(),
                words.supportCategories()::contains,
                "supportCategory");
        boolean force = are(clause.recipient(), settings.screenedTypes());
        faults.when(
                clause.supportCategory().isEmpty() && force && are(clause.releaser(), settings.screeningReleasers()),
                Fault.Code.MISSING,
                "names no support category for a force that is screened",
                "supportCategory");
        faults.when(
                (force || are(clause.recipient(), settings.lookThroughTypes()))
                        && clause.endUsers().isEmpty()
                        && !clause.onward().equals(Audience.nobody()),
                Fault.Code.MISSING,
                "names no end-users, and may be passed on",
                "endUsers");
    }

    private static void transformations(Clause clause, Faults faults) {
        for (String name : clause.obligations().notCarriedOut()) {
            faults.add(
                    Fault.Code.NOT_CARRIED_OUT,
                    "asks for " + name + ", which nothing carries out",
                    "obligations",
                    name);
        }
    }

    private boolean are(String name, Set<PartyType> types) {
        return members.of(name).stream()
                .map(parts.parties()::get)
                .filter(java.util.Objects::nonNull)
                .map(Party::type)
                .anyMatch(types::contains);
    }

    private static Set<String> names(Audience audience) {
        return switch (audience) {
            case Audience.Unrestricted anybody -> Set.of();
            case Audience.Only only -> only.names();
        };
    }
}
