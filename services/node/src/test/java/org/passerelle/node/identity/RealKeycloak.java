package org.passerelle.node.identity;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.RealmResource;
import org.passerelle.agreements.signin.KeycloakSignIns;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.gateway.identity.IdentitySettings;
import org.passerelle.node.keycloak.KeycloakServer;
import org.passerelle.node.postgres.PostgresServer;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.Waiting;

/** PostgreSQL and Keycloak as the product starts them, with accounts of one party; one for all tests, and it ends with them. */
final class RealKeycloak {
    static final Clock CLOCK = Clock.systemUTC();
    /** Whom no test needs but those of leaving. */
    static final Account LEAVER = account("unowa.leaver", Account.Kind.PERSON, Set.of("liaison-officer"));

    static final Account OLD_SYSTEM = account("unowa-old-system", Account.Kind.CLIENT, Set.of("partner-system"));
    private static @Nullable RealKeycloak shared;

    private final Child postgres;
    private final Child keycloak;
    final Secrets secrets;
    final URI address;

    static synchronized RealKeycloak shared() throws CannotStart, java.io.IOException {
        RealKeycloak running = shared;
        if (running == null) {
            Path parent = Files.createDirectories(Path.of("target", "keycloak-home"));
            RealKeycloak started =
                    new RealKeycloak(Files.createTempDirectory(parent, "home").toAbsolutePath());
            Runtime.getRuntime().addShutdownHook(new Thread(started::stop, "stop keycloak"));
            started.sync().apply(plan(Set.of("liaison-officer")));
            running = started;
            shared = started;
        }
        return running;
    }

    private RealKeycloak(Path directory) throws CannotStart, java.io.IOException {
        var home = new Home(directory);
        secrets = Secrets.of(home);
        SystemSecrets own = secrets.system();
        int databasePort = freePort();
        PostgresServer database = PostgresServer.prepare(home, databasePort, own.postgresPassword());
        postgres = database.start();
        database.database("keycloak", "keycloak", own.keycloakDatabasePassword());
        var settings = new KeycloakServer.Settings(
                Path.of("target/keycloak/keycloak-quarkus-dist-26.7.3.zip"),
                Path.of("../../config/keycloak/realm.json"),
                freePort(),
                freePort(),
                "jdbc:postgresql://127.0.0.1:%d/keycloak".formatted(databasePort),
                "keycloak",
                own.keycloakDatabasePassword(),
                own.adminClientSecret(),
                384);
        KeycloakServer server = KeycloakServer.prepare(settings, home);
        keycloak = server.start();
        if (!Waiting.until(server::ready, Duration.ofMinutes(4))) {
            throw new IllegalStateException("keycloak does not start: " + Child.lastWords(home, "keycloak", 5));
        }
        address = settings.address();
    }

    private static int freePort() throws java.io.IOException {
        try (var socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    IdentitySync sync() {
        return new IdentitySync(address, secrets);
    }

    /** The realm with the rights that the owner of accounts has. */
    RealmResource asAccounts() throws CannotStart {
        return KeycloakBuilder.builder()
                .serverUrl(address.toString())
                .realm(IdentitySync.REALM)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(KeycloakSignIns.CLIENT)
                .clientSecret(secrets.accounts())
                .build()
                .realm(IdentitySync.REALM);
    }

    IdentitySettings gateway() throws CannotStart {
        return new IdentitySettings(
                address, "passerelle", "gateway", secrets.system().gatewaySecret());
    }

    static IdentityPlan plan(Set<String> officerRoles) {
        return new IdentityPlan(
                List.of(party("UNOWA")),
                List.of(
                        account("unowa.officer", Account.Kind.PERSON, officerRoles),
                        account("unowa-system", Account.Kind.CLIENT, Set.of("partner-system")),
                        LEAVER,
                        OLD_SYSTEM),
                Map.of(
                        "getRecord", Set.of("liaison-officer", "partner-system"),
                        "suspendAgreement", Set.of("agreement-administrator"),
                        "nobodysBusiness", Set.of()),
                List.of(URI.create("http://127.0.0.1:18080/")));
    }

    private static Party party(String id) {
        return new Party(
                id, Map.of("en", id), PartyType.UN_ENTITY, true, Level.of(2), Set.of(), Level.of(3), Set.of(), "UN");
    }

    private static Account account(String id, Account.Kind kind, Set<String> roles) {
        return new Account(
                id, kind, "Efua Lindqvara", "UNOWA", Optional.empty(), roles, Level.of(2), Set.of(), Set.of(), true);
    }

    private void stop() {
        keycloak.stop(Duration.ofSeconds(20));
        postgres.stop(Duration.ofSeconds(20));
    }
}
