package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.FORCES;
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
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.core.message.Units;
import org.passerelle.core.party.Unit;

final class StandingChangesTest {
    private static final String PLATFORM = "mission.platform";
    private static final String OFFICE_ADMINISTRATOR = "office.administrator";

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
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE), clause("a1", OFFICE, MISSION)));
        fixture.startService();
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Future<Outcome> asking(String account, boolean enabled, String subject) {
        return fixture.bus.ask(
                Standing.ACCOUNT, new Standing.ChangeAccount(account, enabled, subject, "left"), Policy.PATIENCE);
    }

    private Outcome account(String account, boolean enabled, String subject) {
        return await(asking(account, enabled, subject));
    }

    private Outcome party(String party, boolean active, String subject) {
        return await(fixture.bus.ask(
                Standing.PARTY, new Standing.ChangeParty(party, active, subject, "withdrew"), Policy.PATIENCE));
    }

    private Outcome command(String unit, Optional<String> commander, String subject) {
        return await(fixture.bus.ask(
                Units.COMMAND,
                new Units.ChangeCommand(
                        unit, commander, false, Optional.empty(), Optional.empty(), subject, "rotation"),
                Policy.PATIENCE));
    }

    private Bundle inForce() {
        return fixture.inForce();
    }

    private boolean enabled(String account) {
        return java.util.Objects.requireNonNull(inForce().accounts().get(account))
                .enabled();
    }

    @Test
    void disablesAnAccountAndEnablesItAgain() {
        assertInstanceOf(Changed.class, account("office.officer", false, PLATFORM));
        assertFalse(enabled("office.officer"));
        assertInstanceOf(Changed.class, account("office.officer", true, OFFICE_ADMINISTRATOR));
        assertTrue(enabled("office.officer"));
    }

    @Test
    void aChangeOfAnAccountAnswersOnlyWhenEachLiveGatewayHasConfirmed() {
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 0)));
        Future<Outcome> disabling = asking("office.officer", false, PLATFORM);
        fixture.until(() -> fixture.barrier() == 2);
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 1)));
        assertFalse(disabling.isComplete(), "it has been given version 2 and not confirmed it");
        await(fixture.bus.ask(Policy.RENEW, new Policy.Renew("live", 2)));
        assertEquals(2, assertInstanceOf(Changed.class, await(disabling)).barrier());
    }

    @Test
    void anAdministratorChangesAccountsAndUnitsOfTheOwnPartyAlone() {
        assertInstanceOf(Outcome.Absent.class, account("mission.officer", false, OFFICE_ADMINISTRATOR));
        assertInstanceOf(Outcome.Absent.class, account("office.officer", false, "office.officer"));
        assertInstanceOf(Outcome.Absent.class, account("nobody", false, PLATFORM));
        assertInstanceOf(Outcome.Absent.class, command("BN1", Optional.of("other"), OFFICE_ADMINISTRATOR));
        assertInstanceOf(Outcome.Absent.class, party(FORCES, false, OFFICE_ADMINISTRATOR));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void nobodyChangesTheirOwnStanding() {
        assertInstanceOf(Outcome.NotPossible.class, account(PLATFORM, false, PLATFORM));
        assertInstanceOf(Outcome.NotPossible.class, party(MISSION, false, PLATFORM));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void whoIsDisabledChangesNothing() {
        account(OFFICE_ADMINISTRATOR, false, PLATFORM);
        assertInstanceOf(Outcome.Absent.class, account("office.officer", false, OFFICE_ADMINISTRATOR));
        assertTrue(enabled("office.officer"));
    }

    @Test
    void deactivatesAParty() {
        assertInstanceOf(Changed.class, party(OFFICE, false, PLATFORM));
        assertFalse(java.util.Objects.requireNonNull(inForce().parties().get(OFFICE))
                .active());
    }

    @Test
    void whoCommandedStaysOnRecord() {
        assertInstanceOf(Changed.class, command("BN1", Optional.of("Major Second"), PLATFORM));
        Unit unit = java.util.Objects.requireNonNull(inForce().units().get("BN1"));
        assertEquals(Optional.of("Major Second"), unit.commanderAt(SampleWorld.NOW));
        assertEquals(Optional.of("Colonel First"), unit.commanderAt(SampleWorld.NOW.minusSeconds(1)));
        assertInstanceOf(Changed.class, command("BN1", Optional.empty(), PLATFORM));
        assertEquals(
                Optional.empty(),
                java.util.Objects.requireNonNull(inForce().units().get("BN1")).commanderAt(SampleWorld.NOW));
    }

    @Test
    void askingAgainAfterALostAnswerChangesNothingMore() {
        Changed first = assertInstanceOf(Changed.class, account("office.officer", false, PLATFORM));
        Changed again = assertInstanceOf(Changed.class, account("office.officer", false, PLATFORM));
        assertEquals(first.barrier(), again.barrier());
        assertEquals(2, fixture.barrier());
    }

    @Test
    void theOperatorsLogHearsOfEachChange() {
        account("office.officer", false, PLATFORM);
        party(OFFICE, false, PLATFORM);
        command("BN1", Optional.empty(), PLATFORM);
        fixture.until(() -> fixture.notes.size() == 3);
        assertEquals(
                List.of("account-disabled", "party-deactivated", "commander-changed"),
                fixture.notes.stream().map(Audit.Note::kind).toList());
    }

    @Test
    void changesAtOnceEachGetAVersionOfTheirOwn() {
        List<Future<Outcome>> asked = List.of(
                asking("office.officer", false, PLATFORM),
                asking("mission.officer", false, PLATFORM),
                asking("office.officer", false, PLATFORM));
        asked.forEach(each -> assertInstanceOf(Changed.class, await(each)));
        assertFalse(enabled("office.officer"));
        assertFalse(enabled("mission.officer"));
        assertEquals(3, fixture.barrier());
    }
}
