package org.passerelle.node.command;

import java.nio.file.Path;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.supervisor.RunningSystem;
import org.passerelle.node.supervisor.SystemOptions;
import org.passerelle.node.supervisor.Topology;
import picocli.CommandLine.Option;

/** What the commands that start a system have in common. */
final class SystemArguments {
    private static final int CLUSTER = 3;

    @Option(names = "--single", description = "one process instead of three")
    private boolean single;

    @Option(
            names = "--configuration",
            hidden = true,
            defaultValue = "${sys:passerelle.configuration:-config}",
            description = "directory of the sample configuration")
    private Path configuration = Path.of("config");

    @Option(
            names = "--keycloak",
            hidden = true,
            defaultValue = "${sys:passerelle.keycloak:-services/node/target/keycloak/keycloak-quarkus-dist-26.7.3.zip}",
            description = "keycloak's distribution")
    private Path keycloak = Path.of("keycloak.zip");

    Path configuration() {
        return configuration;
    }

    SystemOptions options(boolean demo) {
        return new SystemOptions(configuration.toAbsolutePath(), keycloak.toAbsolutePath(), demo);
    }

    /** The system in the user's data directory; it is closed when this process is asked to end. */
    RunningSystem system(boolean demo) throws CannotStart {
        Home home = Home.of(System.getenv());
        Topology topology = Topology.of(System.getenv(), single ? 1 : CLUSTER);
        RunningSystem system = RunningSystem.on(home, topology, options(demo));
        Runtime.getRuntime().addShutdownHook(new Thread(system::close, "stop"));
        return system;
    }
}
