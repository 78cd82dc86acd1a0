package org.passerelle.core.bundle;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.passerelle.core.bundle.SoundWorld.NOW;
import static org.passerelle.core.bundle.SoundWorld.account;
import static org.passerelle.core.bundle.SoundWorld.member;
import static org.passerelle.core.bundle.SoundWorld.unit;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Group;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;

/** What of faulty parts stands in the bundle all the same. */
class FaultyPartsTest {
    @Test
    void soundPartsHaveNoFaultAndStandInTheBundleAsTheyAre() {
        SoundWorld world = new SoundWorld();
        BundleBuilder.Built built = world.builder().build(1, NOW);
        Parts parts = world.parts();
        assertEquals(List.of(), built.faults());
        assertEquals(
                new Bundle(
                        1,
                        NOW,
                        parts.parties(),
                        parts.units(),
                        parts.accounts(),
                        parts.groups(),
                        List.of(),
                        parts.assessments(),
                        parts.allegations(),
                        parts.markings(),
                        parts.vocabulary(),
                        parts.settings()),
                built.bundle());
    }

    @Test
    void aNameOfTwoThingsStandsForNeither() {
        SoundWorld world = new SoundWorld();
        world.groups.put("OFFICE", new Group("OFFICE", List.of(member("FORCES"))));
        world.units.put("un", unit("un", "FORCES", Optional.empty()));
        BundleBuilder.Built built = world.builder().build(1, NOW);
        assertFalse(built.bundle().parties().containsKey("OFFICE"));
        assertEquals(Map.of(), built.bundle().groups());
        assertEquals(Set.of("RGT7", "BN33"), built.bundle().units().keySet());
        assertEquals(
                Set.of("PARTY OFFICE /id", "GROUP OFFICE /id", "GROUP un /id", "UNIT un /id"),
                Set.copyOf(built.faults().stream()
                        .filter(fault -> fault.code() == Fault.Code.TWICE)
                        .map(PartFaultsTest::written)
                        .map(text -> text.substring("TWICE ".length()))
                        .toList()));
    }

    @Test
    void whatIsOfNobodyIsLeftOutAndABrokenChainStays() {
        SoundWorld world = new SoundWorld();
        world.units.put("RGT7", unit("RGT7", "STRANGER", Optional.empty()));
        world.accounts.put("a", account("a", "STRANGER", Optional.empty(), Level.RESTRICTED, "early-warning"));
        Bundle bundle = world.builder().build(1, NOW).bundle();
        assertEquals(Set.of("BN33"), bundle.units().keySet());
        assertFalse(bundle.accounts().containsKey("a"));
        assertEquals(1, bundle.allegations().size());
    }

    @Test
    void aCircleOfUnitsStaysAndEachInItIsNamed() {
        SoundWorld world = new SoundWorld();
        world.units.put("RGT7", unit("RGT7", "FORCES", Optional.of("BN1")));
        world.units.put("BN1", unit("BN1", "FORCES", Optional.of("RGT7")));
        BundleBuilder.Built built = world.builder().build(1, NOW);
        assertEquals(
                List.of("CYCLE UNIT BN1 /parent", "CYCLE UNIT RGT7 /parent"),
                built.faults().stream().map(PartFaultsTest::written).toList());
        assertEquals(world.units, built.bundle().units());
    }

    @Test
    void anApprovalBySomebodyUnknownSuspends() {
        SoundWorld world = new SoundWorld();
        world.accounts.remove("mission.approver");
        BundleBuilder.Built built = world.builder().build(1, NOW);
        assertEquals(
                List.of("UNKNOWN_NAME ASSESSMENT has-1 /approver"),
                built.faults().stream().map(PartFaultsTest::written).toList());
        assertEquals(
                List.of(AssessmentState.SUSPENDED),
                built.bundle().assessments().stream().map(Assessment::state).toList());
    }

    @Test
    void aPartAtFaultKeepsNoAgreementOut() {
        SoundWorld world = new SoundWorld();
        world.strengths.clear();
        world.units.put("RGT7", unit("RGT7", "FORCES", Optional.of("RGT7")));
        BundleBuilder builder = world.builder();
        assertEquals(
                List.of(),
                builder.add(SoundWorld.agreement(
                        "a1",
                        Set.of("MISSION", "OFFICE"),
                        SoundWorld.clause("a1").done())));
        assertEquals(5, builder.build(1, NOW).faults().size());
    }
}
