package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.core.bundle.SoundWorld.NOW;
import static org.passerelle.core.bundle.SoundWorld.account;
import static org.passerelle.core.bundle.SoundWorld.allegation;
import static org.passerelle.core.bundle.SoundWorld.assessment;
import static org.passerelle.core.bundle.SoundWorld.command;
import static org.passerelle.core.bundle.SoundWorld.member;
import static org.passerelle.core.bundle.SoundWorld.party;
import static org.passerelle.core.bundle.SoundWorld.unit;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.core.bundle.Vocabulary.Field;
import org.passerelle.core.bundle.Vocabulary.FieldKind;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** Each fault of a part is told at its member. */
class PartFaultsTest {
    static Stream<Arguments> spoilt() {
        return Stream.of(
                row(
                        "PARTY NEW /compartments",
                        "UNKNOWN_NAME",
                        w -> w.parties.put(
                                "NEW", party("NEW", PartyType.POLITICAL, Level.RESTRICTED, Set.of("ZEBRA")))),
                row(
                        "UNIT BN1 /parent",
                        "UNKNOWN_NAME",
                        w -> w.units.put("BN1", unit("BN1", "FORCES", Optional.of("BN99")))),
                row(
                        "UNIT U1 /parent",
                        "FOREIGN_NAME",
                        w -> w.units.put("U1", unit("U1", "MISSION", Optional.of("RGT7")))),
                row("UNIT BN1 /parent", "CYCLE", w -> w.units.put("BN1", unit("BN1", "FORCES", Optional.of("BN1")))),
                row(
                        "UNIT BN1 /party",
                        "UNKNOWN_NAME",
                        w -> w.units.put("BN1", unit("BN1", "STRANGER", Optional.empty()))),
                row(
                        "UNIT BN1 /commands/0/commander",
                        "MISSING",
                        w -> w.units.put(
                                "BN1",
                                unit("BN1", "FORCES", Optional.empty(), command(" ", "2015-01-01", "2016-01-01")))),
                row(
                        "UNIT BN1 /commands/0/until",
                        "NO_TIME",
                        w -> w.units.put(
                                "BN1",
                                unit("BN1", "FORCES", Optional.empty(), command("x", "2015-01-01", "2015-01-01")))),
                row(
                        "UNIT BN1 /commands/1",
                        "CONTRADICTION",
                        w -> w.units.put(
                                "BN1",
                                unit(
                                        "BN1",
                                        "FORCES",
                                        Optional.empty(),
                                        command("x", "2015-01-01", "2016-01-01"),
                                        command("y", "2015-12-31", "2017-01-01")))),
                row(
                        "ACCOUNT a /party",
                        "UNKNOWN_NAME",
                        w -> w.accounts.put(
                                "a", account("a", "STRANGER", Optional.empty(), Level.RESTRICTED, "early-warning"))),
                row(
                        "ACCOUNT a /unit",
                        "UNKNOWN_NAME",
                        w -> w.accounts.put(
                                "a", account("a", "FORCES", Optional.of("BN99"), Level.RESTRICTED, "early-warning"))),
                row(
                        "ACCOUNT a /unit",
                        "FOREIGN_NAME",
                        w -> w.accounts.put(
                                "a", account("a", "MISSION", Optional.of("BN33"), Level.RESTRICTED, "early-warning"))),
                row(
                        "ACCOUNT a /purposes",
                        "BEYOND_PARTY",
                        w -> w.accounts.put(
                                "a", account("a", "MISSION", Optional.empty(), Level.RESTRICTED, "force-protection"))),
                row(
                        "ACCOUNT a /clearance",
                        "BEYOND_PARTY",
                        w -> w.accounts.put(
                                "a", account("a", "FORCES", Optional.of("BN33"), Level.CONFIDENTIAL, "early-warning"))),
                row(
                        "ACCOUNT b /id",
                        "CONTRADICTION",
                        w -> w.accounts.put(
                                "b", account("a", "MISSION", Optional.empty(), Level.RESTRICTED, "early-warning"))),
                row(
                        "GROUP un /members/1/party",
                        "UNKNOWN_NAME",
                        w -> w.groups.put("un", new Group("un", List.of(member("MISSION"), member("STRANGER"))))),
                row(
                        "GROUP un /members/0/until",
                        "NO_TIME",
                        w -> w.groups.put(
                                "un",
                                new Group("un", List.of(new Group.Membership("MISSION", NOW, Optional.of(NOW)))))),
                row(
                        "ASSESSMENT has-2 /unit",
                        "UNKNOWN_NAME",
                        w -> w.assessments = List.of(assessment("has-1", "BN33"), assessment("has-2", "BN99"))),
                row(
                        "ASSESSMENT has-1 /id",
                        "TWICE",
                        w -> w.assessments = List.of(assessment("has-1", "BN33"), assessment("has-1", "RGT7"))),
                row(
                        "ALLEGATION a-1 /unit",
                        "UNKNOWN_NAME",
                        w -> w.allegations = List.of(allegation(Optional.of("BN99"), Optional.empty()))),
                row(
                        "ALLEGATION a-1 /commander",
                        "UNKNOWN_NAME",
                        w -> w.allegations = List.of(allegation(Optional.empty(), Optional.of("Nobody")))),
                row(
                        "ALLEGATION a-1 /unit",
                        "MISSING",
                        w -> w.allegations = List.of(allegation(Optional.empty(), Optional.empty()))),
                row("MARKINGS  /outbound/UN/1", "UNKNOWN_NAME", w -> w.outbound.put(Level.RESTRICTED, "UN SECRET")),
                row(
                        "MARKINGS  /outbound/UN/3",
                        "LOWERED",
                        w -> w.outbound.put(Level.STRICTLY_CONFIDENTIAL, "UN CONFIDENTIAL")),
                row("VOCABULARY  /areas/TD-1", "UNKNOWN_NAME", w -> w.areas.put("TD-1", "TD")),
                row("VOCABULARY  /areas/ML-71", "UNKNOWN_NAME", w -> w.areas.put("ML-71", "ML-7")),
                row(
                        "VOCABULARY  /tags/a:b/blockedInbound",
                        "UNKNOWN_NAME",
                        w -> w.tags.put("a:b", new Predicate(Set.of("c"), false, Set.of("d")))),
                row(
                        "VOCABULARY  /recordTypes/incident/details/x~1y/values",
                        "CONTRADICTION",
                        w -> w.details.put("x/y", new Field(FieldKind.ONE_OF, false, List.of()))),
                row(
                        "VOCABULARY  /recordTypes/incident/details/x/values",
                        "CONTRADICTION",
                        w -> w.details.put("x", new Field(FieldKind.STATEMENTS, false, List.of()))),
                row(
                        "SETTINGS  /strengthCeiling/HARDWARE_KEY",
                        "MISSING",
                        w -> w.strengths.remove(Strength.HARDWARE_KEY)),
                row("SETTINGS  /assessmentValidity/HIGH", "MISSING", w -> w.validities.remove("HIGH")),
                row("SETTINGS  /atRiskFlag", "UNKNOWN_NAME", w -> w.atRiskFlag = "unheard-of"),
                row("SETTINGS  /mistreatmentFlag", "CONTRADICTION", w -> w.atRiskFlag = "possible-mistreatment"));
    }

    private static Arguments row(String place, String code, Consumer<SoundWorld> spoil) {
        return Arguments.of(place, Fault.Code.valueOf(code), spoil);
    }

    @ParameterizedTest(name = "{1} at {0}")
    @MethodSource("spoilt")
    void tellsTheMemberOfThePart(String place, Fault.Code code, Consumer<SoundWorld> spoil) {
        SoundWorld world = new SoundWorld();
        spoil.accept(world);
        List<Fault> faults = world.builder().build(1, NOW).faults();
        assertEquals(
                List.of(code + " " + place),
                faults.stream().map(PartFaultsTest::written).toList());
        assertFalse(faults.getFirst().sentence().isBlank());
    }

    static String written(Fault fault) {
        Place.OfPart place = (Place.OfPart) fault.place();
        return fault.code() + " " + place.part() + " " + place.id() + " " + place.pointer();
    }

    @Test
    void anAssessmentTellsEverythingThatItNamesInVain() {
        SoundWorld world = new SoundWorld();
        Assessment sound = assessment("has-1", "BN33");
        world.assessments = List.of(new Assessment(
                "has-1",
                "NOBODY",
                "OFFICE",
                sound.unit(),
                Optional.of("Nobody"),
                "XX",
                Set.of("arms"),
                Set.of("tourism"),
                AssessmentState.REFUSED,
                Risk.LOW,
                NOW,
                NOW,
                true,
                false,
                List.of(new Assessment.Mitigation("m", "", "nobody", NOW, Optional.empty())),
                "nobody",
                Optional.of("nobody"),
                Optional.of("nobody"),
                Optional.of("has-0"),
                ""));
        List<String> expected = new ArrayList<>(List.of(
                "UNKNOWN_NAME /assessor",
                "UNKNOWN_NAME /commander",
                "FOREIGN_NAME /unit",
                "CONTRADICTION /commander",
                "UNKNOWN_NAME /country",
                "UNKNOWN_NAME /supportCategories",
                "UNKNOWN_NAME /purposes",
                "NO_TIME /validUntil",
                "UNKNOWN_NAME /author",
                "UNKNOWN_NAME /reviewer",
                "UNKNOWN_NAME /approver",
                "UNKNOWN_NAME /mitigations/0/owner",
                "UNKNOWN_NAME /supersedes"));
        BundleBuilder.Built built = world.builder().build(1, NOW);
        assertEquals(
                expected,
                built.faults().stream()
                        .map(PartFaultsTest::written)
                        .map(text -> text.replace(" ASSESSMENT has-1", ""))
                        .toList());
        // INVARIANT: what refuses is never left out.
        assertEquals(world.assessments, built.bundle().assessments());
    }

    @Test
    void aClockSkewThatWidensValidityCannotBeWrittenDown() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new Settings(
                        Duration.ofNanos(-1),
                        Tlp.AMBER,
                        Map.of(),
                        Set.of(),
                        Set.of(),
                        Set.of(),
                        "",
                        "",
                        Risk.LOW,
                        Map.of(),
                        Duration.ZERO,
                        Duration.ZERO));
    }
}
