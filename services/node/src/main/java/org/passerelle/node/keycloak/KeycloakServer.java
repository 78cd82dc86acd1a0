package org.passerelle.node.keycloak;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.node.identity.IdentitySync;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.PrivateFile;

/** A real Keycloak in production mode on loopback, its data in a PostgreSQL database of its own. */
public final class KeycloakServer {
    private static final String NAME = "keycloak";

    private final Settings settings;
    private final Home home;
    private final Path directory;
    private final HttpClient http =
            HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(2)).build();

    /** Addresses, database and the first administrator of the server. */
    public record Settings(
            Path zip,
            Path realm,
            int port,
            int managementPort,
            String databaseUrl,
            String databaseUser,
            String databasePassword,
            String adminClientSecret,
            int heapMegabytes) {

        /** Where browsers and gateways find it. */
        public URI address() {
            return URI.create("http://127.0.0.1:" + port);
        }

        /** Never prints the secrets. */
        @Override
        public String toString() {
            return "Settings[port=%d]".formatted(port);
        }
    }

    private KeycloakServer(Settings settings, Home home, Path directory) {
        this.settings = settings;
        this.home = home;
        this.directory = directory;
    }

    /** Unpacks and builds what is not yet there, and lays the realm out for the first start. */
    public static KeycloakServer prepare(Settings settings, Home home) throws CannotStart {
        try {
            PrivateFile.directory(home.keycloak());
            Path directory = new KeycloakBuild(settings.zip(), java(settings)).copiedTo(home.keycloak());
            var server = new KeycloakServer(settings, home, directory);
            Path imports = Files.createDirectories(directory.resolve("data").resolve("import"));
            Files.copy(settings.realm(), imports.resolve("passerelle-realm.json"), StandardCopyOption.REPLACE_EXISTING);
            return server;
        } catch (IOException failed) {
            throw new CannotStart(
                    "keycloak cannot be laid out in %s: %s".formatted(home.keycloak(), failed.getMessage()), failed);
        }
    }

    /** Starts the server; it is of use once it is {@link #ready}. */
    public Child start() throws CannotStart {
        return Child.start(command(), home);
    }

    /** Whether the server says that it is ready. */
    public boolean ready() {
        try {
            URI health = URI.create("http://127.0.0.1:%d/health/ready".formatted(settings.managementPort()));
            HttpRequest request = HttpRequest.newBuilder(health)
                    .timeout(Duration.ofSeconds(3))
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode() == 200;
        } catch (IOException notYet) {
            return false;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private Child.Command command() {
        var environment = new HashMap<>(java(settings));
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_ID", IdentitySync.ADMIN_CLIENT);
        environment.put("KC_BOOTSTRAP_ADMIN_CLIENT_SECRET", settings.adminClientSecret());
        environment.put("KC_DB_PASSWORD", settings.databasePassword());
        // An address may name the password of a key, and everybody on the machine sees the words of a command.
        environment.put("KC_DB_URL", settings.databaseUrl());
        List<String> words = List.of(
                script(),
                "start",
                "--optimized",
                "--cache=local",
                "--log-level=info,io.smallrye.health:error",
                "--import-realm",
                "--db-username=" + settings.databaseUser(),
                "--db-pool-max-size=20",
                "--http-enabled=true",
                "--http-host=127.0.0.1",
                "--http-port=" + settings.port(),
                "--http-management-host=127.0.0.1",
                "--http-management-port=" + settings.managementPort(),
                "--hostname=" + settings.address());
        return new Child.Command(NAME, words, environment, Optional.of("TERM"));
    }

    private static Map<String, String> java(Settings settings) {
        return Map.of(
                "JAVA_HOME", System.getProperty("java.home"),
                "JAVA_OPTS_KC_HEAP", "-Xms64m -Xmx%dm".formatted(settings.heapMegabytes()));
    }

    private String script() {
        return directory.resolve("bin").resolve("kc.sh").toString();
    }
}
