package org.passerelle.core.world;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;

/** Parties, units in chains, groups that change at the edge of an instant, and accounts. */
record DrawnParties(Plot plot) {

    private static final Map<String, String> NO_NAMES = Map.of();

    Map<String, Party> parties() {
        Dice dice = plot.dice();
        Map<String, Party> parties = new HashMap<>();
        for (int i = 0; i < Plot.PARTIES.size(); i++) {
            String id = Plot.PARTIES.get(i);
            if (dice.quirk() && dice.percent(10)) {
                continue;
            }
            parties.put(
                    id,
                    new Party(
                            id,
                            NO_NAMES,
                            Plot.TYPES.get(i),
                            !(dice.quirk() && dice.percent(20)),
                            plot.ceiling(),
                            compartments(),
                            Level.STRICTLY_CONFIDENTIAL,
                            purposes(),
                            "UN"));
        }
        return parties;
    }

    private Set<String> compartments() {
        return plot.dice().quirk() ? plot.dice().some(Plot.COMPARTMENTS) : Set.copyOf(Plot.COMPARTMENTS);
    }

    private Set<String> purposes() {
        Set<String> purposes = new HashSet<>(Plot.PURPOSES);
        if (plot.dice().quirk()) {
            purposes.remove(plot.dice().one(Plot.PURPOSES));
        }
        purposes.add("targeting");
        return purposes;
    }

    static boolean force(String party) {
        PartyType type = Plot.TYPES.get(Plot.PARTIES.indexOf(party));
        return switch (type) {
            case FOREIGN_NATIONAL_FORCE, NATIONAL_FORCE, REGIONAL_FORCE, INTERAGENCY_UNIT -> true;
            case UN_ENTITY, EXPERT_BODY, EU_MISSION, INTERNATIONAL_ORGANISATION, POLITICAL -> false;
        };
    }

    /** Each force has a unit; the one in question stands in a chain of up to four, sometimes broken or cyclic. */
    Map<String, Unit> units() {
        Map<String, Unit> units = new HashMap<>();
        for (String party : Plot.PARTIES) {
            boolean asked = party.equals(plot.recipient());
            if (force(party) || (asked && plot.dice().percent(30))) {
                chain(units, party, asked ? plot.dice().below(4) : plot.dice().below(2));
            }
        }
        return units;
    }

    private void chain(Map<String, Unit> units, String party, int above) {
        Dice dice = plot.dice();
        String id = Plot.unit(party);
        for (int i = 0; i < above; i++) {
            String parent = Plot.unit(party) + "-" + (i + 1);
            units.put(id, unit(id, i == 0 ? party : holderOfParent(party), Optional.of(parent)));
            id = parent;
        }
        // Above the last there is nothing, something unknown, or the unit again.
        Optional<String> top = dice.rarely(() -> dice.percent(50) ? Plot.unit(party) : "nowhere");
        units.put(id, unit(id, above == 0 ? party : holderOfParent(party), top));
    }

    /** Joint forces put units of one party under another. */
    private String holderOfParent(String party) {
        return plot.dice().usually(party, Plot.PARTIES);
    }

    private Unit unit(String id, String party, Optional<String> parent) {
        String own = "commander of " + id;
        List<Unit.Command> commands = new ArrayList<>();
        if (plot.dice().quirk()) {
            commands.add(new Unit.Command(
                    "former " + own,
                    Moments.LONG_AGO,
                    Optional.of(plot.moments().edge())));
        }
        if (!(plot.dice().quirk() && plot.dice().percent(50))) {
            commands.add(
                    new Unit.Command(own, plot.moments().begun(), plot.moments().seldom()));
        }
        if (plot.dice().percent(20)) {
            // Assessments and allegations may be about one who is, or was, only a deputy.
            commands.add(new Unit.Command(
                    "former " + own, plot.moments().begun(), plot.moments().seldom(), true));
        }
        return new Unit(id, party, id, parent, commands);
    }

    Map<String, Group> groups() {
        Map<String, Group> groups = new HashMap<>();
        groups.put("un-entities", new Group("un-entities", List.of(member("MINUSMA"), member("UNOWA"))));
        groups.put(
                "coalition",
                new Group(
                        "coalition", List.of(member(plot.releaser()), member(plot.recipient()), member(plot.third()))));
        groups.put(
                "changing",
                new Group(
                        "changing",
                        List.of(
                                changing(plot.recipient()),
                                changing(plot.recipient()),
                                changing(plot.releaser()),
                                changing(plot.third()))));
        return groups;
    }

    private Group.Membership member(String party) {
        return new Group.Membership(
                party, plot.moments().begun(), plot.moments().seldom());
    }

    private Group.Membership changing(String party) {
        Dice dice = plot.dice();
        boolean ends = dice.percent(50);
        return new Group.Membership(
                party,
                dice.percent(50) ? plot.moments().edge() : Moments.LONG_AGO,
                ends ? Optional.of(plot.moments().edge()) : Optional.empty());
    }

    Map<String, Account> accounts() {
        Map<String, Account> accounts = new HashMap<>();
        for (String party : Plot.PARTIES) {
            add(accounts, Plot.officer(party), Account.Kind.PERSON, party);
        }
        for (String party : List.of(plot.releaser(), plot.recipient(), plot.third())) {
            add(accounts, Plot.author(party), Account.Kind.PERSON, party);
            add(accounts, Plot.approver(party), Account.Kind.PERSON, party);
            add(accounts, Plot.system(party), Account.Kind.CLIENT, party);
        }
        return accounts;
    }

    private void add(Map<String, Account> accounts, String id, Account.Kind kind, String party) {
        Dice dice = plot.dice();
        String home = dice.quirk() && dice.percent(5) ? "ATLANTIS" : party;
        accounts.put(
                id,
                new Account(
                        id,
                        kind,
                        id,
                        home,
                        unitOf(party),
                        Set.of(),
                        plot.ceiling(),
                        compartments(),
                        purposes(),
                        !(dice.quirk() && dice.percent(20))));
    }

    private Optional<String> unitOf(String party) {
        Dice dice = plot.dice();
        if (dice.quirk() && dice.percent(30)) {
            return dice.percent(30) ? Optional.empty() : Optional.of(Plot.unit(dice.one(Plot.PARTIES)));
        }
        return force(party) ? Optional.of(Plot.unit(party)) : Optional.empty();
    }
}
