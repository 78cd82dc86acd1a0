package org.passerelle.node.supervisor;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.PrivateFile;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/** What runs on a data directory, written by the supervisor for the other commands. */
public record StatusFile(Path path) {

    /** The system's addresses and processes. */
    public record Running(
            long supervisor,
            boolean demo,
            List<URI> gateways,
            List<URI> management,
            URI keycloak,
            String issuer,
            List<Member> processes) {
        public Running {
            gateways = List.copyOf(gateways);
            management = List.copyOf(management);
            processes = List.copyOf(processes);
        }

        /** Whether every node says that it is ready. */
        public boolean ready() {
            var probe = new Probe();
            return management.stream().allMatch(node -> probe.ok(node.resolve("/health/ready")));
        }

        /** The realm that issues tokens. */
        public URI issuerAddress() {
            return URI.create(issuer);
        }
    }

    /** One child process. */
    public record Member(String name, long pid) {}

    /** The file of a data directory. */
    public static StatusFile of(Home home) {
        return new StatusFile(home.run().resolve("system.json"));
    }

    /** Forgets what ran. */
    public void forget() throws CannotStart {
        try {
            Files.deleteIfExists(path);
        } catch (IOException stuck) {
            throw new CannotStart("%s cannot be removed".formatted(path), stuck);
        }
    }

    void write(Running running) throws IOException {
        PrivateFile.write(path, Json.write(running) + "\n");
    }

    /** The process id of a part that runs, e.g. {@code node-1} or {@code postgres}. */
    public long pid(String part) {
        return read().orElseThrow().processes().stream()
                .filter(member -> member.name().equals(part))
                .mapToLong(Member::pid)
                .findFirst()
                .orElseThrow();
    }

    /** What is written down; empty when nothing runs. */
    public Optional<Running> read() {
        try {
            Running running = Json.read(Files.readString(path), Running.class);
            return Optional.of(running)
                    .filter(found -> ProcessHandle.of(found.supervisor()).isPresent());
        } catch (IOException | JsonFault absent) {
            return Optional.empty();
        }
    }
}
