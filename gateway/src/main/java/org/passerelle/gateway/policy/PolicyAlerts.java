package org.passerelle.gateway.policy;

import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.passerelle.core.message.Audit;
import org.passerelle.platform.bus.Bus;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells the operator of policy that was refused: an error in the log, a metric by reason, an entry in the operator's log. */
public final class PolicyAlerts implements PolicyLease.Alerts {
    static final String REFUSED = "passerelle.policy.refused";

    private static final Logger LOG = LoggerFactory.getLogger(PolicyAlerts.class);

    private final String gateway;
    private final Bus bus;
    private final MeterRegistry meters;
    private final AtomicReference<String> last = new AtomicReference<>("");

    public PolicyAlerts(String gateway, Bus bus, MeterRegistry meters) {
        this.gateway = gateway;
        this.bus = bus;
        this.meters = meters;
        for (Suspicion suspicion : Suspicion.values()) {
            counter(suspicion);
        }
    }

    @Override
    public Future<Void> raise(Suspicion suspicion, long version) {
        LOG.error("policy {} is refused: {}; nothing is disclosed under it", version, suspicion.sentence());
        counter(suspicion).increment();
        String detail = suspicion.name() + " at version " + version;
        // The same fault is met at each renewal; the operator's log takes it once.
        if (detail.equals(last.getAndSet(detail))) {
            return Future.succeededFuture();
        }
        return bus.ask(Audit.NOTE, new Audit.Note("policy-refused", gateway, "", detail))
                .onFailure(failure -> {
                    LOG.warn("the operator's log did not hear of it: {}", failure.getMessage());
                    last.compareAndSet(detail, "");
                })
                .mapEmpty();
    }

    private Counter counter(Suspicion suspicion) {
        return Counter.builder(REFUSED)
                .tag("reason", suspicion.name())
                .description("policies that a gateway refused; anything above none is an alert")
                .register(meters);
    }
}
