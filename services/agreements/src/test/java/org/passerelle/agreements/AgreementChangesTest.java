package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.agreements.SampleWorld.FORCES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.ChangeOutcome;
import org.passerelle.core.message.Policy.ChangeOutcome.Changed;

final class AgreementChangesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private ChangeOutcome suspend(String party) {
        return await(fixture.bus.ask(
                Policy.SUSPEND, new Policy.Suspend("a1", party, party + " officer", "doubts"), Policy.PATIENCE));
    }

    private ChangeOutcome reinstate(String party) {
        return await(fixture.bus.ask(
                Policy.REINSTATE, new Policy.Reinstate("a1", party, party + " officer", "resolved"), Policy.PATIENCE));
    }

    private Agreement inForce() {
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("reader", 0)));
        Agreement agreement = fixture.inForce().agreements().getFirst();
        // Not a live gateway: later changes need not wait for it.
        fixture.pass(java.time.Duration.ofMinutes(1));
        return agreement;
    }

    @Test
    void eitherPartySuspendsAloneAndAllWhoDidMustResume() {
        assertEquals(AgreementState.ACTIVE, inForce().state());
        assertEquals(
                Set.of(OFFICE),
                assertInstanceOf(Changed.class, suspend(OFFICE)).agreement().suspendedBy());
        assertEquals(AgreementState.SUSPENDED, inForce().state());
        suspend(MISSION);
        assertEquals(
                AgreementState.SUSPENDED,
                assertInstanceOf(Changed.class, reinstate(OFFICE)).agreement().state());
        assertEquals(Set.of(MISSION), inForce().suspendedBy());
        assertEquals(
                AgreementState.ACTIVE,
                assertInstanceOf(Changed.class, reinstate(MISSION)).agreement().state());
        assertEquals(AgreementState.ACTIVE, inForce().state());
    }

    @Test
    void onlyWhoSuspendedReinstates() {
        suspend(OFFICE);
        assertInstanceOf(ChangeOutcome.NotPossible.class, reinstate(MISSION));
        assertEquals(AgreementState.SUSPENDED, inForce().state());
    }

    @Test
    void isAbsentToWhoIsNoParty() {
        assertInstanceOf(ChangeOutcome.Absent.class, suspend(FORCES));
        assertInstanceOf(ChangeOutcome.Absent.class, reinstate(FORCES));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        ChangeOutcome first = suspend(OFFICE);
        assertEquals(first, suspend(OFFICE));
        assertEquals(1, fixture.rows("select 1 from agreement_event").size());
        assertEquals(2, fixture.barrier());
    }

    @Test
    void keepsEveryChangeWithWhoWhenAndWhy() {
        suspend(OFFICE);
        reinstate(OFFICE);
        assertEquals(
                List.of("SUSPENDED OFFICE officer doubts 2", "REINSTATED OFFICE officer resolved 3"),
                fixture.rows("""
                        select kind || ' ' || subject || ' ' || reason || ' ' || barrier as line
                        from agreement_event where at = $1 order by position
                        """, SampleWorld.NOW.atOffset(java.time.ZoneOffset.UTC)).stream()
                        .map(row -> row.getString("line"))
                        .toList());
        for (String table : List.of("agreement", "agreement_event", "signature", "master_version")) {
            assertThrows(PgException.class, () -> await(fixture.database.query("delete from " + table)), table);
        }
    }

    @Test
    void theOperatorsLogHearsOfAChangeAlsoWhenAuditWasAway() {
        suspend(OFFICE);
        reinstate(OFFICE);
        assertEquals(2, fixture.rows("select 1 from note").size());
        fixture.auditAnswers();
        fixture.until(() -> fixture.rows("select 1 from note").isEmpty());
        assertEquals(
                List.of("agreement-suspended", "agreement-reinstated"),
                fixture.notes.stream().map(Audit.Note::kind).toList());
    }

    @Test
    void listsAPartysAgreementsOnly() {
        assertEquals(
                List.of("a1"),
                await(fixture.bus.ask(Policy.LIST, new Policy.ListAgreements(OFFICE))).agreements().stream()
                        .map(Agreement::id)
                        .toList());
        assertEquals(
                List.of(),
                await(fixture.bus.ask(Policy.LIST, new Policy.ListAgreements(FORCES)))
                        .agreements());
    }
}
