package org.passerelle.agreements.reading;

import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;

/** Clauses of agreements: what they may name, and what they must name towards a screened force. */
final class ClauseReading {
    private final Known known;
    private final UnaryOperator<String> idOf;
    private final Words partiesAndGroups;
    private final Set<String> ids = new HashSet<>();

    ClauseReading(Known known, UnaryOperator<String> idOf) {
        this.known = known;
        this.idOf = idOf;
        this.partiesAndGroups = known.partiesAndGroups();
    }

    Clause read(Section section, String agreement, Set<String> between) {
        String recipient = section.word("recipient", partiesAndGroups);
        Clause clause = new Clause(
                idOf.apply(section.text("id")),
                agreement,
                section.word("releaser", partiesAndGroups),
                recipient,
                section.optionalWord("recipientUnit", known.unitsOf(recipient)),
                section.someWords("recordTypes", known.recordTypes()),
                MachineTags.read(section, "tags", known.vocabulary(), true),
                audience(section, "areas", known.areas()),
                section.optionalDate("eventFrom"),
                section.optionalDate("eventUntil"),
                section.level("ceiling"),
                section.optionalWords("compartments", known.compartments()).orElse(Set.of()),
                section.someWords("purposes", known.purposes()),
                section.constants("actions", Action.class),
                tlpMax(section),
                new Audience.Only(section.words("onward", partiesAndGroups)),
                section.optionalWords("endUsers", partiesAndGroups.or(known.unitWords()))
                        .orElse(Set.of()),
                section.optionalWord("supportCategory", known.supportCategories()),
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
        known(section, "releaser", Set.of(clause.releaser()), between);
        known(section, "recipient", Set.of(clause.recipient()), between);
        known(section, "endUsers", clause.endUsers(), between);
        if (clause.onward() instanceof Audience.Only(Set<String> names)) {
            known(section, "onward", names, between);
        }
        if (clause.releaser().equals(clause.recipient())) {
            section.fault("recipient", "a clause must lead from one party to another");
        }
        if (reaches(clause.recipient(), known.settings().screenedTypes())
                && clause.supportCategory().isEmpty()) {
            section.fault(
                    "recipient", "a clause towards a screened force must name its \"supportCategory\" (HRDDP H2)");
        }
        boolean mayGoOn = !clause.onward().equals(Audience.nobody());
        boolean screened = reaches(clause.recipient(), known.settings().screenedTypes())
                || reaches(clause.recipient(), known.settings().lookThroughTypes());
        if (screened && clause.endUsers().isEmpty() && mayGoOn) {
            section.fault("onward", "without \"endUsers\" this recipient may pass nothing on (HRDDP H1)");
        }
    }

    private void ofTheAgreement(Section section, String key, String name, Set<String> between) {
        if (known.parties().containsKey(name) && !between.contains(name)) {
            section.fault(key, "\"" + name + "\" is not a party of this agreement");
        }
    }

    private void known(Section section, String key, Set<String> names, Set<String> between) {
        for (String name : names) {
            Set<String> strangers = known.mayNotKnow(name, between);
            if (!strangers.isEmpty()) {
                section.fault(
                        key,
                        "who belongs to \"" + name + "\" is confidential, and " + String.join(", ", strangers)
                                + " may not know it");
            }
        }
    }

    private boolean reaches(String name, Set<PartyType> types) {
        if (known.groups().containsKey(name)) {
            return known.groups().get(name).members().stream().anyMatch(member -> isOf(member.party(), types));
        }
        return isOf(name, types);
    }

    private boolean isOf(String id, Set<PartyType> types) {
        Party party = known.parties().get(id);
        return party != null && types.contains(party.type());
    }

    private static Audience audience(Section section, String key, Words words) {
        return section.optionalWords(key, words)
                .<Audience>map(Audience.Only::new)
                .orElse(Audience.unrestricted());
    }

    private Tlp tlpMax(Section section) {
        return section.has("tlpMax")
                ? Tlp.parse(section.word("tlpMax", Known.tlpWords())).orElse(Tlp.CLEAR)
                : known.settings().defaultTlpMax();
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
