package org.passerelle.platform.cluster;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.net.SelfSignedCertificate;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Done;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.BusWatch;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;

class ClusterTest {
    private static final Address<Done, Done> HERE = new Address<>("here", Done.class, Done.class);

    private final List<Vertx> nodes = new ArrayList<>();

    private void startNodes(List<Map<String, String>> variables) throws IOException {
        List<Integer> ports = new ArrayList<>();
        for (int index = 0; index < variables.size(); index++) {
            ports.add(freePort());
        }
        String members = ports.stream().map(port -> "127.0.0.1:" + port).collect(Collectors.joining(","));
        for (int index = 0; index < ports.size(); index++) {
            Map<String, String> environment = new HashMap<>(variables.get(index));
            environment.put("PASSERELLE_NAME", "node-" + ports.get(index));
            environment.put("PASSERELLE_CLUSTER_ENABLED", "true");
            environment.put("PASSERELLE_CLUSTER_NAME", "test-" + ports.getFirst());
            environment.put("PASSERELLE_CLUSTER_PORT", String.valueOf(ports.get(index)));
            environment.put("PASSERELLE_CLUSTER_MEMBERS", members);
            NodeConfig config = NodeConfig.load(Optional.empty(), environment);
            nodes.add(await(Cluster.start(config, new PrometheusMeterRegistry(PrometheusConfig.DEFAULT))));
        }
    }

    private static Map<String, String> certified(SelfSignedCertificate own, SelfSignedCertificate authority) {
        return Map.of(
                "PASSERELLE_BUS_TLS_CERTIFICATE", own.certificatePath(),
                "PASSERELLE_BUS_TLS_KEY", own.privateKeyPath(),
                "PASSERELLE_BUS_TLS_AUTHORITY", authority.certificatePath());
    }

    @AfterEach
    void stop() {
        nodes.forEach(node -> await(node.close()));
    }

    private static int freePort() throws IOException {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        }
    }

    private static Bus bus(Vertx node) {
        return new Bus(node, Duration.ofSeconds(5));
    }

    @Test
    void asksAcrossNodesUntilTheAnsweringNodeIsGone() throws IOException {
        startNodes(List.of(Map.of(), Map.of()));
        await(bus(nodes.get(0)).answer(HERE, question -> Future.succeededFuture(new Done())));
        assertEquals(new Done(), await(bus(nodes.get(1)).ask(HERE, new Done())));
        await(nodes.removeFirst().close());
        assertThrows(Unavailable.class, () -> await(bus(nodes.getFirst()).ask(HERE, new Done())));
    }

    @Test
    void aNodeThatAnswersItselfAsksNoOther() throws IOException {
        startNodes(List.of(Map.of(), Map.of()));
        Bus own = bus(nodes.get(0));
        // The other one never answers, as if it were frozen.
        await(bus(nodes.get(1)).answer(HERE, question -> Promise.<Done>promise().future()));
        await(own.answer(HERE, question -> Future.succeededFuture(new Done())));
        for (int each = 0; each < 4; each++) {
            assertEquals(new Done(), await(own.ask(HERE, new Done())));
        }
    }

    @Test
    void noticesThatTheClusterHasLostItsSubscriptions() throws InterruptedException, IOException {
        startNodes(List.of(Map.of(), Map.of()));
        Bus bus = bus(nodes.get(0));
        await(bus.answer(HERE, question -> Future.succeededFuture(new Done())));
        Semaphore lost = new Semaphore(0);
        BusWatch watch = bus.watch();
        await(watch.start(Duration.ofMillis(50), 2, lost::release));
        assertTrue(await(watch.passes()));
        forget(nodes.get(0), HERE.name());
        assertTrue(lost.tryAcquire(10, TimeUnit.SECONDS));
        assertFalse(await(watch.passes()));
    }

    @Test
    void answersOnlyNodesWithACertificateOfTheAuthority() throws IOException {
        SelfSignedCertificate known = SelfSignedCertificate.create("127.0.0.1");
        SelfSignedCertificate stranger = SelfSignedCertificate.create("127.0.0.1");
        startNodes(List.of(certified(known, known), certified(known, known), certified(stranger, known)));
        await(bus(nodes.get(0)).answer(HERE, question -> Future.succeededFuture(new Done())));
        assertEquals(new Done(), await(bus(nodes.get(1)).ask(HERE, new Done())));
        assertThrows(Unavailable.class, () -> await(bus(nodes.get(2)).ask(HERE, new Done())));
        known.delete();
        stranger.delete();
    }

    // What a healed partition can do to a node's subscriptions.
    private static void forget(Vertx node, String address) {
        ClusterManager manager = ((VertxInternal) node).clusterManager();
        Promise<List<RegistrationInfo>> known = Promise.promise();
        manager.getRegistrations(address, known);
        for (RegistrationInfo registration : await(known.future())) {
            Promise<Void> removed = Promise.promise();
            manager.removeRegistration(address, registration, removed);
            await(removed.future());
        }
    }
}
