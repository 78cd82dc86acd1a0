package org.passerelle.agreements;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.platform.database.Database;

/** How many agreements the newest bundle lacks, and how many faults there are beside; anything above none is an alert. */
final class PolicyGauges {
    static final String OMITTED = "passerelle.policy.agreements.omitted";
    static final String FAULTS = "passerelle.policy.faults";

    private final Database database;
    private final AtomicLong version = new AtomicLong();
    private final AtomicLong omitted = new AtomicLong();
    private final AtomicLong faults = new AtomicLong();

    PolicyGauges(Database database, MeterRegistry meters) {
        this.database = database;
        Gauge.builder(OMITTED, omitted, AtomicLong::get)
                .description("agreements that are at fault and therefore not in the policy in force")
                .register(meters);
        Gauge.builder(FAULTS, faults, AtomicLong::get)
                .description("faults of parties, units, accounts, groups, words, settings and screening")
                .register(meters);
    }

    /** Looks at a bundle, whichever authority built it. */
    Future<Void> look(SignedBundle bundle) {
        return bundle.version() == version.get()
                ? Future.succeededFuture()
                : FaultStore.count(database, bundle.version()).map(count -> {
                    version.set(bundle.version());
                    omitted.set(count.omissions());
                    faults.set(count.faults());
                    return null;
                });
    }
}
