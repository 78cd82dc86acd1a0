package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.SampleWorld.COARSE;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.WITHOUT_SOURCE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.label.Audience;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.ChangeOutcome.Changed;
import org.passerelle.core.message.Policy.ChangeOutcome.Faulty;

/** Agreements that the policy lacks: told, never in the way of others. */
final class FaultyAgreementsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        Agreement half = SampleWorld.terms("half", clause("half", OFFICE, MISSION));
        fixture.seed(
                agreement("sound", Set.of(MISSION, OFFICE), WITHOUT_SOURCE),
                AgreementSigning.sign(half, MISSION, fixture.world.keys(MISSION), NOW),
                agreement("other", Set.of(MISSION, OFFICE, FORCES), COARSE));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Agreement agreement(String id, Set<String> parties, Obligations obligations) {
        Clause clause = clause(id, MISSION, OFFICE, Audience.only("ML"), Set.of("early-warning"), obligations);
        return fixture.world.signed(SampleWorld.terms(id, parties, clause));
    }

    private ChangeOutcome suspend(String agreement, String party) {
        return await(fixture.bus.ask(
                Policy.SUSPEND, new Policy.Suspend(agreement, party, party + " officer", "doubts"), Policy.PATIENCE));
    }

    private ChangeOutcome reinstate(String agreement, String party) {
        return await(fixture.bus.ask(
                Policy.REINSTATE,
                new Policy.Reinstate(agreement, party, party + " officer", "resolved"),
                Policy.PATIENCE));
    }

    @Test
    void whoeverReinstatesIsToldWhatIsMissing() {
        assertInstanceOf(Changed.class, suspend("half", MISSION));
        assertEquals(
                new Faulty(List.of(new Fault(
                        Fault.Code.UNSIGNED,
                        new Place.OfAgreement("half", Optional.empty(), "/signatures/OFFICE"),
                        "it lacks a valid signature of OFFICE"))),
                reinstate("half", MISSION));
        assertEquals(
                1,
                fixture.rows("select 1 from agreement_event where agreement = 'half'")
                        .size());
    }

    @Test
    void aPartyToBothIsToldBothClauses() {
        suspend("other", MISSION);
        assertEquals(
                new Faulty(List.of(new Fault(
                        Fault.Code.AMBIGUOUS_CLAUSES,
                        new Place.TwoClauses(place("sound"), place("other")),
                        "clauses sound-mission and other-mission can cover the same release"
                                + " with terms of which neither includes the other"))),
                reinstate("other", MISSION));
    }

    private static Place.OfAgreement place(String agreement) {
        return new Place.OfAgreement(agreement, Optional.of(agreement + "-mission"), "/clauses/0");
    }

    @Test
    void anAgreementOfOthersIsNotEvenNamed() {
        suspend("other", FORCES);
        assertEquals(
                new Faulty(List.of(new Fault(
                        Fault.Code.AMBIGUOUS_CLAUSES,
                        place("other"),
                        "clause other-mission does not go together with a clause of others"))),
                reinstate("other", FORCES));
    }

    @Test
    void nobodysSuspensionWaitsForSomebodyElsesFault() {
        assertInstanceOf(Changed.class, suspend("sound", OFFICE));
        assertInstanceOf(Changed.class, suspend("other", FORCES));
        Bundle bundle = fixture.inForce();
        assertEquals(
                List.of("sound"),
                bundle.agreements().stream().map(Agreement::id).toList());
        assertEquals(Set.of(OFFICE), bundle.agreements().getFirst().suspendedBy());
        assertInstanceOf(Changed.class, reinstate("sound", OFFICE));
    }

    @Test
    void aGaugeAlertsOfWhatThePolicyLacks() {
        fixture.until(() -> gauge(PolicyGauges.OMITTED) == 2);
        assertEquals(0, gauge(PolicyGauges.FAULTS));
    }

    private double gauge(String name) {
        return fixture.meters.get(name).gauge().value();
    }
}
