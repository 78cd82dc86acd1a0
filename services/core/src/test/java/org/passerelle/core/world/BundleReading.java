package org.passerelle.core.world;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import org.passerelle.core.agreement.Duties;
import org.passerelle.core.agreement.FieldGroup;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.FieldKind;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.bundle.Vocabulary.RecordType;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Risk;

/** Reads parties, accounts, vocabulary and settings of the test world. */
final class BundleReading {

    private BundleReading() {}

    static Bundle bundle(Tree tree) {
        return new Bundle(
                1,
                tree.now(),
                byId(tree.members("parties", BundleReading::party), Party::id),
                byId(tree.members("units", BundleReading::unit), Unit::id),
                byId(tree.members("accounts", (id, account) -> account(id, account, tree)), Account::id),
                byId(tree.members("groups", BundleReading::group), Group::id),
                tree.members("agreements", AgreementReading::agreement),
                tree.members("assessments", ScreeningReading::assessment),
                tree.members("allegations", ScreeningReading::allegation),
                tree.members("exemptions", ScreeningReading::exemption),
                new Markings(Map.of(), Map.of()),
                vocabulary(tree.at("vocabulary")),
                settings(tree.at("settings")));
    }

    private static <T> Map<String, T> byId(List<T> all, Function<T, String> id) {
        Map<String, T> byId = new HashMap<>();
        all.forEach(one -> byId.put(id.apply(one), one));
        return byId;
    }

    private static Party party(String id, Tree tree) {
        return new Party(
                id,
                Map.of("en", id),
                tree.word(PartyType.class, "type"),
                !tree.flag("inactive"),
                tree.level("accreditation"),
                tree.texts("compartments"),
                tree.has("hostingCeiling") ? tree.level("hostingCeiling") : Level.STRICTLY_CONFIDENTIAL,
                tree.texts("purposes"),
                "UN");
    }

    private static Unit unit(String id, Tree tree) {
        return new Unit(
                id,
                tree.text("party"),
                id,
                tree.optionalText("parent"),
                tree.elements(
                        "commands",
                        (index, command) -> new Unit.Command(
                                command.text("commander"),
                                command.has("from") ? command.instant("from") : Instant.EPOCH,
                                command.optionalInstant("until"),
                                command.flag("deputy"))));
    }

    private static Account account(String id, Tree tree, Tree world) {
        String party = tree.text("party");
        Set<String> purposes = tree.has("purposes")
                ? tree.texts("purposes")
                : world.at("parties").at(party).texts("purposes");
        return new Account(
                id,
                tree.has("client") ? Account.Kind.CLIENT : Account.Kind.PERSON,
                id,
                party,
                tree.optionalText("unit"),
                tree.texts("roles"),
                tree.level("clearance"),
                tree.texts("compartments"),
                purposes,
                !tree.flag("disabled"));
    }

    private static Group group(String id, Tree tree) {
        return new Group(
                id,
                tree.members(
                        "members",
                        (party, member) -> new Group.Membership(
                                party,
                                member.has("from") ? member.instant("from") : Instant.EPOCH,
                                member.optionalInstant("until"))));
    }

    private static Vocabulary vocabulary(Tree tree) {
        Map<String, String> areas = new HashMap<>();
        tree.members("areas", (area, country) -> areas.put(area, country.node().asText()));
        Map<String, Predicate> tags = new HashMap<>();
        tree.members(
                "tags",
                (name, tag) -> tags.put(
                        name,
                        new Predicate(
                                tag.texts("values"),
                                true,
                                tag.texts("blockedInbound"),
                                tag.optionalText("group").map(FieldGroup::valueOf))));
        Map<String, RecordType> types = new HashMap<>();
        tree.members("recordTypes", (name, type) -> types.put(name, recordType(type)));
        return new Vocabulary(
                tree.texts("purposes"),
                tree.texts("prohibitedPurposes"),
                tree.texts("compartments"),
                tree.texts("flags"),
                tree.texts("supportCategories"),
                areas,
                tags,
                types);
    }

    private static RecordType recordType(Tree tree) {
        Map<String, Field> details = new HashMap<>();
        tree.members(
                "details",
                (name, field) -> details.put(
                        name,
                        new Field(
                                FieldKind.TEXT,
                                false,
                                List.of(),
                                field.optionalText("group").map(FieldGroup::valueOf))));
        return new RecordType(tree.texts("portionFields"), details);
    }

    private static Settings settings(Tree tree) {
        Map<Strength, Level> strengths = new HashMap<>();
        tree.members(
                "strengthCeiling",
                (name, level) -> strengths.put(
                        Strength.valueOf(name), Level.of(level.node().asInt())));
        return new Settings(
                tree.optionalDuration("clockSkew").orElseThrow(),
                tree.word(Tlp.class, "defaultTlpMax"),
                strengths,
                tree.words(PartyType.class, "screenedTypes"),
                tree.words(PartyType.class, "screeningReleasers"),
                tree.words(PartyType.class, "lookThroughTypes"),
                tree.text("atRiskFlag"),
                tree.text("mistreatmentFlag"),
                tree.word(Risk.class, "releaseHoldRisk"),
                Map.of(),
                tree.optionalDuration("recallDeadline").orElseThrow(),
                tree.optionalDuration("recallEscalation").orElseThrow(),
                Duties.NOBODYS,
                ScreeningReading.diligence(tree));
    }
}
