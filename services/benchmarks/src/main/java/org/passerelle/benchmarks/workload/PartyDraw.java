package org.passerelle.benchmarks.workload;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;

/** Twenty parties with their units, accounts and groups; they are the same at every size of the policy. */
final class PartyDraw {
    static final Map<String, PartyType> TYPES = types();
    static final Set<PartyType> FORCES =
            Set.of(PartyType.NATIONAL_FORCE, PartyType.FOREIGN_NATIONAL_FORCE, PartyType.REGIONAL_FORCE);
    private static final int UNITS = 5;
    private static final int ACCOUNTS = 8;

    private final Draw draw;
    private final Instant at;

    PartyDraw(Draw draw, Instant at) {
        this.draw = draw;
        this.at = at;
    }

    static List<String> names() {
        return List.copyOf(TYPES.keySet());
    }

    private static Map<String, PartyType> types() {
        Map<String, PartyType> types = new LinkedHashMap<>();
        Stream.of("minusma", "unowa", "unodc", "ohchr", "unsmil", "cted")
                .forEach(party -> types.put(party, PartyType.UN_ENTITY));
        types.put("panel-of-experts", PartyType.EXPERT_BODY);
        Stream.of("france", "united-states").forEach(party -> types.put(party, PartyType.FOREIGN_NATIONAL_FORCE));
        Stream.of("mali", "niger", "chad", "burkina-faso", "mauritania", "algeria", "libya")
                .forEach(party -> types.put(party, PartyType.NATIONAL_FORCE));
        Stream.of("g5-sahel", "mnjtf").forEach(party -> types.put(party, PartyType.REGIONAL_FORCE));
        types.put("eucap-sahel", PartyType.EU_MISSION);
        types.put("interpol", PartyType.INTERNATIONAL_ORGANISATION);
        return types;
    }

    Map<String, Party> parties() {
        Map<String, Party> parties = new LinkedHashMap<>();
        TYPES.forEach((id, type) -> parties.put(
                id,
                new Party(
                        id,
                        Map.of("en", id),
                        type,
                        true,
                        type == PartyType.NATIONAL_FORCE ? Level.CONFIDENTIAL : Level.STRICTLY_CONFIDENTIAL,
                        draw.some(Words.COMPARTMENTS, type == PartyType.UN_ENTITY ? 8 : 6),
                        Level.STRICTLY_CONFIDENTIAL,
                        draw.some(Words.PURPOSES, 6),
                        "UN")));
        return parties;
    }

    Map<String, Unit> units() {
        Map<String, Unit> units = new LinkedHashMap<>();
        TYPES.forEach((party, type) -> {
            for (int number = 0; FORCES.contains(type) && number < UNITS; number++) {
                Optional<String> parent = number == 0 ? Optional.empty() : Optional.of(unit(party, 0));
                Unit.Command command =
                        new Unit.Command("commander-of-" + unit(party, number), at.minus(days(400)), Optional.empty());
                units.put(
                        unit(party, number),
                        new Unit(unit(party, number), party, "unit " + number, parent, List.of(command)));
            }
        });
        return units;
    }

    Map<String, Account> accounts(Map<String, Party> parties) {
        Map<String, Account> accounts = new LinkedHashMap<>();
        parties.forEach((id, party) -> {
            for (int number = 0; number < ACCOUNTS; number++) {
                String account = id + "-account-" + number;
                accounts.put(account, account(account, party, number));
            }
        });
        return accounts;
    }

    private Account account(String id, Party party, int number) {
        List<String> open = List.copyOf(party.compartments());
        return new Account(
                id,
                number % 4 == 3 ? Account.Kind.CLIENT : Account.Kind.PERSON,
                id,
                party.id(),
                FORCES.contains(party.type()) ? Optional.of(unit(party.id(), number % UNITS)) : Optional.empty(),
                Set.of("analyst"),
                Level.of(draw.between(1, 3)),
                compartments(open),
                draw.some(party.purposes().stream().sorted().toList(), draw.between(2, 4)),
                true);
    }

    /** Those of the party, and now and then one more, which the party's own limits then bar. */
    private Set<String> compartments(List<String> open) {
        Set<String> compartments =
                new TreeSet<>(draw.some(open.stream().sorted().toList(), draw.between(3, open.size())));
        List<String> others = Words.COMPARTMENTS.stream()
                .filter(compartment -> !open.contains(compartment))
                .toList();
        if (!others.isEmpty() && draw.percent(50)) {
            compartments.add(draw.oneOf(others));
        }
        return compartments;
    }

    Map<String, Group> groups() {
        return Map.of(
                "united-nations", group("united-nations", "minusma", "unowa", "unodc", "ohchr", "unsmil", "cted"),
                "sahel-forces", group("sahel-forces", "mali", "niger", "chad", "burkina-faso", "mauritania"),
                "partners", group("partners", "france", "united-states", "eucap-sahel", "interpol"));
    }

    /** The first member has left. */
    private Group group(String id, String... parties) {
        List<Group.Membership> members = new ArrayList<>();
        for (String party : parties) {
            Optional<Instant> until = members.isEmpty() ? Optional.of(at.minus(days(300))) : Optional.empty();
            members.add(new Group.Membership(party, at.minus(days(500)), until));
        }
        return new Group(id, members);
    }

    static String unit(String party, int number) {
        return party + "-unit-" + number;
    }

    static Duration days(int days) {
        return Duration.ofDays(days);
    }
}
