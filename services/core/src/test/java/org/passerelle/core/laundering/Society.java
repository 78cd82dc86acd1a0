package org.passerelle.core.laundering;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Risk;

/** Parties, groups and agreements that change while a story goes on; each party mostly shares with the next. */
final class Society {

    static final List<String> PARTIES = List.of("ALDER", "BIRCH", "CEDAR", "DOGWOOD", "ELM", "FIR");
    static final List<String> GROUPS = List.of("broadleaf", "evergreen");
    static final List<String> PURPOSES = List.of("early-warning", "mediation");
    static final List<String> TYPES = List.of("incident", "alert", "product");
    private static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private static final int[] STRICTNESS = {2, 10, 30};

    private final Random random;
    private final int strictness;
    private final List<Agreement> agreements = new ArrayList<>();
    private final Map<String, Group> groups = new HashMap<>();
    private Optional<LeasedBundle> bundle = Optional.empty();
    private Instant now = BEGIN.plus(Duration.ofDays(10));

    Society(Random random) {
        this.random = random;
        this.strictness = STRICTNESS[random.nextInt(STRICTNESS.length)];
        for (String group : GROUPS) {
            groups.put(
                    group,
                    new Group(
                            group,
                            PARTIES.stream()
                                    .filter(party -> random.nextInt(3) > 0)
                                    .map(party -> new Group.Membership(party, BEGIN, Optional.empty()))
                                    .toList()));
        }
        for (int from = 0; from < PARTIES.size(); from++) {
            for (int to = 0; to < PARTIES.size(); to++) {
                if (from != to && random.nextInt(100) < (to == from + 1 ? 97 : 45)) {
                    agreements.add(agreement(PARTIES.get(from), PARTIES.get(to)));
                }
            }
        }
    }

    static String officer(String party) {
        return party + ".officer";
    }

    static String liaison(String party) {
        return party + ".liaison";
    }

    Instant now() {
        return now;
    }

    void later() {
        now = now.plusSeconds(60);
    }

    List<Agreement> agreements() {
        return agreements;
    }

    Map<String, Group> groups() {
        return groups;
    }

    LeasedBundle bundle() {
        LeasedBundle kept = bundle.orElseGet(this::build);
        bundle = Optional.of(kept);
        return kept;
    }

    private LeasedBundle build() {
        Map<String, Party> parties = new HashMap<>();
        Map<String, Account> accounts = new HashMap<>();
        for (String party : PARTIES) {
            parties.put(party, party(party));
            accounts.put(officer(party), account(officer(party), party));
            accounts.put(liaison(party), account(liaison(party), party));
        }
        Bundle built = new Bundle(
                1,
                BEGIN,
                parties,
                Map.of(),
                accounts,
                groups,
                agreements,
                List.of(),
                List.of(),
                new Markings(Map.of(), Map.of()),
                new Vocabulary(
                        Set.copyOf(PURPOSES), Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Map.of()),
                settings());
        return new LeasedBundle(built, true, BEGIN.plus(Duration.ofDays(500)));
    }

    /** Something changes: an agreement is suspended or resumed, a clause narrowed or widened, a membership ended or begun. */
    void change() {
        bundle = Optional.empty();
        int at = random.nextInt(agreements.size());
        Agreement agreement = agreements.get(at);
        switch (random.nextInt(8)) {
            case 0, 1 ->
                agreements.set(
                        at,
                        with(
                                agreement,
                                agreement.clauses(),
                                agreement.suspendedBy().isEmpty()
                                        ? Set.of(agreement.parties().iterator().next())
                                        : Set.of()));
            case 2, 3 ->
                agreements.set(
                        at,
                        with(
                                agreement,
                                agreement.clauses().stream()
                                        .map(clause -> clause(
                                                clause.id(), agreement.id(), clause.releaser(), clause.recipient()))
                                        .toList(),
                                agreement.suspendedBy()));
            default -> regroup(one(GROUPS));
        }
    }

    /** Some leave, others join. */
    private void regroup(String id) {
        List<Group.Membership> members = new ArrayList<>(
                groups.getOrDefault(id, new Group(id, List.of())).members());
        for (String party : PARTIES) {
            if (random.nextBoolean()) {
                continue;
            }
            Optional<Group.Membership> standing = members.stream()
                    .filter(member ->
                            member.party().equals(party) && member.until().isEmpty())
                    .findFirst();
            standing.ifPresent(members::remove);
            members.add(standing.map(member -> new Group.Membership(party, member.from(), Optional.of(now)))
                    .orElseGet(() -> new Group.Membership(party, now, Optional.empty())));
        }
        groups.put(id, new Group(id, members));
    }

    private Agreement agreement(String from, String to) {
        String id = from + "-" + to;
        List<Clause> clauses = new ArrayList<>();
        clauses.add(clause(id + "-1", id, from, to));
        if (random.nextInt(4) == 0) {
            clauses.add(clause(id + "-2", id, from, to));
        }
        return new Agreement(
                id,
                Map.of(),
                Set.of(from, to),
                AgreementState.ACTIVE,
                1,
                BEGIN,
                BEGIN.plus(Duration.ofDays(1000)),
                clauses,
                "00",
                Map.of(),
                Set.of());
    }

    private static Agreement with(Agreement old, List<Clause> clauses, Set<String> suspendedBy) {
        return new Agreement(
                old.id(),
                old.titles(),
                old.parties(),
                old.state(),
                old.version() + 1,
                old.validFrom(),
                old.validUntil(),
                clauses,
                old.hash(),
                old.signatures(),
                suspendedBy);
    }

    private Clause clause(String id, String agreement, String from, String to) {
        return new Clause(
                id,
                agreement,
                from,
                to,
                Optional.empty(),
                strict() ? Set.of(one(TYPES)) : Set.copyOf(TYPES),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                strict() ? Level.RESTRICTED : Level.CONFIDENTIAL,
                Set.of(),
                strict() ? Set.of(one(PURPOSES)) : Set.copyOf(PURPOSES),
                Set.of(Action.READ),
                Tlp.AMBER,
                strict() || random.nextInt(4) == 0 ? names() : Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                false,
                Obligations.NONE,
                Optional.empty());
    }

    /** Where it says yes, something is restricted; hardly ever in some societies, often in others. */
    boolean strict() {
        return random.nextInt(100) < strictness;
    }

    /** Some parties and groups, or nobody. */
    Audience.Only names() {
        Set<String> names = new HashSet<>();
        for (int i = random.nextInt(4); i > 0; i--) {
            names.add(name());
        }
        return new Audience.Only(names);
    }

    /** A party or a group. */
    String name() {
        return random.nextInt(3) == 0 ? one(GROUPS) : one(PARTIES);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    private static Party party(String id) {
        return new Party(
                id,
                Map.of(),
                PartyType.EXPERT_BODY,
                true,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of(),
                Level.STRICTLY_CONFIDENTIAL,
                Set.copyOf(PURPOSES),
                "UN");
    }

    private static Account account(String id, String party) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                Optional.empty(),
                Set.of("liaison-officer"),
                Level.STRICTLY_CONFIDENTIAL,
                Set.of(),
                Set.copyOf(PURPOSES),
                true);
    }

    private static Settings settings() {
        return new Settings(
                Duration.ofSeconds(5),
                Tlp.AMBER,
                Map.of(Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL),
                Set.of(PartyType.NATIONAL_FORCE),
                Set.of(PartyType.UN_ENTITY),
                Set.of(),
                "personal-data-risk",
                "possible-mistreatment",
                Risk.HIGH,
                Map.of(),
                Duration.ZERO,
                Duration.ZERO);
    }
}
