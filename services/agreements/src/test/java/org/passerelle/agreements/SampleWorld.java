package org.passerelle.agreements;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.Duty;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;
import org.passerelle.platform.crypto.Ed25519Keys;

/** Three parties with keys, and agreements between them. */
final class SampleWorld {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    static final String MISSION = "MISSION";
    static final String OFFICE = "OFFICE";
    static final String FORCES = "FORCES";

    /** Neither of these two asks for all that the other asks for. */
    static final Obligations WITHOUT_SOURCE = obligations(Set.of(FieldGroup.SOURCE), GeometryTier.EXACT);

    static final Obligations COARSE = obligations(Set.of(), GeometryTier.KM_10);

    private static final String ADMINISTRATOR = "agreement-administrator";

    static final Duties DUTIES = new Duties(
            Map.of(
                    Duty.NEGOTIATE, Set.of(ADMINISTRATOR),
                    Duty.APPROVE, Set.of("approver"),
                    Duty.SIGN, Set.of("signatory"),
                    Duty.SUSPEND, Set.of(ADMINISTRATOR),
                    Duty.TERMINATE, Set.of(ADMINISTRATOR)),
            Optional.of(Level.RESTRICTED),
            Optional.of(Level.STRICTLY_CONFIDENTIAL),
            Duration.ofDays(30),
            Duration.ofMinutes(10));

    private final Map<String, Ed25519Keys> keys = new TreeMap<>(
            Map.of(MISSION, Ed25519Keys.generate(), OFFICE, Ed25519Keys.generate(), FORCES, Ed25519Keys.generate()));

    Ed25519Keys keys(String party) {
        return java.util.Objects.requireNonNull(keys.get(party));
    }

    MasterData master() {
        Map<String, PartyKey> registered = new HashMap<>();
        keys.forEach((party, pair) -> registered.put(pair.keyId(), new PartyKey(party, pair.publicKey())));
        return new MasterData(
                Map.of(
                        MISSION, party(MISSION, PartyType.UN_ENTITY),
                        OFFICE, party(OFFICE, PartyType.UN_ENTITY),
                        FORCES, party(FORCES, PartyType.NATIONAL_FORCE)),
                Map.of(
                        "BN1",
                        new Unit(
                                "BN1",
                                FORCES,
                                "First battalion",
                                Optional.empty(),
                                List.of(new Unit.Command(
                                        "Colonel First", NOW.minus(Duration.ofDays(90)), Optional.empty())))),
                accounts(),
                Map.of(
                        "un",
                        new Group(
                                "un",
                                List.of(
                                        new Group.Membership(MISSION, Instant.EPOCH, Optional.empty()),
                                        new Group.Membership(OFFICE, Instant.EPOCH, Optional.empty()))),
                        "cell",
                        new Group(
                                "cell",
                                Optional.of(MISSION),
                                List.of(new Group.Membership(OFFICE, Instant.EPOCH, Optional.empty())))),
                registered,
                new Markings(
                        Map.of("UN CONFIDENTIAL", Level.CONFIDENTIAL),
                        Map.of("UN", Map.of(Level.CONFIDENTIAL, "UN CONFIDENTIAL"))),
                new Vocabulary(
                        Set.of("early-warning", "force-protection", "targeting"),
                        Set.of("targeting"),
                        Set.of("SOURCE"),
                        Set.of("personal-data-risk", "possible-mistreatment"),
                        Set.of("operational-information"),
                        Map.of("ML", "ML", "ML-7", "ML", "NE", "NE"),
                        Map.of(
                                "corridor:name", new Predicate(Set.of("gao"), true, Set.of()),
                                "event:type", new Predicate(Set.of("ied"), false, Set.of())),
                        Map.of("incident", new RecordType(Set.of("title"), Map.of()))),
                new Settings(
                        Duration.ofSeconds(5),
                        Tlp.AMBER,
                        Map.of(
                                Strength.PASSWORD, Level.RESTRICTED,
                                Strength.SECOND_FACTOR, Level.CONFIDENTIAL,
                                Strength.SENDER_CONSTRAINED, Level.STRICTLY_CONFIDENTIAL,
                                Strength.HARDWARE_KEY, Level.STRICTLY_CONFIDENTIAL),
                        Set.of(PartyType.NATIONAL_FORCE),
                        Set.of(PartyType.UN_ENTITY),
                        Set.of(),
                        "personal-data-risk",
                        "possible-mistreatment",
                        Risk.HIGH,
                        Map.of(
                                "LOW",
                                Duration.ofDays(365),
                                "MEDIUM",
                                Duration.ofDays(180),
                                "HIGH",
                                Duration.ofDays(90)),
                        Duration.ofDays(3),
                        Duration.ofDays(2),
                        DUTIES,
                        Diligence.DEFAULT));
    }

    /** Of each party: an administrator who also signs, an approver, a signatory, and an officer of every role. */
    private static Map<String, Account> accounts() {
        Map<String, Account> accounts = new HashMap<>();
        for (String party : List.of(MISSION, OFFICE, FORCES)) {
            String prefix = party.toLowerCase(java.util.Locale.ROOT) + ".";
            account(accounts, prefix + "administrator", party, ADMINISTRATOR, "signatory");
            account(accounts, prefix + "approver", party, "approver");
            account(accounts, prefix + "signatory", party, "signatory");
            account(accounts, prefix + "analyst", party, "analyst");
            account(accounts, prefix + "officer", party, "liaison-officer");
            account(accounts, prefix + "platform", party, "platform-administrator");
            account(accounts, party + " officer", party, ADMINISTRATOR, "approver", "signatory");
        }
        return accounts;
    }

    private static void account(Map<String, Account> accounts, String id, String party, String... roles) {
        accounts.put(
                id,
                new Account(
                        id,
                        Account.Kind.PERSON,
                        id,
                        party,
                        Optional.empty(),
                        Set.of(roles),
                        Level.CONFIDENTIAL,
                        Set.of(),
                        Set.of("early-warning"),
                        true));
    }

    private static Party party(String id, PartyType type) {
        return new Party(
                id,
                Map.of("en", id),
                type,
                true,
                Level.CONFIDENTIAL,
                Set.of(),
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("early-warning"),
                "UN");
    }

    /** Signed by all its parties. */
    Agreement agreement(String id, Clause... clauses) {
        return signed(terms(id, clauses));
    }

    private static Obligations obligations(Set<FieldGroup> strip, GeometryTier geometry) {
        return new Obligations(strip, geometry, false, false, Optional.empty(), false, Optional.empty(), Set.of());
    }

    Agreement signed(Agreement terms) {
        Agreement signed = terms;
        for (String party : terms.parties()) {
            signed = AgreementSigning.sign(signed, party, keys(party), NOW);
        }
        return signed;
    }

    /** Unsigned terms between all whom the clauses name. */
    static Agreement terms(String id, Clause... clauses) {
        Set<String> parties = new java.util.TreeSet<>();
        for (Clause clause : clauses) {
            parties.add(clause.releaser());
            parties.add(clause.recipient());
        }
        return terms(id, parties, clauses);
    }

    /** Unsigned terms between these parties, whomever the clauses name. */
    static Agreement terms(String id, Set<String> parties, Clause... clauses) {
        return new Agreement(
                id,
                Map.of("en", "Agreement " + id, "fr", "Accord " + id),
                parties,
                AgreementState.ACTIVE,
                1,
                NOW.minus(Duration.ofDays(30)),
                NOW.plus(Duration.ofDays(365)),
                List.of(clauses),
                "",
                Map.of(),
                Set.of());
    }

    /** A clause of agreement {@code agreement}, of id {@code agreement-releaser}. */
    static Clause clause(String agreement, String releaser, String recipient) {
        return clause(agreement, releaser, recipient, Audience.only("ML"), Set.of("early-warning"), Obligations.NONE);
    }

    static Clause clause(
            String agreement,
            String releaser,
            String recipient,
            Audience areas,
            Set<String> purposes,
            Obligations obligations) {
        return new Clause(
                agreement + "-" + releaser.toLowerCase(java.util.Locale.ROOT),
                agreement,
                releaser,
                recipient,
                Optional.empty(),
                Set.of("incident"),
                Set.of(),
                areas,
                Optional.empty(),
                Optional.empty(),
                Level.CONFIDENTIAL,
                Set.of(),
                purposes,
                Set.of(Action.READ, Action.PUSH),
                Tlp.AMBER,
                Audience.nobody(),
                Set.of(),
                recipient.equals(FORCES) ? Optional.of("operational-information") : Optional.empty(),
                false,
                obligations,
                Optional.empty());
    }
}
