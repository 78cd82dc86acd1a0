package org.passerelle.node.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.Permission.Answer;
import org.passerelle.gateway.identity.PresentedToken;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.gateway.identity.SeenProofs;
import org.passerelle.gateway.identity.SigningKeys;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.identity.TokenVerdict;
import org.passerelle.gateway.identity.VerifiedToken;
import org.passerelle.node.process.CannotStart;

/** From configuration to the gateway's two checks, through a real Keycloak. */
class IdentityTest {
    private static final URI URL = URI.create("http://127.0.0.1:18080/api/v1/records/7");

    @TempDir
    static @Nullable Path directory;

    private static @Nullable RealKeycloak running;

    @BeforeAll
    static void start() throws Exception {
        running = RealKeycloak.shared();
    }

    private static RealKeycloak keycloak() {
        return java.util.Objects.requireNonNull(running);
    }

    private static IssuedToken person(String strength, Optional<ECKey> key) throws CannotStart, SignInRefused {
        return source().token("unowa.officer", Integer.parseInt(strength), key);
    }

    private static TokenSource source() throws CannotStart {
        return new TokenSource(
                keycloak().secrets,
                keycloak().gateway().issuer(),
                java.util.Objects.requireNonNull(directory).resolve("sessions"));
    }

    private static ECKey key(String name) throws CannotStart {
        return Secrets.key(java.util.Objects.requireNonNull(directory).resolve(name));
    }

    private static IssuedToken system(ECKey boundKey) throws CannotStart, SignInRefused {
        return source().token("unowa-system", 2, Optional.of(boundKey));
    }

    private static VerifiedToken verified(IssuedToken token, Optional<ECKey> key) throws CannotStart {
        return accepted(new PresentedToken(
                token.scheme().equals("DPoP") ? PresentedToken.Scheme.DPOP : PresentedToken.Scheme.BEARER,
                token.value(),
                key.map(held -> new DpopProof(held).of("GET", URL, Optional.of(token.value()), Instant.now()))));
    }

    private static VerifiedToken accepted(PresentedToken presented) throws CannotStart {
        var check = new TokenCheck(
                keycloak().gateway(),
                new SigningKeys(keycloak().gateway().keys(), System::nanoTime),
                new ProofCheck(new SeenProofs(RealKeycloak.CLOCK), RealKeycloak.CLOCK),
                RealKeycloak.CLOCK,
                System::nanoTime);
        return assertInstanceOf(TokenVerdict.Accepted.class, check.check(presented, "GET", URL))
                .token();
    }

    private static Answer ask(VerifiedToken verified, IssuedToken token, String operation) throws CannotStart {
        return new Permission(keycloak().gateway(), RealKeycloak.CLOCK).ask(verified, token.value(), operation);
    }

    @Test
    void passwordAloneIsStrengthOneAndTheSecondFactorStrengthTwo() throws Exception {
        VerifiedToken weak = verified(person("1", Optional.empty()), Optional.empty());
        assertEquals(1, weak.strength());
        assertEquals("unowa.officer", weak.account());
        VerifiedToken strong = verified(person("2", Optional.empty()), Optional.empty());
        assertEquals(2, strong.strength());
        assertTrue(strong.expiresAt().isBefore(Instant.now().plus(Duration.ofSeconds(301))));
    }

    @Test
    void aPartnerSystemsTokenIsBoundToItsKey() throws Exception {
        ECKey key = key("bound.jwk");
        IssuedToken token = system(key);
        VerifiedToken verified = verified(token, Optional.of(key));
        assertEquals("unowa-system", verified.account());
        assertEquals(Optional.of(key.computeThumbprint().toString()), verified.boundKeyThumbprint());
        assertEquals(Answer.YES, ask(verified, token, "getRecord"));
        assertEquals(Answer.NO, ask(verified, token, "suspendAgreement"));
        assertEquals(Answer.NO, ask(verified, token, "nobodysBusiness"));
        assertEquals(Answer.NO, ask(verified, token, "unheardOf"));
    }

    /** Whoever has the key needs no secret of the installation, and nobody else's account can be shown by it. */
    @Test
    void aPartnerSystemSignsRequestsWithItsOwnKeyAlone() throws Exception {
        ECKey own = keycloak().secrets.client("unowa-system");
        RequestCredentials credentials =
                RequestCredentials.ofClient(keycloak().gateway().issuer(), own);
        Map<String, String> headers = credentials.headers("unowa-system", "GET", URL);
        String authorization = headers.getOrDefault("Authorization", "");
        assertTrue(authorization.startsWith("DPoP "), authorization);
        VerifiedToken verified = accepted(new PresentedToken(
                PresentedToken.Scheme.DPOP,
                authorization.substring("DPoP ".length()),
                Optional.ofNullable(headers.get("DPoP"))));
        assertEquals("unowa-system", verified.account());
        assertEquals(Optional.of(own.computeThumbprint().toString()), verified.boundKeyThumbprint());
        assertThrows(SignInRefused.class, () -> credentials.headers(RealKeycloak.OLD_SYSTEM.id(), "GET", URL));
    }

    @Test
    void onlyAClearYesIsYes() throws Exception {
        IssuedToken token = person("1", Optional.empty());
        VerifiedToken verified = verified(token, Optional.empty());
        assertEquals(Answer.YES, ask(verified, token, "getRecord"));
        assertEquals(Answer.NO, ask(verified, token, "suspendAgreement"));
        assertEquals(Answer.NO, ask(verified, token, "nobodysBusiness"));
        assertEquals(Answer.NO, ask(verified, token, "unheardOf"));
    }

    @Test
    void rolesThatConfigurationTakesAwayAreGoneAtTheNextSync() throws Exception {
        IssuedToken token = person("1", Optional.of(key("other.jwk")));
        VerifiedToken verified = verified(token, Optional.of(key("other.jwk")));
        assertEquals(Answer.YES, ask(verified, token, "getRecord"));
        keycloak().sync().apply(RealKeycloak.plan(Set.of("agreement-administrator")));
        assertEquals(Answer.NO, ask(verified, token, "getRecord"));
        assertEquals(Answer.YES, ask(verified, token, "suspendAgreement"));
        keycloak().sync().apply(RealKeycloak.plan(Set.of("liaison-officer")));
        assertEquals(Answer.YES, ask(verified, token, "getRecord"));
    }

    /** The private half is the partner's; whoever runs the platform does not sign in as the partner. */
    @Test
    void aKeyThatAPartnerHasRegisteredStays() throws Exception {
        ECKey own = key("partner.jwk");
        try (Keycloak admin = keycloak().sync().admin(keycloak().secrets.system())) {
            ClientsResource clients = admin.realm(IdentitySync.REALM).clients();
            ClientRepresentation client =
                    clients.findByClientId(RealKeycloak.OLD_SYSTEM.id()).getFirst();
            String before = client.getAttributes().put("jwks.string", new JWKSet(own.toPublicJWK()).toString());
            clients.get(client.getId()).update(client);
            keycloak().sync().apply(RealKeycloak.plan(Set.of("liaison-officer")));
            JWKSet registered = JWKSet.parse(clients.findByClientId(RealKeycloak.OLD_SYSTEM.id())
                    .getFirst()
                    .getAttributes()
                    .get("jwks.string"));
            assertEquals(
                    own.computeThumbprint(), registered.getKeys().getFirst().computeThumbprint());
            client.getAttributes().put("jwks.string", before);
            clients.get(client.getId()).update(client);
        }
    }

    @Test
    void thePasswordGrantIsClosedToEveryClient() throws Exception {
        for (String realm : Set.of("passerelle", "master")) {
            for (String client : Set.of("admin-cli", "passerelle-cli", "account", "security-admin-console")) {
                String form = TokenEndpoint.encode(Map.of(
                        "grant_type",
                        "password",
                        "client_id",
                        client,
                        "username",
                        "unowa.officer",
                        "password",
                        keycloak().secrets.person("unowa.officer").password()));
                URI token =
                        URI.create("%s/realms/%s/protocol/openid-connect/token".formatted(keycloak().address, realm));
                HttpRequest request = HttpRequest.newBuilder(token)
                        .header("Content-Type", "application/x-www-form-urlencoded")
                        .POST(HttpRequest.BodyPublishers.ofString(form))
                        .build();
                HttpResponse<String> answer =
                        HttpClient.newHttpClient().send(request, HttpResponse.BodyHandlers.ofString());
                assertNotEquals(200, answer.statusCode(), realm + " " + client);
                assertTrue(
                        answer.body().contains("unauthorized_client")
                                || answer.body().contains("invalid_client"),
                        answer.body());
            }
        }
    }
}
