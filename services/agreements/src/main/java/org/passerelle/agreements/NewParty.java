package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.agreements.reading.PartyReading;
import org.passerelle.agreements.reading.Roles;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * A party as it is proposed: written as in {@code config/parties}, with its signing keys, the addresses at which it may be called, and
 * those who act for it, among them somebody who administers and somebody who signs.
 */
record NewParty(Party party, List<PartyKey> keys, List<String> addresses, List<Account> accounts, String reason) {
    private static final Pattern PARTY_ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
    // In lower case: Keycloak knows no other, and an account that it writes differently would be nobody.
    private static final Pattern ACCOUNT_ID = Pattern.compile("[a-z][a-z0-9]*([.-][a-z0-9]+)*");
    private static final int LONGEST_ID = 40;
    private static final Set<String> LANGUAGES = Set.of("en", "fr", "ar");
    private static final List<String> NEEDED = List.of("agreement-administrator", "signatory");

    NewParty {
        keys = List.copyOf(keys);
        addresses = List.copyOf(addresses);
        accounts = List.copyOf(accounts);
    }

    sealed interface Reading {
        record Read(NewParty party) implements Reading {}

        record Faulty(List<Misread> faults) implements Reading {}
    }

    /** The profile as it is kept; no policy depends on it. */
    record Profile(String party, List<String> addresses, String proposal) {
        Profile {
            addresses = List.copyOf(addresses);
        }
    }

    /** Reads a proposal against what stands; every fault at once, each with its place. */
    static Reading read(String body, MasterData master, Instant at) {
        Misreading misreading = new Misreading(at);
        try {
            Section whole = new Section(misreading, "", Json.tree(body));
            NewParty read = read(whole, master, at);
            whole.end();
            return misreading.none() ? new Reading.Read(read) : new Reading.Faulty(misreading.faults());
        } catch (JsonFault broken) {
            return new Reading.Faulty(List.of(new Misread(broken.pointer(), "not-json", broken.problem())));
        }
    }

    private static NewParty read(Section whole, MasterData master, Instant at) {
        PartyReading reading = new PartyReading(
                Words.of("compartment", master.vocabulary().compartments()),
                Words.of("purpose", master.vocabulary().purposes()),
                Words.of("marking system", master.markings().outbound().keySet()));
        Party party = reading.party(whole, true);
        check(whole, party, master);
        List<PartyKey> keys = keys(whole, party.id(), master.keys(), at);
        List<String> addresses = whole.optionalTexts("addresses").orElse(List.of());
        addresses.forEach(address -> CallbackAddress.fault(address)
                .ifPresent(message -> whole.faultAt("/addresses/" + addresses.indexOf(address), message)));
        List<Account> accounts = new ArrayList<>();
        Set<String> taken = new HashSet<>(master.accounts().keySet());
        for (Section person : whole.sections("persons")) {
            accounts.add(account(person, Account.Kind.PERSON, party, reading, taken));
        }
        for (Section client : whole.optionalSections("clients")) {
            accounts.add(account(client, Account.Kind.CLIENT, party, reading, taken));
        }
        for (String role : NEEDED) {
            if (accounts.stream().noneMatch(account -> account.roles().contains(role))) {
                whole.fault("persons", "nobody of them is " + role);
            }
        }
        return new NewParty(party, keys, addresses, accounts, whole.text("reason"));
    }

    private static void check(Section whole, Party party, MasterData master) {
        if (!party.id().isEmpty() && !fits(PARTY_ID, party.id())) {
            whole.fault("id", "must be up to 40 capital letters and digits, with hyphens between");
        }
        // Labels name parties and groups alike.
        if (master.parties().containsKey(party.id()) || master.groups().containsKey(party.id())) {
            whole.fault("id", "is taken");
        }
        if (!party.names().keySet().containsAll(LANGUAGES)) {
            whole.fault("names", "must be given in English, French and Arabic (en, fr, ar)");
        }
        party.purposes().stream()
                .filter(master.vocabulary().prohibitedPurposes()::contains)
                .forEach(purpose -> whole.fault("purposes", purpose, "is prohibited to everybody"));
    }

    private static List<PartyKey> keys(Section whole, String party, Map<String, PartyKey> present, Instant at) {
        List<PartyKey> keys = new ArrayList<>();
        List<Section> sections = whole.sections("keys");
        if (sections.isEmpty() && whole.has("keys")) {
            whole.fault("keys", "must hold at least one key with which the party signs");
        }
        for (Section section : sections) {
            Optional<KeyStatement> read = KeyStatement.read(section, party, at, Optional.empty(), "");
            section.end();
            read.ifPresent(statement -> {
                PartyKey key = statement.key();
                if (present.containsKey(key.keyId())
                        || keys.stream().anyMatch(other -> other.keyId().equals(key.keyId()))) {
                    section.faultAt("/statement/key", "this key is registered already");
                }
                if (statement.replaces().isPresent()) {
                    section.faultAt("/statement/replaces", "there is nothing to replace yet");
                }
                statement.unproven(at).ifPresent(message -> section.fault("proof", message));
                keys.add(key);
            });
        }
        return keys;
    }

    private static Account account(
            Section section, Account.Kind kind, Party party, PartyReading reading, Set<String> taken) {
        Account account = reading.account(section, kind, party, Words.of("unit of " + party.id(), Set.of()));
        if (!account.id().isEmpty() && !fits(ACCOUNT_ID, account.id())) {
            section.fault("id", "must be up to 40 small letters and digits, with points or hyphens between");
        }
        if (!taken.add(account.id())) {
            section.fault("id", "is taken");
        }
        if (account.roles().contains(Roles.PLATFORM_ADMINISTRATOR)) {
            section.fault("roles", Roles.PLATFORM_ADMINISTRATOR, "is not for the accounts of a new party");
        }
        section.end();
        return account;
    }

    private static boolean fits(Pattern pattern, String id) {
        return id.length() <= LONGEST_ID && pattern.matcher(id).matches();
    }

    /** What is written when it is approved. */
    List<Document> documents(String proposal) {
        List<Document> documents = new ArrayList<>();
        documents.add(new Document(MasterStore.PARTY, party.id(), party));
        documents.add(new Document(MasterStore.PROFILE, party.id(), new Profile(party.id(), addresses, proposal)));
        keys.forEach(key -> documents.add(new Document(MasterStore.KEY, key.keyId(), key)));
        accounts.forEach(account -> documents.add(new Document(MasterStore.ACCOUNT, account.id(), account)));
        return documents;
    }
}
