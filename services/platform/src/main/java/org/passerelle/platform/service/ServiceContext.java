package org.passerelle.platform.service;

import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Vertx;
import java.time.Clock;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.health.Health;

/**
 * What a node gives a service.
 *
 * @param database the service's own schema
 * @param clock the only source of time
 */
public record ServiceContext(
        Vertx vertx, Bus bus, Database database, NodeConfig config, Clock clock, Health health, MeterRegistry meters) {}
