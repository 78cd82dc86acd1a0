package org.passerelle.node.composition;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.time.Clock;
import java.util.List;
import org.passerelle.node.seed.Seeding;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.cluster.Cluster;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.Migrations;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.health.ManagementServer;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One process of the product: joins the cluster, brings the schemas up to date, seeds an empty database, starts its services. */
public final class Node {
    private static final Logger LOG = LoggerFactory.getLogger(Node.class);

    private final NodeConfig config;
    private final List<Service> services;
    private final Path sample;
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Health health = new Health();
    private final Clock clock = Clock.systemUTC();
    private volatile boolean started;

    public Node(NodeConfig config, List<Service> services, Path sample) {
        this.config = config;
        this.services = List.copyOf(services);
        this.sample = sample;
    }

    /** Completes when every service answers; the result closes the node. */
    public Future<Vertx> start() {
        health.register("started", () -> Future.succeededFuture(started));
        return Cluster.start(config, meters)
                .compose(vertx -> ManagementServer.start(vertx, config.management(), health, meters)
                        .compose(listening -> Migrations.run(vertx, config.database(), schemas()))
                        .compose(migrated -> Seeding.plant(vertx, config, sample, clock.instant()))
                        .compose(seeded -> startServices(vertx))
                        .map(running -> {
                            started = true;
                            LOG.info("node {} runs {}", config.name(), config.services());
                            return vertx;
                        })
                        .onFailure(failed -> vertx.close()));
    }

    // The barrier is shared by all services and comes first; the rest in a fixed order, whichever services run here.
    private static List<String> schemas() {
        return List.of("barrier", "agreements", "screening", "records", "exchange", "audit");
    }

    private Future<Void> startServices(Vertx vertx) {
        var bus = new Bus(vertx, config.bus().askTimeout());
        Future<Void> chain = Future.succeededFuture();
        for (Service service : services) {
            chain = chain.compose(previous -> {
                var database = Database.open(vertx, config.database(), service.name());
                health.register("database-" + service.name(), database::reachable);
                return service.start(new ServiceContext(vertx, bus, database, config, clock, health, meters));
            });
        }
        return chain;
    }
}
