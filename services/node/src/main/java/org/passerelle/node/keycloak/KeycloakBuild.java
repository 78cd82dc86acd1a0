package org.passerelle.node.keycloak;

import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.passerelle.node.process.CannotStart;

/** Keycloak built for our options: once beside its distribution, then copied into each data directory. */
final class KeycloakBuild {
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final Path zip;
    private final Map<String, String> environment;

    KeycloakBuild(Path zip, Map<String, String> environment) {
        this.zip = zip;
        this.environment = environment;
    }

    /** The copy below {@code parent}, made when it is not there. */
    Path copiedTo(Path parent) throws CannotStart {
        Path copy = parent.resolve(name());
        if (Files.isDirectory(copy)) {
            return copy;
        }
        try {
            Path partial = parent.resolve("copying");
            KeycloakDistribution.remove(partial);
            copy(built(), partial);
            return Files.move(partial, copy, StandardCopyOption.ATOMIC_MOVE);
        } catch (IOException failed) {
            throw new CannotStart(
                    "keycloak cannot be laid out in %s: %s".formatted(parent, failed.getMessage()), failed);
        }
    }

    // Systems that start at once on one machine wait for the first to build.
    private Path built() throws CannotStart, IOException {
        Path folder = zip.resolveSibling(".").normalize();
        Path built = folder.resolve("built");
        try (FileChannel file =
                        FileChannel.open(folder.resolve("lock"), StandardOpenOption.CREATE, StandardOpenOption.WRITE);
                var lock = file.lock()) {
            if (!Files.isDirectory(built) && lock.isValid()) {
                Path unpacked = folder.resolve("building");
                KeycloakDistribution.remove(unpacked);
                KeycloakDistribution.unpack(zip, unpacked);
                build(top(unpacked), folder.resolve("build.log"));
                Files.move(unpacked, built, StandardCopyOption.ATOMIC_MOVE);
            }
        }
        return top(built);
    }

    private static Path top(Path unpacked) throws IOException {
        try (Stream<Path> content = Files.list(unpacked)) {
            return content.findFirst().orElseThrow(() -> new IOException("the archive is empty"));
        }
    }

    private void build(Path directory, Path log) throws IOException, CannotStart {
        var builder = new ProcessBuilder(
                        directory.resolve("bin").resolve("kc.sh").toString(),
                        "build",
                        "--db=postgres",
                        "--health-enabled=true",
                        "--features-disabled=impersonation,device-flow,ciba,kerberos")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        builder.environment().putAll(environment);
        Process process = builder.start();
        try {
            if (!process.waitFor(PATIENCE.toSeconds(), TimeUnit.SECONDS) || process.exitValue() != 0) {
                throw new CannotStart("keycloak cannot be built; see " + log);
            }
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new CannotStart("interrupted while keycloak was built", interrupted);
        } finally {
            process.descendants().forEach(ProcessHandle::destroyForcibly);
            process.destroyForcibly();
        }
    }

    private String name() {
        return zip.getFileName().toString().replace(".zip", "");
    }

    private static void copy(Path from, Path to) throws IOException {
        try (Stream<Path> files = Files.walk(from)) {
            for (Path file : files.toList()) {
                Files.copy(file, to.resolve(from.relativize(file).toString()), StandardCopyOption.COPY_ATTRIBUTES);
            }
        }
    }
}
