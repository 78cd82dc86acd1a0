package org.passerelle.node.seed;

import java.util.HashMap;
import java.util.Map;
import org.passerelle.agreements.reading.PartyReading;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;

/** {@code parties/}: a party with its units, persons and clients in one file. */
record PartyFiles(Map<String, Party> parties, Map<String, Unit> units, Map<String, Account> accounts) {

    static PartyFiles read(ConfigurationDirectory files, VocabularyFiles vocabulary, MarkingFile markings) {
        PartyFiles read = new PartyFiles(new HashMap<>(), new HashMap<>(), new HashMap<>());
        files.folder("parties", file -> read.party(file, vocabulary, markings));
        return read;
    }

    Words known() {
        return Words.of("party", parties.keySet());
    }

    Words unitsOf(String party) {
        return Words.of(
                "unit of " + party,
                units.values().stream()
                        .filter(unit -> unit.party().equals(party))
                        .map(Unit::id)
                        .toList());
    }

    Words knownUnits() {
        return Words.of("unit", units.keySet());
    }

    Words knownAccounts() {
        return Words.of("account", accounts.keySet());
    }

    Words commandersOf(String party) {
        return commanders("commander of " + party, unit -> unit.party().equals(party));
    }

    Words knownCommanders() {
        return commanders("commander", unit -> true);
    }

    private Words commanders(String kind, java.util.function.Predicate<Unit> of) {
        return Words.of(
                kind,
                units.values().stream()
                        .filter(of)
                        .flatMap(unit -> unit.commands().stream())
                        .map(Unit.Command::commander)
                        .distinct()
                        .toList());
    }

    private void party(Section file, VocabularyFiles vocabulary, MarkingFile markings) {
        PartyReading reading = new PartyReading(vocabulary.compartments(), vocabulary.purposes(), markings.systems());
        Party party = reading.party(file, file.flag("active", true));
        if (parties.put(party.id(), party) != null) {
            file.fault("id", "party \"" + party.id() + "\" is defined twice");
        }
        UnitReading.read(file.sections("units"), party.id(), units);
        Words own = unitsOf(party.id());
        for (Section section : file.sections("persons")) {
            account(section, reading.account(section, Account.Kind.PERSON, party, own));
        }
        for (Section section : file.sections("clients")) {
            account(section, reading.account(section, Account.Kind.CLIENT, party, own));
        }
    }

    private void account(Section section, Account account) {
        if (accounts.put(account.id(), account) != null) {
            section.fault("id", "account \"" + account.id() + "\" is defined twice");
        }
        section.end();
    }
}
