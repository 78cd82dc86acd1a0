package org.passerelle.gateway.world;

import static org.passerelle.gateway.world.People.account;
import static org.passerelle.gateway.world.People.assessment;
import static org.passerelle.gateway.world.People.party;
import static org.passerelle.gateway.world.Terms.clause;
import static org.passerelle.gateway.world.Words.settings;
import static org.passerelle.gateway.world.Words.vocabulary;

import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Action;
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
import org.passerelle.core.world.With;

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
        return With.with(usual, "accounts", accounts);
    }

    /** The exporting one with these tags more. */
    public static Bundle tagged(long version, Map<String, Vocabulary.Predicate> further) {
        Bundle usual = exporting(version);
        Map<String, Vocabulary.Predicate> tags =
                new HashMap<>(usual.vocabulary().tags());
        tags.putAll(further);
        return With.with(usual, "vocabulary", With.with(usual.vocabulary(), "tags", tags));
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
        Bundle staffed = With.with(With.with(usual, "parties", parties), "accounts", accounts);
        return With.with(staffed, "assessments", List.of(assessment()));
    }

    /** The watched one, in which LAKE is no UN entity and assesses nobody. */
    public static Bundle watchedByExperts(long version) {
        Bundle usual = watched(version);
        Map<String, Party> parties = new HashMap<>(usual.parties());
        parties.put("LAKE", party("LAKE", PartyType.EXPERT_BODY));
        return With.with(usual, "parties", parties);
    }

    /** What river and lake have agreed. */
    public static Agreement agreement() {
        return Terms.agreement(
                "river-lake", List.of(clause("river-to-lake", "RIVER", "LAKE", Action.READ, Action.PUSH)));
    }

    /** The same both ways: what lake originated river may hold, and pass on in records of its own. */
    public static Agreement mutual() {
        return Terms.agreement(
                "river-lake",
                List.of(
                        clause("river-to-lake", "RIVER", "LAKE", Action.READ, Action.PUSH),
                        clause("lake-to-river", "LAKE", "RIVER", Action.READ, Action.PUSH)));
    }

    /** The usual, but lake may export what river releases, in which places are squares of 50 km. */
    public static Bundle exporting(long version) {
        Obligations coarse = new Obligations(
                Set.of(), GeometryTier.KM_50, false, false, Optional.empty(), false, Optional.empty(), Set.of());
        Clause clause = clause("river-to-lake", "RIVER", "LAKE", coarse, Action.READ, Action.EXPORT, Action.PUSH);
        return bundle(version, List.of(Terms.agreement("river-lake", List.of(clause))));
    }

    /** The usual, in which lake may keep what it got for 90 days. */
    public static Bundle retaining(long version) {
        Obligations kept = new Obligations(
                Set.of(),
                GeometryTier.EXACT,
                false,
                false,
                Optional.empty(),
                false,
                Optional.of(Duration.ofDays(90)),
                Set.of());
        Clause clause = clause("river-to-lake", "RIVER", "LAKE", kept, Action.READ, Action.PUSH);
        return bundle(version, List.of(Terms.agreement("river-lake", List.of(clause))));
    }

    /** The usual up to Restricted; a second clause reaches to Confidential, takes out sources and tells places in squares of 50 km. */
    public static Bundle twoClauses(long version) {
        Obligations more = new Obligations(
                Set.of(FieldGroup.SOURCE),
                GeometryTier.KM_50,
                false,
                false,
                Optional.empty(),
                false,
                Optional.empty(),
                Set.of("no-copies"));
        Clause low = With.with(
                clause("river-to-lake", "RIVER", "LAKE", Action.READ, Action.PUSH), "ceiling", Level.RESTRICTED);
        Clause high = clause("river-to-lake-more", "RIVER", "LAKE", more, Action.READ, Action.PUSH);
        return bundle(version, List.of(Terms.agreement("river-lake", List.of(low, high))));
    }

    /** That lake, and where {@code back} also river, may ask the other whether it holds something alike. */
    public static Agreement matches(boolean back) {
        Clause there = clause("river-match", "RIVER", "LAKE", Action.MATCH);
        return Terms.agreement(
                "match", back ? List.of(there, clause("lake-match", "LAKE", "RIVER", Action.MATCH)) : List.of(there));
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
