package org.passerelle.platform.cluster;

import com.hazelcast.config.Config;
import com.hazelcast.config.JoinConfig;
import com.hazelcast.config.NetworkConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxBuilder;
import io.vertx.core.VertxOptions;
import io.vertx.core.eventbus.EventBusOptions;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.net.PemKeyCertOptions;
import io.vertx.core.net.PemTrustOptions;
import io.vertx.micrometer.MicrometerMetricsFactory;
import io.vertx.micrometer.MicrometerMetricsOptions;
import io.vertx.spi.cluster.hazelcast.ConfigUtil;
import io.vertx.spi.cluster.hazelcast.HazelcastClusterManager;
import org.passerelle.platform.config.NodeConfig;

/**
 * Starts Vert.x, alone or clustered. Hazelcast carries subscriptions and nothing else: no content, no secret, no sequence, no lease.
 */
public final class Cluster {
    private Cluster() {}

    public static Future<Vertx> start(NodeConfig config, PrometheusMeterRegistry meters) {
        VertxBuilder builder = Vertx.builder().with(options(config)).withMetrics(new MicrometerMetricsFactory(meters));
        return config.cluster().enabled()
                ? builder.withClusterManager(new HazelcastClusterManager(hazelcast(config)))
                        .buildClustered()
                : Future.succeededFuture(builder.build());
    }

    private static VertxOptions options(NodeConfig config) {
        EventBusOptions bus = new EventBusOptions()
                .setHost(config.bus().host())
                .setPort(config.bus().port());
        bus.setClusterPublicHost(config.bus().host());
        config.bus().tls().ifPresent(tls -> secure(bus, tls));
        return new VertxOptions()
                .setEventBusOptions(bus)
                .setMetricsOptions(new MicrometerMetricsOptions().setEnabled(true));
    }

    // Members of the community edition do not authenticate one another; the event bus does, by certificates.
    private static void secure(EventBusOptions bus, NodeConfig.MutualTls tls) {
        bus.setSsl(true)
                .setKeyCertOptions(
                        new PemKeyCertOptions().setCertPath(tls.certificate()).setKeyPath(tls.key()))
                .setTrustOptions(new PemTrustOptions().addCertPath(tls.authority()))
                .setClientAuth(ClientAuth.REQUIRED);
    }

    private static Config hazelcast(NodeConfig node) {
        Config config = ConfigUtil.loadConfig();
        config.setClusterName(node.cluster().name());
        config.setInstanceName(node.name());
        config.setProperty("hazelcast.logging.type", "slf4j");
        config.setProperty("hazelcast.phone.home.enabled", "false");
        config.setProperty("hazelcast.shutdownhook.enabled", "false");
        // A dead member is missed within 15 s instead of a minute.
        config.setProperty("hazelcast.heartbeat.interval.seconds", "5");
        config.setProperty("hazelcast.max.no.heartbeat.seconds", "15");
        config.setProperty("hazelcast.socket.bind.any", "false");
        NetworkConfig network = config.getNetworkConfig();
        network.setPort(node.cluster().port()).setPortAutoIncrement(false);
        network.setPublicAddress(node.cluster().host() + ":" + node.cluster().port());
        network.getInterfaces().setEnabled(true).addInterface(node.cluster().host());
        JoinConfig join = network.getJoin();
        join.getAutoDetectionConfig().setEnabled(false);
        join.getMulticastConfig().setEnabled(false);
        join.getTcpIpConfig().setEnabled(true).setMembers(node.cluster().members());
        return config;
    }
}
