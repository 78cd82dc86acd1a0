package org.passerelle.node.seed;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;

/** Clauses of agreements: what they may name, and what they must name towards a screened force. */
final class ClauseReading {
    private final VocabularyFiles vocabulary;
    private final PartyFiles parties;
    private final GroupFile groups;
    private final Settings settings;
    private final Words partiesAndGroups;
    private final Set<String> ids = new HashSet<>();

    ClauseReading(VocabularyFiles vocabulary, PartyFiles parties, GroupFile groups, Settings settings) {
        this.vocabulary = vocabulary;
        this.parties = parties;
        this.groups = groups;
        this.settings = settings;
        this.partiesAndGroups = parties.known().or(groups.known());
    }

    Clause read(Section section, String agreement, Set<String> between) {
        String recipient = section.word("recipient", partiesAndGroups);
        Clause clause = new Clause(
                section.text("id"),
                agreement,
                section.word("releaser", partiesAndGroups),
                recipient,
                section.optionalWord("recipientUnit", parties.unitsOf(recipient)),
                section.someWords("recordTypes", vocabulary.recordTypes()),
                MachineTags.read(section, "tags", vocabulary.vocabulary(), true),
                audience(section, "areas", vocabulary.areas()),
                section.optionalDate("eventFrom"),
                section.optionalDate("eventUntil"),
                section.level("ceiling"),
                section.optionalWords("compartments", vocabulary.compartments()).orElse(Set.of()),
                section.someWords("purposes", vocabulary.purposes()),
                section.constants("actions", Action.class),
                tlpMax(section),
                new Audience.Only(section.words("onward", partiesAndGroups)),
                section.optionalWords("endUsers", partiesAndGroups.or(parties.knownUnits()))
                        .orElse(Set.of()),
                section.optionalWord("supportCategory", vocabulary.supportCategories()),
                section.flag("releaseHold", false),
                section.optionalSection("obligations").map(this::obligations).orElse(Obligations.NONE),
                section.optionalDate("backfillFrom"));
        check(section, clause, between);
        section.end();
        return clause;
    }

    private void check(Section section, Clause clause, Set<String> between) {
        if (!ids.add(clause.id())) {
            section.fault("id", "clause \"" + clause.id() + "\" is defined twice");
        }
        ofTheAgreement(section, "releaser", clause.releaser(), between);
        ofTheAgreement(section, "recipient", clause.recipient(), between);
        if (clause.releaser().equals(clause.recipient())) {
            section.fault("recipient", "a clause must lead from one party to another");
        }
        if (reaches(clause.recipient(), settings.screenedTypes())
                && clause.supportCategory().isEmpty()) {
            section.fault(
                    "recipient", "a clause towards a screened force must name its \"supportCategory\" (HRDDP H2)");
        }
        boolean mayGoOn = !clause.onward().equals(Audience.nobody());
        boolean screened = reaches(clause.recipient(), settings.screenedTypes())
                || reaches(clause.recipient(), settings.lookThroughTypes());
        if (screened && clause.endUsers().isEmpty() && mayGoOn) {
            section.fault("onward", "without \"endUsers\" this recipient may pass nothing on (HRDDP H1)");
        }
    }

    private void ofTheAgreement(Section section, String key, String name, Set<String> between) {
        if (parties.parties().containsKey(name) && !between.contains(name)) {
            section.fault(key, "\"" + name + "\" is not a party of this agreement");
        }
    }

    private boolean reaches(String name, Set<PartyType> types) {
        if (groups.groups().containsKey(name)) {
            return groups.groups().get(name).members().stream().anyMatch(member -> isOf(member.party(), types));
        }
        return isOf(name, types);
    }

    private boolean isOf(String id, Set<PartyType> types) {
        Party party = parties.parties().get(id);
        return party != null && types.contains(party.type());
    }

    private static Audience audience(Section section, String key, Words words) {
        return section.optionalWords(key, words)
                .<Audience>map(Audience.Only::new)
                .orElse(Audience.unrestricted());
    }

    private Tlp tlpMax(Section section) {
        return section.has("tlpMax") ? SettingsFile.tlp(section, "tlpMax") : settings.defaultTlpMax();
    }

    private Obligations obligations(Section section) {
        Obligations obligations = new Obligations(
                section.optionalConstants("strip", FieldGroup.class).orElse(Set.of()),
                section.optionalConstant("geometry", GeometryTier.class).orElse(GeometryTier.EXACT),
                section.flag("gradingStatement", false),
                section.flag("watermark", false),
                section.optionalDuration("delay"),
                section.flag("notifyReleaser", false),
                section.optionalDuration("retention"),
                Set.copyOf(section.optionalTexts("handling").orElse(List.of())));
        section.end();
        return obligations;
    }
}
