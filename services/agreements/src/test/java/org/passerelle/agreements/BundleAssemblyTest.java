package org.passerelle.agreements;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.COARSE;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.WITHOUT_SOURCE;
import static org.passerelle.agreements.SampleWorld.clause;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

final class BundleAssemblyTest {
    private final SampleWorld world = new SampleWorld();

    @Test
    void takesInWhatAllPartiesSigned() {
        Agreement agreement = world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION));
        BundleAssembly assembly = assemble(agreement);
        assertEquals(Map.of(), assembly.omissions());
        assertEquals(List.of(agreement), assembly.bundle().agreements());
    }

    @Test
    void leavesOutWhatOnePartyDidNotSign() {
        Agreement terms = SampleWorld.terms("a1", clause("a1", MISSION, OFFICE));
        Agreement half = AgreementSigning.sign(terms, MISSION, world.keys(MISSION), NOW);
        assertOmitted("it lacks a valid signature of OFFICE", half);
    }

    @Test
    void leavesOutWhatAnotherSignedInAPartysPlace() {
        Agreement terms = SampleWorld.terms("a1", clause("a1", MISSION, OFFICE));
        Agreement half = AgreementSigning.sign(terms, MISSION, world.keys(MISSION), NOW);
        assertOmitted(
                "it lacks a valid signature of OFFICE", AgreementSigning.sign(half, OFFICE, world.keys(MISSION), NOW));
        assertOmitted(
                "it lacks a valid signature of OFFICE",
                AgreementSigning.sign(half, OFFICE, Ed25519Keys.generate(), NOW));
    }

    @Test
    void leavesOutWhatWasAlteredAfterItWasSigned() {
        Agreement signed = world.agreement("a1", clause("a1", MISSION, OFFICE));
        Agreement longer = with(signed, signed.hash(), signed.signatures());
        assertOmitted("its terms are not those of its hash", longer);
        assertOmitted(
                "it lacks a valid signature of MISSION; it lacks a valid signature of OFFICE",
                with(signed, AgreementSigning.hash(longer), signed.signatures()));
    }

    private static Agreement with(Agreement signed, String hash, Map<String, Signature> signatures) {
        return new Agreement(
                signed.id(),
                signed.titles(),
                signed.parties(),
                signed.state(),
                signed.version(),
                signed.validFrom(),
                signed.validUntil().plus(Duration.ofDays(365)),
                signed.clauses(),
                hash,
                signatures,
                signed.suspendedBy());
    }

    @Test
    void leavesOutWhatBindsWhoIsNoParty() {
        Agreement terms = SampleWorld.terms("a1", clause("a1", MISSION, OFFICE), clause("a1", FORCES, MISSION));
        Agreement between = new Agreement(
                "a1",
                terms.titles(),
                Set.of(MISSION, OFFICE),
                terms.state(),
                1,
                terms.validFrom(),
                terms.validUntil(),
                terms.clauses(),
                "",
                Map.of(),
                Set.of());
        assertOmitted("clause a1-forces binds FORCES, which is not among the parties", world.signed(between));
    }

    @Test
    void leavesOutWhatNamesWhatDoesNotExist() {
        assertOmitted(
                "clause a1-mission names XX, which is no area",
                world.agreement("a1", in("a1", Audience.only("XX"), "early-warning", Obligations.NONE)));
        assertOmitted(
                "clause a1-mission names tourism, which is no purpose",
                world.agreement("a1", in("a1", Audience.unrestricted(), "tourism", Obligations.NONE)));
        assertOmitted(
                "clause a1-mission names targeting, which is no purpose that is allowed",
                world.agreement("a1", in("a1", Audience.unrestricted(), "targeting", Obligations.NONE)));
    }

    @Test
    void leavesOutTheNewcomerOfTwoClausesWhoseObligationsAreNotOrdered() {
        Agreement first = world.agreement("a1", in("a1", Audience.only("ML"), "early-warning", WITHOUT_SOURCE));
        Agreement second = world.agreement("a2", in("a2", Audience.only("ML-7"), "early-warning", COARSE));
        BundleAssembly assembly = assemble(first, second);
        assertEquals(List.of(first), assembly.bundle().agreements());
        assertEquals(Set.of("a2"), assembly.omissions().keySet());
    }

    @Test
    void takesInClausesThatNeverMeetOrAreOrdered() {
        Agreement first = world.agreement("a1", in("a1", Audience.only("ML"), "early-warning", WITHOUT_SOURCE));
        Agreement elsewhere = world.agreement("a2", in("a2", Audience.only("NE"), "early-warning", COARSE));
        Agreement otherwise = world.agreement("a3", in("a3", Audience.only("ML"), "force-protection", COARSE));
        Agreement ordered = world.agreement("a4", in("a4", Audience.only("ML"), "early-warning", Obligations.NONE));
        BundleAssembly assembly = assemble(first, elsewhere, otherwise, ordered);
        assertEquals(Map.of(), assembly.omissions());
        assertEquals(4, assembly.bundle().agreements().size());
    }

    @Test
    void signsTheSameBytesWhateverTheOrderOfSets() {
        Clause clause = clause("a1", MISSION, OFFICE);
        Agreement agreement = SampleWorld.terms("a1", clause);
        Agreement read = Json.read(Json.write(agreement), Agreement.class);
        assertEquals(AgreementSigning.hash(agreement), AgreementSigning.hash(read));
        assertTrue(new String(AgreementSigning.canonical(agreement), java.nio.charset.StandardCharsets.UTF_8)
                .contains("\"actions\":[\"PUSH\",\"READ\"]"));
    }

    private static Clause in(String agreement, Audience areas, String purpose, Obligations obligations) {
        return clause(agreement, MISSION, OFFICE, areas, Set.of(purpose), obligations);
    }

    private BundleAssembly assemble(Agreement... agreements) {
        return BundleAssembly.of(
                new BundleAssembly.State(1, world.master(), List.of(agreements)),
                new SnapshotAnswer(List.of(), List.of(), List.of()),
                NOW);
    }

    private void assertOmitted(String reason, Agreement agreement) {
        BundleAssembly assembly = assemble(agreement);
        assertEquals(List.of(), assembly.bundle().agreements());
        assertEquals(Set.of(agreement.id()), assembly.omissions().keySet());
        assertEquals(
                reason,
                BundleAssembly.reason(requireNonNull(assembly.omissions().get(agreement.id()))));
    }
}
