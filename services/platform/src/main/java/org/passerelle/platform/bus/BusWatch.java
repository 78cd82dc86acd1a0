package org.passerelle.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.internal.VertxInternal;
import io.vertx.core.spi.cluster.ClusterManager;
import io.vertx.core.spi.cluster.RegistrationInfo;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Watches whether the cluster still knows this node's subscriptions: after a partition heals they can be lost for good (vert.x #4394),
 * and only a restart brings them back.
 */
public final class BusWatch {
    private static final Logger LOG = LoggerFactory.getLogger(BusWatch.class);
    private static final Duration PATIENCE = Duration.ofSeconds(1);

    private final Vertx vertx;
    private final Set<String> answered;
    private final String own = "ping." + UUID.randomUUID();
    private int missed;

    BusWatch(Vertx vertx, Set<String> answered) {
        this.vertx = vertx;
        this.answered = answered;
    }

    /**
     * Looks every {@code interval}; after {@code tolerated} failures in a row {@code lost} runs, which should end the process.
     */
    public Future<Void> start(Duration interval, int tolerated, Runnable lost) {
        return vertx.eventBus()
                .<Buffer>consumer(own, ping -> ping.reply(Buffer.buffer()))
                .completion()
                .onSuccess(known -> vertx.setPeriodic(interval.toMillis(), timer -> look(tolerated, lost)));
    }

    private void look(int tolerated, Runnable lost) {
        passes().onSuccess(passes -> {
            missed = passes ? 0 : missed + 1;
            if (missed == tolerated) {
                LOG.error("the cluster has lost this node's subscriptions");
                lost.run();
            }
        });
    }

    /** Whether a ping to this node comes back and each address that it answers is known to the cluster; never fails. */
    public Future<Boolean> passes() {
        DeliveryOptions options = new DeliveryOptions().setSendTimeout(PATIENCE.toMillis());
        return vertx.eventBus()
                .<Buffer>request(own, Buffer.buffer(), options)
                .compose(pong -> registered())
                .otherwise(false);
    }

    private Future<Boolean> registered() {
        ClusterManager manager = ((VertxInternal) vertx).clusterManager();
        if (manager == null) {
            return Future.succeededFuture(true);
        }
        List<Future<Boolean>> lookups =
                answered.stream().map(address -> registered(manager, address)).toList();
        return Future.all(lookups).map(all -> all.<Boolean>list().stream().allMatch(known -> known));
    }

    private static Future<Boolean> registered(ClusterManager manager, String address) {
        Promise<List<RegistrationInfo>> registrations = Promise.promise();
        manager.getRegistrations(address, registrations);
        return registrations
                .future()
                .map(list -> list.stream().anyMatch(entry -> entry.nodeId().equals(manager.getNodeId())));
    }
}
