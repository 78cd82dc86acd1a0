package org.passerelle.node.identity;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.node.identity.RealKeycloak.LEAVER;
import static org.passerelle.node.identity.RealKeycloak.OLD_SYSTEM;
import static org.passerelle.platform.database.TestPostgres.await;

import com.nimbusds.jose.jwk.ECKey;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.passerelle.agreements.signin.KeycloakSignIns;
import org.passerelle.agreements.signin.SignInComparison;
import org.passerelle.agreements.signin.SignInFollower;
import org.passerelle.agreements.signin.SignInTasks;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Standing.SignInState;
import org.passerelle.core.party.Account;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.PresentedToken;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.gateway.identity.SeenProofs;
import org.passerelle.gateway.identity.SigningKeys;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.identity.TokenVerdict;
import org.passerelle.gateway.identity.VerifiedToken;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.note.NoteOutbox;

/** A real Keycloak follows the standing of accounts, late if need be, and is never opened by a comparison. */
final class SignInsTest {
    private static final URI URL = URI.create("http://127.0.0.1:18080/api/v1/records/7");
    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final Duration OFTEN = Duration.ofMillis(50);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private final Vertx vertx = Vertx.vertx();
    private final Bus bus = new Bus(vertx, Duration.ofSeconds(2));
    private final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Map<String, Account> accounts =
            new ConcurrentHashMap<>(Map.of(LEAVER.id(), LEAVER, OLD_SYSTEM.id(), OLD_SYSTEM));
    private final Database database =
            TestPostgres.fresh(vertx, "barrier", "agreements").open(vertx, "agreements");

    @SuppressWarnings("NullAway.Init")
    private RealKeycloak keycloak;

    @SuppressWarnings("NullAway.Init")
    private KeycloakSignIns signIns;

    @BeforeEach
    void open() throws Exception {
        keycloak = RealKeycloak.shared();
        signIns = signIns(keycloak.address);
        await(bus.answer(Audit.NOTE, note -> Future.succeededFuture(new Done())));
    }

    @AfterEach
    void close() {
        signIns.open(LEAVER);
        signIns.open(OLD_SYSTEM);
        signIns.close();
        await(vertx.close());
    }

    private KeycloakSignIns signIns(URI address) throws CannotStart {
        return new KeycloakSignIns(address, IdentitySync.REALM, keycloak.secrets.accounts());
    }

    private SignInFollower follower(KeycloakSignIns keycloak) {
        return follower(vertx, keycloak);
    }

    private SignInFollower follower(Vertx itsOwn, KeycloakSignIns keycloak) {
        return new SignInFollower(
                itsOwn,
                database,
                keycloak,
                id -> Future.succeededFuture(Optional.ofNullable(accounts.get(id))),
                new NoteOutbox(vertx, bus, database));
    }

    private void stands(Account account, boolean enabled) {
        accounts.put(
                account.id(),
                new Account(
                        account.id(),
                        account.kind(),
                        account.name(),
                        account.party(),
                        account.unit(),
                        account.roles(),
                        account.clearance(),
                        account.compartments(),
                        account.purposes(),
                        enabled));
    }

    private void leaves(Account account) {
        stands(account, false);
        await(database.transaction(transaction -> SignInTasks.ask(transaction, account.id())));
    }

    private SignInState state(Account account) {
        return await(database.transaction(SignInTasks::states)).getOrDefault(account.id(), SignInState.OPEN);
    }

    private void becomes(Account account, SignInState state) {
        assertTrue(Waiting.until(() -> state(account) == state, PATIENCE), () -> "it stays " + state(account));
    }

    private IssuedToken token(Account account) throws CannotStart, SignInRefused {
        return new TokenSource(keycloak.secrets, keycloak.gateway().issuer(), directory.resolve("sessions"))
                .token(account.id(), 1, Optional.empty());
    }

    private Permission.Answer permission(IssuedToken token, Optional<ECKey> key) throws CannotStart {
        TokenCheck check = new TokenCheck(
                keycloak.gateway(),
                new SigningKeys(keycloak.gateway().keys(), System::nanoTime),
                new ProofCheck(new SeenProofs(RealKeycloak.CLOCK), RealKeycloak.CLOCK),
                RealKeycloak.CLOCK,
                System::nanoTime);
        PresentedToken presented = new PresentedToken(
                key.isPresent() ? PresentedToken.Scheme.DPOP : PresentedToken.Scheme.BEARER,
                token.value(),
                key.map(held -> new DpopProof(held).of("GET", URL, Optional.of(token.value()), Instant.now())));
        VerifiedToken verified = assertInstanceOf(TokenVerdict.Accepted.class, check.check(presented, "GET", URL))
                .token();
        return new Permission(keycloak.gateway(), RealKeycloak.CLOCK).ask(verified, token.value(), "getRecord");
    }

    @Test
    void aPersonWhoLeavesHasNoSessionAndSignsInNoMore() throws Exception {
        IssuedToken token = token(LEAVER);
        assertEquals(Permission.Answer.YES, permission(token, Optional.empty()));
        signIns.close(LEAVER);
        assertThrows(SignInRefused.class, () -> token(LEAVER), "neither by the session nor by the password");
        assertEquals(Permission.Answer.NO, permission(token, Optional.empty()), "nor with a token from before");
        signIns.open(LEAVER);
        assertEquals(Permission.Answer.YES, permission(token(LEAVER), Optional.empty()));
    }

    @Test
    void aSystemThatIsTakenOutOfServiceGetsNoToken() throws Exception {
        ECKey key = keycloak.secrets.client(OLD_SYSTEM.id());
        IssuedToken token = token(OLD_SYSTEM);
        assertEquals(Permission.Answer.YES, permission(token, Optional.of(key)));
        signIns.close(OLD_SYSTEM);
        assertThrows(SignInRefused.class, () -> token(OLD_SYSTEM));
        // Keycloak's permission knows a subject's roles and not whether it is enabled: this token is refused by the
        // policy alone.
        assertEquals(Permission.Answer.YES, permission(token, Optional.of(key)));
    }

    @Test
    void closingWhatDoesNotExistIsDone() {
        Account stranger = new Account(
                "nobody",
                Account.Kind.PERSON,
                "Nobody",
                "UNOWA",
                Optional.empty(),
                Set.of(),
                LEAVER.clearance(),
                Set.of(),
                Set.of(),
                false);
        assertDoesNotThrow(() -> signIns.close(stranger));
    }

    @Test
    void whatKeycloakMissesItIsToldAgainUntilItFollows() throws Exception {
        leaves(LEAVER);
        try (KeycloakSignIns unreachable = signIns(URI.create("http://127.0.0.1:9"))) {
            Vertx cutOff = Vertx.vertx();
            follower(cutOff, unreachable).start(OFTEN, new SimpleMeterRegistry());
            assertTrue(Waiting.until(
                    () -> await(database.query("select 1 from sign_in_task where attempts > 0"))
                                    .size()
                            == 1,
                    PATIENCE));
            assertEquals(SignInState.FOLLOWING, state(LEAVER));
            assertDoesNotThrow(() -> token(LEAVER), "keycloak has heard of nothing");
            // Both would take turns at the task by chance, each failure doubling the wait for the next.
            await(cutOff.close());
            follower(signIns).start(OFTEN, meters);
            becomes(LEAVER, SignInState.CLOSED);
        }
        assertThrows(SignInRefused.class, () -> token(LEAVER));
        assertTrue(
                Waiting.until(() -> meters.get(SignInFollower.WAITING).gauge().value() == 0, PATIENCE));
    }

    @Test
    void whatWasClosedFromHereIsOpenedAgainAndNothingElse() throws Exception {
        follower(signIns).start(OFTEN, meters);
        leaves(LEAVER);
        becomes(LEAVER, SignInState.CLOSED);
        stands(LEAVER, true);
        await(database.transaction(transaction -> SignInTasks.askIfTouched(transaction, LEAVER.id())));
        becomes(LEAVER, SignInState.OPEN);
        assertDoesNotThrow(() -> token(LEAVER));

        signIns.close(OLD_SYSTEM);
        await(database.transaction(transaction -> SignInTasks.ask(transaction, OLD_SYSTEM.id())));
        assertTrue(Waiting.until(
                () -> await(database.query("select 1 from sign_in_task")).size() == 0, PATIENCE));
        assertThrows(SignInRefused.class, () -> token(OLD_SYSTEM), "somebody else has closed it");
    }

    @Test
    void aComparisonClosesWhatIsDisabledHereAndOnlyTellsTheRest() throws Exception {
        SignInComparison comparison = new SignInComparison(
                vertx,
                database,
                signIns,
                List.of("gateway"),
                client -> Future.succeededFuture(List.copyOf(accounts.values())));
        signIns.close(OLD_SYSTEM);
        stands(LEAVER, false);
        await(comparison.compare());
        await(comparison.compare());
        assertEquals(
                Map.of(
                        LEAVER.id(),
                        "disabled-here",
                        OLD_SYSTEM.id(),
                        "missing-there",
                        "unowa.officer",
                        "unknown-here",
                        "unowa-system",
                        "unknown-here"),
                await(database.transaction(SignInComparison::found)));
        assertEquals(
                4,
                await(database.query("select 1 from note where kind = 'sign-in-drift'"))
                        .size(),
                "each is told once");
        follower(signIns).start(OFTEN, meters);
        becomes(LEAVER, SignInState.CLOSED);
        assertThrows(SignInRefused.class, () -> token(LEAVER));
        assertThrows(SignInRefused.class, () -> token(OLD_SYSTEM), "what is closed there stays so");
        await(comparison.compare());
        assertEquals(
                Set.of(OLD_SYSTEM.id(), "unowa.officer", "unowa-system"),
                await(database.transaction(SignInComparison::found)).keySet());
    }

    @Test
    void theAccountsClientHasTheRightOverUsersAlone() throws Exception {
        assertThrows(
                RuntimeException.class,
                () -> keycloak.asAccounts().clients().findAll().getFirst().getSecret());
        UsersResource users = keycloak.asAccounts().users();
        List<UserRepresentation> found = users.searchByUsername("unowa.leaver", true);
        assertEquals(1, found.size());
    }
}
