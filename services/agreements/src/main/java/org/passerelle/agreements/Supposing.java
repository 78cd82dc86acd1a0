package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.core.message.Agreements.Suppose;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;

/** Builds the policy as it is and as it would be; neither is signed, kept or leased. */
final class Supposing {
    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Clock clock;

    Supposing(Vertx vertx, Bus bus, Database database, Clock clock) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.clock = clock;
    }

    Future<Supposed> suppose(Suppose ask) {
        Instant at = clock.instant();
        return database.transaction(transaction -> read(transaction, ask, at))
                .compose(found -> found.map(things -> bus.ask(Screening.SNAPSHOT, new Screening.Snapshot())
                                .compose(screening -> compared(ask, things, screening, at)))
                        .orElseGet(() -> Future.succeededFuture(new Supposed.Absent())));
    }

    private record Things(BundleAssembly.State state, AgreementLife life) {}

    private static Future<Optional<Things>> read(SqlConnection transaction, Suppose ask, Instant at) {
        return transaction
                .query("set transaction isolation level repeatable read read only")
                .execute()
                .compose(set -> Barrier.current(transaction))
                .compose(version -> MasterStore.load(transaction)
                        .compose(master -> AgreementStore.all(transaction, at)
                                .compose(agreements -> AgreementStore.life(transaction, ask.agreement())
                                        .map(life -> life.map(found -> new Things(
                                                new BundleAssembly.State(
                                                        version,
                                                        master.orElseThrow(() -> new Unavailable(
                                                                "policy of an installation without parties")),
                                                        agreements),
                                                found))))));
    }

    private Future<Supposed> compared(Suppose ask, Things things, SnapshotAnswer screening, Instant at) {
        return vertx.executeBlocking(
                        () -> new Supposition(ask, things.state(), things.life(), screening, at).supposed(), false)
                .map(Objects::requireNonNull);
    }
}
