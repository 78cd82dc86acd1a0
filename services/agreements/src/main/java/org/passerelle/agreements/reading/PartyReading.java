package org.passerelle.agreements.reading;

import java.util.Set;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;

/**
 * Parties and their accounts, read alike from the configuration and from what is sent; whoever has an outermost section of more keys than
 * these asks for them first.
 *
 * @param systems the marking systems that there are
 */
public record PartyReading(Words compartments, Words purposes, Words systems) {

    /** @param active false for one that is entered and shall not act yet */
    public Party party(Section section, boolean active) {
        return new Party(
                section.text("id"),
                TermsReading.texts(section.section("names")),
                section.constant("type", PartyType.class),
                active,
                section.level("accreditation"),
                section.words("compartments", compartments),
                section.level("hostingCeiling"),
                section.words("purposes", purposes),
                section.word("markingSystem", systems));
    }

    /** An account of the party, with no more than that has. */
    public Account account(Section section, Account.Kind kind, Party party, Words ownUnits) {
        Account account = new Account(
                section.text("id"),
                kind,
                section.text("name"),
                party.id(),
                section.optionalWord("unit", ownUnits),
                section.someWords("roles", Roles.WORDS),
                section.level("clearance"),
                section.optionalWords("compartments", Words.of("compartment of " + party.id(), party.compartments()))
                        .orElse(Set.of()),
                section.optionalWords("purposes", Words.of("purpose of " + party.id(), party.purposes()))
                        .orElse(party.purposes()),
                section.flag("enabled", true));
        if (!account.clearance().atMost(party.accreditation())) {
            section.fault("clearance", "clearance is above the accreditation of " + party.id());
        }
        return account;
    }
}
