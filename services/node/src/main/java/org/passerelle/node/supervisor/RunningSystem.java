package org.passerelle.node.supervisor;

import java.io.IOException;
import java.net.InetAddress;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.passerelle.node.identity.IdentityPlan;
import org.passerelle.node.identity.IdentitySync;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.identity.SystemSecrets;
import org.passerelle.node.keycloak.KeycloakServer;
import org.passerelle.node.postgres.PostgresServer;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.HomeLock;
import org.passerelle.node.process.Leftovers;
import org.passerelle.node.process.Ports;
import org.passerelle.node.process.Waiting;
import org.passerelle.node.seed.ConfigurationLoader;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The system on this machine: owns PostgreSQL, Keycloak and the nodes from start to stop. */
public final class RunningSystem implements AutoCloseable {
    private static final Logger LOG = LoggerFactory.getLogger(RunningSystem.class);
    private static final Duration PATIENCE = Duration.ofMinutes(4);
    private static final Duration STOP_PATIENCE = Duration.ofSeconds(20);
    private static final int STEPS = 6;

    private final Home home;
    private final Topology topology;
    private final SystemOptions options;
    private final Probe probe = new Probe();
    private final Clock clock = Clock.systemUTC();
    private final List<Part> parts = new CopyOnWriteArrayList<>();
    private final StatusFile status;
    private final HomeLock lock;
    private volatile boolean stopping;

    private RunningSystem(Home home, Topology topology, SystemOptions options, HomeLock lock) {
        this.home = home;
        this.topology = topology;
        this.options = options;
        this.lock = lock;
        this.status = StatusFile.of(home);
    }

    /** Takes the data directory, clears what an earlier run left, and answers the system, not yet started. */
    public static RunningSystem on(Home home, Topology topology, SystemOptions options) throws CannotStart {
        HomeLock lock = HomeLock.take(home);
        int left = Leftovers.stop(home);
        if (left > 0) {
            System.err.printf("stopped %d processes that an earlier run left behind%n", left);
        }
        return new RunningSystem(home, topology, options, lock);
    }

    /** Starts everything and returns when the system is ready to be used. */
    public void start() throws CannotStart {
        // Faults of the configuration are told here, before anything starts; the nodes read it again when they seed.
        ConfigurationLoader.load(options.configuration(), clock.instant());
        requireFreePorts();
        Secrets secrets = Secrets.of(home);
        SystemSecrets own = secrets.system();
        try (Progress progress = Progress.of(STEPS)) {
            progress.step("starting postgresql");
            Topology.Database database = database(own);
            progress.step("preparing keycloak (the first time takes a minute)");
            KeycloakServer keycloak = KeycloakServer.prepare(keycloakSettings(own, database), home);
            progress.step(
                    "starting keycloak and %d node%s".formatted(topology.nodes(), topology.nodes() == 1 ? "" : "s"));
            startNodes(database, own, secrets.accounts());
            begin(new Part("keycloak", keycloak::start, keycloak::ready));
            progress.step("waiting for keycloak and the nodes");
            await("keycloak", keycloak::ready);
            await("the nodes", this::allReady);
            progress.step("creating organisations, persons and clients in keycloak");
            var accounts = new Accounts(database);
            new IdentitySync(topology.keycloak(), secrets)
                    .apply(IdentityPlan.of(accounts.parties(), accounts.accounts(), topology.gateways()));
            progress.step("ready");
        }
        writeStatus();
    }

    private void requireFreePorts() throws CannotStart {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        if (topology.externalDatabase().isEmpty()) {
            Ports.requireFree(loopback, topology.postgresPort(), "postgresql", "PASSERELLE_POSTGRES_PORT");
        }
        Ports.requireFree(loopback, topology.keycloakPort(), "keycloak", "PASSERELLE_KEYCLOAK_PORT");
        Ports.requireFree(
                loopback,
                topology.keycloakManagementPort(),
                "keycloak's management",
                "PASSERELLE_KEYCLOAK_MANAGEMENT_PORT");
        for (int index = 0; index < topology.nodes(); index++) {
            Ports.requireFree(loopback, topology.gatewayPorts().get(index), "a gateway", "PASSERELLE_GATEWAY_PORTS");
            Ports.requireFree(
                    loopback,
                    topology.managementPorts().get(index),
                    "a node's management",
                    "PASSERELLE_MANAGEMENT_PORTS");
            if (topology.nodes() > 1) {
                Ports.requireFree(
                        loopback, topology.clusterPorts().get(index), "the cluster", "PASSERELLE_CLUSTER_PORTS");
            }
        }
    }

    private Topology.Database database(SystemSecrets own) throws CannotStart {
        Optional<Topology.Database> external = topology.externalDatabase();
        if (external.isPresent()) {
            return external.get();
        }
        PostgresServer server = PostgresServer.prepare(home, topology.postgresPort(), own.postgresPassword());
        begin(new Part("postgres", server::start, () -> true));
        server.database("passerelle", "passerelle", own.databasePassword());
        server.database("keycloak", "keycloak", own.keycloakDatabasePassword());
        return new Topology.Database(
                "postgresql://127.0.0.1:%d/passerelle".formatted(topology.postgresPort()),
                "passerelle",
                own.databasePassword());
    }

    private KeycloakServer.Settings keycloakSettings(SystemSecrets own, Topology.Database database) {
        boolean embedded = topology.externalDatabase().isEmpty();
        return new KeycloakServer.Settings(
                options.keycloakZip(),
                options.configuration().resolve("keycloak").resolve("realm.json"),
                topology.keycloakPort(),
                topology.keycloakManagementPort(),
                database.jdbc("keycloak"),
                embedded ? "keycloak" : database.user(),
                embedded ? own.keycloakDatabasePassword() : database.password(),
                own.adminClientSecret(),
                topology.keycloakHeapMegabytes());
    }

    private void startNodes(Topology.Database database, SystemSecrets own, String accounts) throws CannotStart {
        var command = new NodeCommand(topology, database, own, accounts, home, options.configuration());
        for (int index = 0; index < topology.nodes(); index++) {
            int node = index;
            URI live = topology.management().get(index).resolve("/health/live");
            begin(new Part(NodeCommand.name(index), () -> Child.start(command.of(node), home), () -> probe.ok(live)));
        }
    }

    private void begin(Part part) throws CannotStart {
        if (stopping) {
            throw new CannotStart("stopped while starting");
        }
        parts.add(part);
        part.start(System.nanoTime());
    }

    private void await(String whom, BooleanSupplier ready) throws CannotStart {
        boolean came = Waiting.until(() -> ready.getAsBoolean() || someoneDied() || stopping, PATIENCE);
        for (Part part : parts) {
            if (!part.alive() && !stopping) {
                throw new CannotStart("%s does not start; the last it said is:%n%s"
                        .formatted(part.name(), Child.lastWords(home, part.name(), 8)));
            }
        }
        if (!came || stopping) {
            throw new CannotStart("%s not become ready; see the logs in %s"
                    .formatted(whom.equals("the nodes") ? "the nodes do" : whom + " does", home.logs()));
        }
    }

    private boolean someoneDied() {
        return parts.stream().anyMatch(part -> !part.alive());
    }

    /** Whether every node says that it is ready. */
    public boolean allReady() {
        return topology.management().stream().allMatch(node -> probe.ok(node.resolve("/health/ready")));
    }

    /** Watches and restarts until stopped from elsewhere. */
    public void watch() {
        while (!stopping) {
            for (Part part : parts) {
                if (!stopping && part.lost()) {
                    restart(part);
                }
            }
            try {
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (InterruptedException interrupted) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }

    private void restart(Part part) {
        try {
            if (part.restart(System.nanoTime())) {
                LOG.warn("{} was lost and has been started again", part.name());
                writeStatus();
            }
        } catch (CannotStart again) {
            LOG.error("{} was lost and does not start yet: {}", part.name(), again.getMessage());
        }
    }

    private void writeStatus() throws CannotStart {
        var processes = new ArrayList<StatusFile.Member>();
        parts.forEach(part -> processes.add(new StatusFile.Member(part.name(), part.pid())));
        try {
            status.write(new StatusFile.Running(
                    ProcessHandle.current().pid(),
                    options.demo(),
                    topology.gateways(),
                    topology.management(),
                    topology.keycloak(),
                    topology.keycloak() + "/realms/" + IdentitySync.REALM,
                    processes));
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be written".formatted(status.path()), failed);
        }
    }

    /** Stops everything, the nodes first and the database last. */
    @Override
    public synchronized void close() {
        if (stopping) {
            return;
        }
        stopping = true;
        try {
            status.forget();
            List<Thread> stops = parts.stream()
                    .filter(part -> part.name().startsWith("node-"))
                    .map(part -> Thread.ofVirtual().start(() -> part.stop(STOP_PATIENCE)))
                    .toList();
            for (Thread stop : stops) {
                stop.join();
            }
            parts.reversed().stream()
                    .filter(part -> !part.name().startsWith("node-"))
                    .forEach(part -> part.stop(STOP_PATIENCE));
            lock.close();
        } catch (IOException | CannotStart harmless) {
            LOG.warn("the data directory could not be tidied: {}", harmless.getMessage());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
