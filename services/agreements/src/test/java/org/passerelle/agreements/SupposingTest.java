package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.passerelle.agreements.Negotiators.terms;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Suppose;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.message.Agreements.Supposition;

/** What is supposed is what comes of doing it. */
final class SupposingTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Negotiators persons;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, FORCES)));
        fixture.startService();
        persons = new Negotiators(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Supposed suppose(String id, Supposition act, String party) {
        return suppose(id, Optional.empty(), act, party);
    }

    private Supposed suppose(String id, Optional<Integer> version, Supposition act, String party) {
        return await(fixture.bus.ask(Agreements.SUPPOSE, new Suppose(id, version, act, party)));
    }

    private static Supposed.Compared compared(Supposed supposed) {
        return assertInstanceOf(Supposed.Compared.class, supposed);
    }

    /** What decides: all but who signed and when. */
    private static Map<String, Agreement> deciding(Bundle bundle) {
        Map<String, Agreement> agreements = new TreeMap<>();
        bundle.agreements()
                .forEach(agreement -> agreements.put(agreement.id(), agreement.signed(agreement.hash(), Map.of())));
        return agreements;
    }

    private void comesTrue(Supposed.Compared supposed) {
        assertEquals(List.of(), supposed.faults());
        assertEquals(deciding(supposed.supposed()), deciding(persons.inForce()));
    }

    @Test
    void activatingADraftLeavesThePolicyAsItIsAndIsWhatTheSignedVersionDecides() {
        String id = persons.done(persons.act("mission.administrator", Optional.empty(), new Deed.Draft(terms())))
                .id();
        assertInstanceOf(Supposed.Absent.class, suppose(id, Supposition.ACTIVATE, OFFICE));
        long barrier = fixture.barrier();
        Supposed.Compared supposed = compared(suppose(id, Supposition.ACTIVATE, MISSION));
        assertEquals(Optional.empty(), supposed.standing());
        assertEquals(deciding(supposed.present()), deciding(persons.inForce()));
        assertEquals(barrier, fixture.barrier());
        persons.done(persons.act("mission.administrator", id, new Deed.Propose("as discussed")));
        persons.done(persons.act("mission.approver", id, new Deed.Approve("agreed")));
        persons.done(persons.act("office.approver", id, new Deed.Approve("agreed")));
        persons.sign(id);
        comesTrue(supposed);
    }

    @Test
    void suspendingReinstatingAmendingAndEnding() {
        String id = persons.active(terms());
        Supposed.Compared suspended = compared(suppose(id, Supposition.SUSPEND, OFFICE));
        assertEquals(
                new Supposed.Refused(
                        Refusal.NOT_SUSPENDED,
                        suspended.standing().orElseThrow().state()),
                suppose(id, Supposition.REINSTATE, OFFICE));
        persons.done(persons.act("office.administrator", id, new Deed.Suspend("doubts")));
        comesTrue(suspended);
        Supposed.Compared reinstated = compared(suppose(id, Supposition.REINSTATE, OFFICE));
        assertInstanceOf(Supposed.Refused.class, suppose(id, Supposition.REINSTATE, MISSION));
        persons.done(persons.act("office.administrator", id, new Deed.Reinstate("resolved")));
        comesTrue(reinstated);
        persons.done(persons.act(
                "mission.administrator", id, new Deed.Amend(terms(1, "2027-01-01T12:00:00Z", id + ".warnings"))));
        Supposed.Compared amended = compared(suppose(id, Supposition.ACTIVATE, MISSION));
        assertEquals(2, amended.agreement().version());
        assertEquals(1, amended.standing().orElseThrow().version());
        assertNotEquals(deciding(amended.present()), deciding(amended.supposed()));
        assertInstanceOf(Supposed.Refused.class, suppose(id, Optional.of(1), Supposition.ACTIVATE, MISSION));
        assertInstanceOf(Supposed.Absent.class, suppose(id, Optional.of(2), Supposition.ACTIVATE, OFFICE));
        assertInstanceOf(Supposed.Refused.class, suppose(id, Supposition.ACTIVATE, OFFICE));
        Supposed.Compared ended = compared(suppose(id, Supposition.TERMINATE, OFFICE));
        assertEquals(1, ended.agreement().version());
    }

    /** An agreement of others stays unnamed, though it is what stands in the way. */
    @Test
    void whatDoesNotGoTogetherIsToldWithoutTheAgreementsOfOthers() {
        assertInstanceOf(Supposed.Absent.class, suppose("a1", Supposition.SUSPEND, OFFICE));
        assertInstanceOf(Supposed.Absent.class, suppose("none", Supposition.SUSPEND, OFFICE));
        String id = persons.proposed(terms().replace("\"OFFICE\"],", "\"OFFICE\", \"FORCES\"],")
                .replace("\"onward\": []", "\"onward\": [\"FORCES\"]"));
        assertEquals(
                List.of(), compared(suppose(id, Supposition.ACTIVATE, FORCES)).faults());
        persons.active(terms());
        Fault known =
                compared(suppose(id, Supposition.ACTIVATE, MISSION)).faults().getFirst();
        assertEquals(Fault.Code.AMBIGUOUS_CLAUSES, known.code());
        assertInstanceOf(Place.TwoClauses.class, known.place());
        Fault masked =
                compared(suppose(id, Supposition.ACTIVATE, FORCES)).faults().getFirst();
        assertEquals(
                new Fault(
                        Fault.Code.AMBIGUOUS_CLAUSES,
                        new Place.OfAgreement(id, Optional.of(id + ".warnings"), "/clauses/0"),
                        "it does not go together with a clause of another agreement"),
                masked);
    }
}
