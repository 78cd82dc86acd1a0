package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing;
import org.passerelle.core.message.Standing.ListedAccount;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.core.message.Standing.SignInState;

/** Whoever leaves is out before Keycloak has heard of it; here there is no Keycloak at all. */
final class OffboardingTest {
    private static final String PLATFORM = "mission.platform";
    private static final String ADMINISTRATOR = "office.administrator";
    private static final String OFFICER = "office.officer";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Future<Outcome> offboarding(String account, String subject) {
        return fixture.bus.ask(
                Standing.OFFBOARD, new Standing.Offboard(account, subject, "rotated home"), Policy.PATIENCE);
    }

    private Outcome offboard(String account, String subject) {
        return await(offboarding(account, subject));
    }

    private Outcome enable(String account, boolean enabled) {
        return await(fixture.bus.ask(
                Standing.ACCOUNT, new Standing.ChangeAccount(account, enabled, PLATFORM, "asked"), Policy.PATIENCE));
    }

    private boolean enabled(String account) {
        Bundle bundle = fixture.inForce();
        return java.util.Objects.requireNonNull(bundle.accounts().get(account)).enabled();
    }

    private Optional<List<ListedAccount>> list(String party, String subject) {
        return await(fixture.bus.ask(Standing.ACCOUNTS, new Standing.ListAccounts(party, subject)))
                .accounts();
    }

    private ListedAccount listed(String account) {
        return list(OFFICE, ADMINISTRATOR).orElseThrow().stream()
                .filter(each -> each.account().id().equals(account))
                .findFirst()
                .orElseThrow();
    }

    private long tasks() {
        return fixture.rows("select 1 from sign_in_task").size();
    }

    @Test
    void answersOnlyWhenEachLiveGatewayHasConfirmedAndDoesNotWaitForKeycloak() {
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 0)));
        Future<Outcome> leaving = offboarding(OFFICER, ADMINISTRATOR);
        fixture.until(() -> fixture.barrier() == 2);
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 1)));
        assertFalse(leaving.isComplete(), "a gateway still decides under the policy in which the account is enabled");
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 2)));
        assertEquals(2, assertInstanceOf(Changed.class, await(leaving)).barrier());
        assertFalse(enabled(OFFICER));
        assertEquals(1, tasks(), "that keycloak has to follow is kept");
    }

    @Test
    void whoHasLeftIsNeverEnabledAgain() {
        offboard(OFFICER, ADMINISTRATOR);
        assertInstanceOf(Outcome.NotPossible.class, enable(OFFICER, true));
        assertFalse(enabled(OFFICER));
    }

    @Test
    void whoIsSuspendedLeavesWithoutAFurtherPolicy() {
        enable(OFFICER, false);
        Changed left = assertInstanceOf(Changed.class, offboard(OFFICER, ADMINISTRATOR));
        assertEquals(2, left.barrier());
        assertEquals(1, tasks());
        assertInstanceOf(Outcome.NotPossible.class, enable(OFFICER, true));
    }

    @Test
    void leavingTwiceChangesNothingMore() {
        Changed first = assertInstanceOf(Changed.class, offboard(OFFICER, ADMINISTRATOR));
        Changed again = assertInstanceOf(Changed.class, offboard(OFFICER, PLATFORM));
        assertEquals(first.barrier(), again.barrier());
        assertEquals(ADMINISTRATOR, listed(OFFICER).departure().orElseThrow().subject());
    }

    @Test
    void nobodyOffboardsThemselvesNorAccountsOfOthers() {
        assertInstanceOf(Outcome.NotPossible.class, offboard(ADMINISTRATOR, ADMINISTRATOR));
        assertInstanceOf(Outcome.Absent.class, offboard("mission.officer", ADMINISTRATOR));
        assertInstanceOf(Outcome.Absent.class, offboard("office.analyst", OFFICER));
        assertInstanceOf(Outcome.Absent.class, offboard("nobody", PLATFORM));
        assertEquals(1, fixture.barrier());
        assertEquals(0, tasks());
    }

    @Test
    void aSuspensionLeavesTheSignInAlone() {
        enable(OFFICER, false);
        assertEquals(0, tasks());
        assertEquals(SignInState.OPEN, listed(OFFICER).signIn());
        enable(OFFICER, true);
        assertEquals(0, tasks(), "what was never closed needs no opening");
    }

    @Test
    void administratorsSeeWhoLeftAndThatKeycloakHasYetToFollow() {
        offboard(OFFICER, ADMINISTRATOR);
        ListedAccount gone = listed(OFFICER);
        assertFalse(gone.account().enabled());
        assertEquals(SignInState.FOLLOWING, gone.signIn());
        assertEquals("rotated home", gone.departure().orElseThrow().reason());
        assertTrue(listed("office.analyst").departure().isEmpty());
        assertEquals(Optional.empty(), list(OFFICE, "mission.administrator"), "the accounts of others are absent");
        assertEquals(Optional.empty(), list(OFFICE, "office.analyst"));
        assertTrue(list(OFFICE, PLATFORM).isPresent());
    }

    @Test
    void aDepartureIsFinalAndTheOperatorsLogHearsOfIt() {
        offboard(OFFICER, ADMINISTRATOR);
        fixture.until(() -> fixture.notes.size() == 1);
        Audit.Note note = fixture.notes.getFirst();
        assertEquals("account-offboarded", note.kind());
        assertEquals(OFFICER + ": rotated home", note.detail());
        assertThrows(RuntimeException.class, () -> fixture.rows("delete from departure"));
    }
}
