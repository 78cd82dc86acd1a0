package org.passerelle.system.live;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.passerelle.node.bench.Target;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.Identity;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.identity.RequestCredentials;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.identity.TokenSource;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.Waiting;
import org.passerelle.node.supervisor.RunningSystem;
import org.passerelle.node.supervisor.StatusFile;
import org.passerelle.node.supervisor.SystemOptions;
import org.passerelle.node.supervisor.Topology;

/** The product as it runs, on ports and in a data directory of its own; deadlines are short so that they pass within a test. */
public final class LiveSystem implements AutoCloseable {
    private static final int NODES = 3;
    private static final int CONNECTIONS = 20;
    private static final Path KEYCLOAK = Path.of("../node/target/keycloak/keycloak-quarkus-dist-26.7.3.zip");

    private final Home home;
    private final Topology topology;
    private final RunningSystem system;
    private final Identity identity;
    private Optional<Thread> watching = Optional.empty();

    private LiveSystem(Home home, Topology topology, RunningSystem system, Identity identity) {
        this.home = home;
        this.topology = topology;
        this.system = system;
        this.identity = identity;
    }

    static LiveSystem start() {
        try {
            Path directory = Files.createTempDirectory(Files.createDirectories(Path.of("target", "live")), "home");
            Home home =
                    Home.of(Map.of("PASSERELLE_HOME", directory.toAbsolutePath().toString()));
            Topology topology = Topology.onFreePorts(NODES);
            RunningSystem system = RunningSystem.on(
                    home,
                    topology,
                    new SystemOptions(
                            LiveConfiguration.in(directory).root().toAbsolutePath(),
                            KEYCLOAK.toAbsolutePath().normalize(),
                            true));
            LiveSystem live = new LiveSystem(home, topology, system, identity(home, topology));
            Runtime.getRuntime().addShutdownHook(new Thread(live::close, "stop the system under test"));
            system.start();
            live.watch();
            return live;
        } catch (IOException | CannotStart failed) {
            throw new IllegalStateException(failed.getMessage(), failed);
        }
    }

    private static Identity identity(Home home, Topology topology) throws CannotStart {
        Secrets secrets = Secrets.of(home);
        RequestCredentials credentials = new RequestCredentials(
                new TokenSource(secrets, issuer(topology), home.run().resolve("sessions")), secrets);
        return (account, method, target) -> {
            try {
                return credentials.headers(account, method, target);
            } catch (CannotStart | SignInRefused refused) {
                throw new StoryInterrupted(String.valueOf(refused.getMessage()), refused);
            }
        };
    }

    /** A client that takes the gateways in turn. */
    public GatewayClient client() {
        return new GatewayClient(topology.gateways(), identity);
    }

    /** A client of one gateway only. */
    public GatewayClient client(int node) {
        return new GatewayClient(List.of(topology.gateways().get(node)), identity);
    }

    public Stage stage() {
        return new Stage(client());
    }

    public List<URI> gateways() {
        return topology.gateways();
    }

    public Home home() {
        return home;
    }

    public Identity identity() {
        return identity;
    }

    /** Signs persons in, with browser sessions of their own in a directory. */
    public TokenSource tokens(Path sessions) throws CannotStart {
        return new TokenSource(Secrets.of(home), issuer(topology), sessions);
    }

    /** Where PostgreSQL listens, for looking behind the product's back. */
    public String database() {
        return "jdbc:postgresql://127.0.0.1:" + topology.postgresPort() + "/passerelle";
    }

    /** What benchmarks need of the system. */
    public Target target() {
        try {
            return new Target(
                    topology.gateways(),
                    topology.management(),
                    identity,
                    database(),
                    "passerelle",
                    Secrets.of(home).system().databasePassword(),
                    gateway -> pid("node-" + (gateway + 1)));
        } catch (CannotStart unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }

    /** The process id of a part now, e.g. {@code node-1} or {@code postgres}. */
    public long pid(String part) {
        return StatusFile.of(home).pid(part);
    }

    /** Ends a part as the kernel would: without a word. */
    public void kill(String part) {
        ProcessHandle.of(pid(part)).ifPresent(ProcessHandle::destroyForcibly);
    }

    /** Stops watching, so that what is killed stays dead. */
    public void lookAway() {
        watching.ifPresent(Thread::interrupt);
        watching.ifPresent(thread -> {
            try {
                thread.join(Duration.ofSeconds(30));
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
            }
        });
        watching = Optional.empty();
    }

    /** Watches, and starts again what is dead. */
    public void watch() {
        watching = Optional.of(Thread.ofPlatform().daemon().name("supervisor").start(system::watch));
    }

    /** Waits until every node is ready again. */
    public boolean recovers(Duration patience) {
        return Waiting.until(system::allReady, patience);
    }

    /** Waits until sign-in works reliably again: Keycloak notices one broken connection of its database at a time. */
    public boolean signsIn(Duration patience) {
        return Waiting.until(() -> IntStream.range(0, CONNECTIONS).allMatch(each -> signsInOnce()), patience);
    }

    private boolean signsInOnce() {
        try {
            new TokenSource(Secrets.of(home), issuer(topology), home.run().resolve("sessions"))
                    .token("unowa-system", 2, Optional.empty());
            return true;
        } catch (CannotStart | SignInRefused refused) {
            return false;
        }
    }

    private static URI issuer(Topology topology) {
        return URI.create(topology.keycloak() + "/realms/passerelle");
    }

    @Override
    public void close() {
        lookAway();
        system.close();
    }
}
