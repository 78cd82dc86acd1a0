package org.passerelle.gateway.world;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;

/**
 * RIVER releases incidents to LAKE for early warning, up to Confidential; nothing else is agreed. RIVER keeps a group to which MARSH belongs;
 * LAKE may not know.
 */
public final class World {
    /** Of persons. */
    public static final Set<String> EVERY_ROLE = Set.of(
            "liaison-officer",
            "analyst",
            "agreement-administrator",
            "human-rights-focal-point",
            "approver",
            "signatory",
            "auditor",
            "platform-administrator");

    public static final Instant BEGIN = Instant.parse("2026-01-01T00:00:00Z");

    private World() {}

    public static Bundle bundle(long version) {
        return bundle(version, List.of(agreement()));
    }

    /** The same with other agreements. LAKE's officer holds every role; the others are officers alone. */
    public static Bundle bundle(long version, List<Agreement> agreements) {
        return new Bundle(
                version,
                BEGIN,
                Map.of("RIVER", party("RIVER"), "LAKE", party("LAKE"), "MARSH", party("MARSH")),
                Map.of(),
                Map.of(
                        "river.officer",
                        account("river.officer", "RIVER", Level.STRICTLY_CONFIDENTIAL),
                        "river.clerk",
                        account("river.clerk", "RIVER", Level.UNCLASSIFIED),
                        "lake.officer",
                        account("lake.officer", "LAKE", EVERY_ROLE),
                        "marsh.officer",
                        account("marsh.officer", "MARSH", Level.STRICTLY_CONFIDENTIAL)),
                Map.of(
                        "cell",
                        new Group(
                                "cell",
                                Optional.of("RIVER"),
                                List.of(new Group.Membership("MARSH", Instant.EPOCH, Optional.empty())))),
                agreements,
                List.of(),
                List.of(),
                new Markings(
                        Map.of(
                                "UN UNCLASSIFIED", Level.UNCLASSIFIED,
                                "UN CONFIDENTIAL", Level.CONFIDENTIAL,
                                "UN STRICTLY CONFIDENTIAL", Level.STRICTLY_CONFIDENTIAL),
                        Map.of(
                                "UN",
                                Map.of(
                                        Level.UNCLASSIFIED, "UN UNCLASSIFIED",
                                        Level.RESTRICTED, "UN CONFIDENTIAL",
                                        Level.CONFIDENTIAL, "UN CONFIDENTIAL",
                                        Level.STRICTLY_CONFIDENTIAL, "UN STRICTLY CONFIDENTIAL"))),
                vocabulary(),
                settings());
    }

    /** The usual with one account more. */
    public static Bundle bundle(long version, Account further) {
        Bundle usual = bundle(version);
        Map<String, Account> accounts = new HashMap<>(usual.accounts());
        accounts.put(further.id(), further);
        return new Bundle(
                usual.version(),
                usual.issuedAt(),
                usual.parties(),
                usual.units(),
                accounts,
                usual.groups(),
                usual.agreements(),
                usual.assessments(),
                usual.allegations(),
                usual.markings(),
                usual.vocabulary(),
                usual.settings());
    }

    /** The exporting one with these tags more. */
    public static Bundle tagged(long version, Map<String, Vocabulary.Predicate> further) {
        Bundle usual = exporting(version);
        Vocabulary words = usual.vocabulary();
        Map<String, Vocabulary.Predicate> tags = new HashMap<>(words.tags());
        tags.putAll(further);
        return new Bundle(
                usual.version(),
                usual.issuedAt(),
                usual.parties(),
                usual.units(),
                usual.accounts(),
                usual.groups(),
                usual.agreements(),
                usual.assessments(),
                usual.allegations(),
                usual.markings(),
                new Vocabulary(
                        words.purposes(),
                        words.prohibitedPurposes(),
                        words.compartments(),
                        words.flags(),
                        words.supportCategories(),
                        words.areas(),
                        tags,
                        words.recordTypes(),
                        words.violations()),
                usual.settings());
    }

    /**
     * The same with people who look after human rights: RIVER and LAKE have a focal point each, RIVER an approver too, and RIVER assesses
     * FORCES. LAKE's officer is one alone.
     */
    public static Bundle watched(long version) {
        Bundle usual = bundle(version);
        Map<String, Party> parties = new HashMap<>(usual.parties());
        parties.put("FORCES", party("FORCES", PartyType.NATIONAL_FORCE));
        Map<String, Account> accounts = new HashMap<>(usual.accounts());
        for (Account account : List.of(
                account("lake.officer", "LAKE", Level.STRICTLY_CONFIDENTIAL),
                account("river.focal-point", "RIVER", Set.of("human-rights-focal-point")),
                account("lake.focal-point", "LAKE", Set.of("human-rights-focal-point")),
                account("river.approver", "RIVER", Set.of("approver")))) {
            accounts.put(account.id(), account);
        }
        return new Bundle(
                usual.version(),
                usual.issuedAt(),
                parties,
                usual.units(),
                accounts,
                usual.groups(),
                usual.agreements(),
                List.of(assessment()),
                usual.allegations(),
                usual.markings(),
                usual.vocabulary(),
                usual.settings());
    }

    private static Account account(String id, String party, Set<String> roles) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                Optional.empty(),
                roles,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("SOURCE"),
                Set.of("early-warning", "mediation"),
                true);
    }

    private static Assessment assessment() {
        return new Assessment(
                "has-forces",
                "RIVER",
                "FORCES",
                Optional.empty(),
                Optional.empty(),
                "ML",
                Set.of(),
                Set.of("early-warning"),
                AssessmentState.APPROVED,
                Risk.LOW,
                BEGIN,
                BEGIN.plus(Duration.ofDays(365)),
                true,
                false,
                List.of(),
                "river.officer",
                Optional.empty(),
                Optional.of("river.approver"),
                Optional.empty(),
                "No credible allegation.");
    }

    private static Party party(String id) {
        return party(id, PartyType.UN_ENTITY);
    }

    private static Party party(String id, PartyType type) {
        return new Party(
                id,
                Map.of("en", id),
                type,
                true,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("SOURCE"),
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("early-warning", "mediation"),
                "UN");
    }

    private static Account account(String id, String party, Level clearance) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                Optional.empty(),
                Set.of("liaison-officer", "agreement-administrator"),
                clearance,
                Set.of("SOURCE"),
                Set.of("early-warning", "mediation"),
                true);
    }

    /** What river and lake have agreed. */
    public static Agreement agreement() {
        return agreement("river-lake", List.of(clause("river-to-lake", "RIVER", "LAKE", Action.READ, Action.PUSH)));
    }

    /** The usual, but lake may export what river releases, in which places are squares of 50 km. */
    public static Bundle exporting(long version) {
        Obligations coarse = new Obligations(
                Set.of(), GeometryTier.KM_50, false, false, Optional.empty(), false, Optional.empty(), Set.of());
        Clause clause = clause("river-to-lake", "RIVER", "LAKE", coarse, Action.READ, Action.EXPORT, Action.PUSH);
        return bundle(version, List.of(agreement("river-lake", List.of(clause))));
    }

    /** That lake, and where {@code back} also river, may ask the other whether it holds something alike. */
    public static Agreement matches(boolean back) {
        Clause there = clause("river-match", "RIVER", "LAKE", Action.MATCH);
        return agreement(
                "match", back ? List.of(there, clause("lake-match", "LAKE", "RIVER", Action.MATCH)) : List.of(there));
    }

    private static Agreement agreement(String id, List<Clause> clauses) {
        return new Agreement(
                id,
                Map.of("en", "River and lake"),
                Set.of("RIVER", "LAKE"),
                AgreementState.ACTIVE,
                1,
                BEGIN.minus(Duration.ofDays(30)),
                BEGIN.plus(Duration.ofDays(36_500)),
                clauses,
                "00",
                Map.of(),
                Set.of());
    }

    private static Clause clause(String id, String releaser, String recipient, Action... actions) {
        return clause(id, releaser, recipient, Obligations.NONE, actions);
    }

    private static Clause clause(
            String id, String releaser, String recipient, Obligations obligations, Action... actions) {
        return new Clause(
                id,
                "river-lake",
                releaser,
                recipient,
                Optional.empty(),
                Set.of("incident"),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.of("early-warning"),
                Set.of(actions),
                Tlp.AMBER,
                Audience.nobody(),
                Set.of(),
                Optional.empty(),
                false,
                obligations,
                Optional.empty());
    }

    private static Vocabulary vocabulary() {
        return new Vocabulary(
                Set.of("early-warning", "mediation"),
                Set.of("targeting"),
                Set.of("SOURCE"),
                Set.of("personal-data-risk", "possible-mistreatment"),
                Set.of(),
                Map.of("ML", "ML", "ML-7", "ML", "ML-8", "ML", "NE", "NE", "NE-1", "NE"),
                Map.of(
                        "event:type",
                        new Vocabulary.Predicate(Set.of("clash", "air-strike"), false, Set.of(), Optional.empty()),
                        "collection:method",
                        new Vocabulary.Predicate(
                                Set.of("patrol", "coerced-statement"), false, Set.of("coerced-statement"))),
                Map.of(
                        "incident",
                        new Vocabulary.RecordType(
                                Set.of("title", "body", "source"),
                                Map.of(
                                        "casualties",
                                        new Vocabulary.Field(Vocabulary.FieldKind.INTEGER, false, List.of()),
                                        "affiliations",
                                        new Vocabulary.Field(
                                                Vocabulary.FieldKind.STATEMENTS,
                                                false,
                                                List.of("member-of", "supports", "split-from")))),
                        "foreign-object",
                        new Vocabulary.RecordType(
                                Set.of("title", "object"),
                                Map.of("format", text(), "objectType", text(), "objectId", text()))),
                Set.of("torture", "execution"));
    }

    private static Vocabulary.Field text() {
        return new Vocabulary.Field(Vocabulary.FieldKind.TEXT, true, List.of(), Optional.empty());
    }

    private static Settings settings() {
        return new Settings(
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
                Map.of(),
                Duration.ofDays(3),
                Duration.ofDays(2),
                new Duties(Map.of(), Optional.empty(), Optional.empty(), Duration.ofDays(30), Duration.ofMinutes(10)),
                Diligence.DEFAULT);
    }

    /** A record of RIVER whose only text has that level; its purposes are early warning. */
    public static StoredRecord record(String id, Level level, String text) {
        return released(id, "RIVER", level, text);
    }

    /** The same of another party. */
    public static StoredRecord released(String id, String party, Level level, String text) {
        return retained(id, party, level, text, Optional.empty());
    }

    /** The same, to be kept no longer than until then. */
    public static StoredRecord retained(
            String id, String party, Level level, String text, Optional<Instant> retainUntil) {
        Label label = new Label(
                level,
                Tlp.AMBER,
                Set.of(party),
                Audience.only("early-warning"),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                retainUntil,
                BEGIN);
        RecordFacts facts = new RecordFacts(
                id,
                1,
                "incident",
                party,
                party.toLowerCase(java.util.Locale.ROOT) + ".officer",
                RecordState.ACTIVE,
                BEGIN,
                Optional.of(BEGIN),
                Optional.empty(),
                Set.of("ML-7"),
                Set.of(),
                List.of(
                        new PortionFacts("1", PortionFacts.HEAD, Optional.of(label), "incident", List.of()),
                        new PortionFacts("2", "body", Optional.of(label), "incident", List.of())),
                List.of());
        Content.Head head = new Content.Head(
                "incident",
                "en",
                Optional.of(BEGIN),
                Optional.empty(),
                Optional.of("ML"),
                List.of("ML-7"),
                Optional.empty(),
                Optional.of(new Grading("B2")),
                List.of(),
                Map.of());
        return new StoredRecord(facts, Map.of("1", head, "2", new Content.Text(text)), BEGIN, List.of());
    }
}
