package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Gate;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.record.Grant;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Question;

/** For each gate a change of the facts that it reads, and that no other gate reads, after which it passes. */
final class Repairs {

    private Repairs() {}

    /** @param legs transfers that no clause covers, as giver, taker and record type */
    static Question of(Gate gate, Question question, Set<List<String>> legs) {
        return switch (gate) {
            case FAULT -> known(question);
            case LIFECYCLE ->
                question.record("state", RecordState.ACTIVE)
                        .record("createdAt", Instant.EPOCH)
                        .record("validUntil", Optional.empty())
                        .label("embargoUntil", Optional.empty())
                        .label("retainUntil", Optional.empty());
            case AGREEMENT -> AgreementRepair.of(question, legs);
            case SCREENING -> ScreeningRepair.of(question);
            case MARKING -> marking(question);
            case TLP -> question.label("tlp", Tlp.CLEAR);
            case PURPOSE ->
                question.label("purposes", Audience.unrestricted())
                        .clauses(clause -> with(
                                clause,
                                "purposes",
                                MonotoneLabelTest.and(
                                        clause.purposes(), question.request().purpose())));
            case CLEARANCE -> clearance(question);
            case ORIGIN -> consents(question);
            case STANDING, PROHIBITED_PURPOSE, REGISTERED_PURPOSE, ACTION ->
                throw new IllegalArgumentException(gate + " judges requests");
        };
    }

    static Label label(Question question) {
        return question.record().portions().getFirst().label().orElseThrow();
    }

    /** Parties that nobody knew become known ones, of a type that no rule singles out; words become words. */
    private static Question known(Question question) {
        Label label = label(question);
        Map<String, Party> parties = new HashMap<>(question.bundle().parties());
        Set<String> names = new HashSet<>(label.originators());
        names.add(question.record().releaser());
        names.addAll(label.notReleasableTo());
        names.removeAll(question.bundle().groups().keySet());
        question.record().portions().getFirst().custody().stream()
                .map(Receipt::holder)
                .forEach(names::add);
        names.forEach(name -> parties.computeIfAbsent(name, Repairs::party));
        var vocabulary = question.bundle().vocabulary();
        Set<String> compartments = new HashSet<>(vocabulary.compartments());
        compartments.addAll(label.compartments());
        Set<String> flags = new HashSet<>(vocabulary.flags());
        flags.addAll(label.flags());
        return question.bundle("parties", parties)
                .bundle("vocabulary", with(with(vocabulary, "compartments", compartments), "flags", flags));
    }

    private static Party party(String id) {
        return new Party(
                id,
                Map.of(),
                PartyType.EXPERT_BODY,
                true,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("SOURCE", "NEGOTIATION"),
                Level.STRICTLY_CONFIDENTIAL,
                Set.of(),
                "UN");
    }

    /** Admitted by a group, since naming the party itself would speak to TLP as well. */
    private static Question marking(Question question) {
        Label label = label(question);
        Set<String> barred = new HashSet<>(label.notReleasableTo());
        barred.removeAll(question.bundle().parties().keySet());
        barred.removeAll(question.bundle().groups().keySet());
        Group admitting = new Group(
                "admitting", List.of(new Group.Membership(question.party(), Instant.EPOCH, Optional.empty())));
        // A feed sees no eyes-only; that it named the person may have been what let AMBER+STRICT pass.
        boolean seen = label.eyesOnly().admits(question.request().subject());
        boolean unseen = question.request().action() == Action.PUSH || !seen;
        boolean namesParty =
                unseen && seen && label.eyesOnly() instanceof Audience.Only && label.tlp() == Tlp.AMBER_STRICT;
        return question.bundle("groups", Question.put(question.bundle().groups(), "admitting", admitting))
                .label("notReleasableTo", barred)
                .label("releasableTo", admitting(label.releasableTo(), namesParty ? question.party() : "admitting"))
                .label("eyesOnly", unseen ? Audience.unrestricted() : label.eyesOnly());
    }

    private static Audience admitting(Audience releasableTo, String name) {
        return switch (releasableTo) {
            case Audience.Unrestricted all -> name.equals("admitting") ? all : Audience.only(name);
            case Audience.Only only -> new Audience.Only(MonotoneLabelTest.and(only.names(), name));
        };
    }

    private static Question clearance(Question question) {
        Set<String> compartments = new HashSet<>(label(question).compartments());
        compartments.addAll(Set.of("SOURCE", "NEGOTIATION"));
        Map<Strength, Level> caps = new EnumMap<>(Strength.class);
        for (Strength strength : Strength.values()) {
            caps.put(strength, Level.STRICTLY_CONFIDENTIAL);
        }
        Map<String, Party> parties = new HashMap<>(question.bundle().parties());
        parties.replaceAll((id, party) -> with(party, "compartments", compartments));
        return question.label("level", Level.UNCLASSIFIED)
                .account("compartments", compartments)
                .clauses(clause -> with(clause, "compartments", compartments))
                .bundle("parties", parties)
                .bundle("settings", with(question.bundle().settings(), "strengthCeiling", caps));
    }

    /** Every originator consents, by somebody of its own. */
    private static Question consents(Question question) {
        PortionFacts portion = question.record().portions().getFirst();
        Map<String, Account> accounts = new HashMap<>(question.bundle().accounts());
        List<Grant> grants = new ArrayList<>(question.record().grants());
        for (String originator : label(question).originators()) {
            String ruler = "consenting-of-" + originator;
            accounts.put(
                    ruler,
                    new Account(
                            ruler,
                            Account.Kind.PERSON,
                            ruler,
                            originator,
                            Optional.empty(),
                            Set.of(),
                            Level.UNCLASSIFIED,
                            Set.of(),
                            Set.of(),
                            true));
            grants.add(new Grant(
                    ruler,
                    Code.ORIGINATOR_CONSENT,
                    "",
                    question.record().recordId(),
                    question.record().version(),
                    portion.id(),
                    question.party(),
                    question.account().flatMap(Account::unit),
                    question.request().purpose(),
                    question.request().action(),
                    ruler,
                    originator,
                    Instant.MAX));
        }
        return question.bundle("accounts", accounts).record("grants", grants);
    }

    static Question settled(Question question) {
        Settings settings = with(question.bundle().settings(), "releaseHoldRisk", Risk.HIGH);
        return question.bundle("settings", with(settings, "diligence", Diligence.DEFAULT));
    }
}
