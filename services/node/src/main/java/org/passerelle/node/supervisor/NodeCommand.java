package org.passerelle.node.supervisor;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.node.composition.ServiceCatalogue;
import org.passerelle.node.identity.SystemSecrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;
import org.passerelle.node.process.Home;
import org.passerelle.node.process.PrivateFile;
import org.passerelle.platform.json.Json;

/** How a node process is started: its configuration in a private file, this program's own class path. */
final class NodeCommand {
    /** Hazelcast and Netty reach into the JDK. */
    private static final List<String> OPENINGS = List.of(
            "--add-modules=java.se",
            "--add-exports=java.base/jdk.internal.ref=ALL-UNNAMED",
            "--add-opens=java.base/java.lang=ALL-UNNAMED",
            "--add-opens=java.base/sun.nio.ch=ALL-UNNAMED",
            "--add-opens=java.management/sun.management=ALL-UNNAMED",
            "--add-opens=jdk.management/com.sun.management.internal=ALL-UNNAMED",
            "--enable-native-access=ALL-UNNAMED");

    private final Topology topology;
    private final Topology.Database database;
    private final SystemSecrets secrets;
    private final String accountsSecret;
    private final Home home;
    private final Path sample;

    NodeCommand(
            Topology topology,
            Topology.Database database,
            SystemSecrets secrets,
            String accountsSecret,
            Home home,
            Path sample) {
        this.topology = topology;
        this.database = database;
        this.secrets = secrets;
        this.accountsSecret = accountsSecret;
        this.home = home;
        this.sample = sample;
    }

    /** The command for the node of this index, counted from 0. */
    Child.Command of(int index) throws CannotStart {
        String name = name(index);
        Path configuration = home.run().resolve(name + ".json");
        try {
            PrivateFile.directory(home.run());
            PrivateFile.write(configuration, Json.write(configuration(index)));
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be written".formatted(configuration), failed);
        }
        var words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(OPENINGS);
        words.addAll(List.of(
                // With less to begin with, a busy node spends its time in short collections.
                "-Xms%dm".formatted(topology.nodeHeapMegabytes() / 2),
                "-Xmx%dm".formatted(topology.nodeHeapMegabytes()),
                "-XX:+ExitOnOutOfMemoryError",
                "-Dhazelcast.logging.type=slf4j",
                "-Dpasserelle.log=INFO",
                "-Dvertx.logger-delegate-factory-class-name=io.vertx.core.logging.SLF4JLogDelegateFactory",
                "-Dfile.encoding=UTF-8",
                "-cp",
                System.getProperty("java.class.path"),
                "org.passerelle.node.Main",
                "node",
                "--supervised",
                "--config",
                configuration.toString(),
                "--sample",
                sample.toString()));
        return new Child.Command(name, words, Map.of(), Optional.empty());
    }

    static String name(int index) {
        return "node-" + (index + 1);
    }

    private Map<String, Object> configuration(int index) {
        List<String> members = topology.clusterPorts().stream()
                .map(port -> "127.0.0.1:" + port)
                .toList();
        var configuration = new HashMap<String, Object>();
        configuration.put("name", name(index));
        configuration.put("home", home.directory().toString());
        configuration.put("services", ServiceCatalogue.complete().names());
        configuration.put(
                "database", Map.of("url", database.url(), "user", database.user(), "password", database.password()));
        configuration.put(
                "cluster",
                Map.of(
                        "enabled",
                        topology.nodes() > 1,
                        "port",
                        topology.clusterPorts().get(index),
                        "members",
                        members));
        configuration.put("gateway", Map.of("port", topology.gatewayPorts().get(index)));
        configuration.put(
                "management", Map.of("port", topology.managementPorts().get(index)));
        configuration.put(
                "keycloak",
                Map.of(
                        "url", topology.keycloak().toString(),
                        "clientSecret", secrets.gatewaySecret(),
                        "portalSecret", secrets.portalSecret(),
                        "accountsSecret", accountsSecret));
        return configuration;
    }
}
