package org.passerelle.node.process;

import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;

/** The data directory: PASSERELLE_HOME, by default ~/.passerelle. */
public record Home(Path directory) {

    /** The directory that the environment names, made when missing. */
    public static Home of(Map<String, String> environment) throws CannotStart {
        String named = environment.getOrDefault("PASSERELLE_HOME", "");
        Path path = named.isBlank() ? Path.of(System.getProperty("user.home"), ".passerelle") : Path.of(named);
        try {
            return new Home(PrivateFile.directory(path.toAbsolutePath().normalize()));
        } catch (IOException | UnsupportedOperationException unusable) {
            throw new CannotStart(
                    "the data directory %s cannot be made; set PASSERELLE_HOME to another".formatted(path), unusable);
        }
    }

    /** Pid files, addresses: what is true only while the system runs. */
    public Path run() {
        return directory.resolve("run");
    }

    /** Logs of the children. */
    public Path logs() {
        return directory.resolve("log");
    }

    /** Passwords and private keys. */
    public Path secrets() {
        return directory.resolve("secrets");
    }

    /** The embedded PostgreSQL: binaries and data. */
    public Path postgres() {
        return directory.resolve("postgres");
    }

    /** The unpacked Keycloak. */
    public Path keycloak() {
        return directory.resolve("keycloak");
    }
}
