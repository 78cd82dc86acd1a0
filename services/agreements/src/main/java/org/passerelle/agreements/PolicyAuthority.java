package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds, signs and keeps the bundle of the barrier's version. Any number of authorities may run at once: the first to keep a
 * version's bundle has made it, and none can keep one of a version that the barrier has left. While screening or the database is out of reach there is no new bundle, and so no release.
 */
final class PolicyAuthority {
    private static final Logger LOG = LoggerFactory.getLogger(PolicyAuthority.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final Ed25519Keys keys;
    private final String name;
    private final AtomicReference<@Nullable Future<SignedBundle>> underWay = new AtomicReference<>();

    private final AtomicReference<@Nullable SignedBundle> known = new AtomicReference<>();

    PolicyAuthority(Vertx vertx, Bus bus, Database database, Clock clock, Ed25519Keys keys, String name) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.clock = clock;
        this.keys = keys;
        this.name = name;
    }

    /** The bundle of the version at which the barrier stands, built when nobody has built it yet. */
    Future<SignedBundle> current() {
        Future<SignedBundle> running = underWay.get();
        // One that is being built may have been begun before the barrier rose to where it stands now.
        return running == null ? shared() : running.transform(done -> shared());
    }

    private Future<SignedBundle> shared() {
        Promise<SignedBundle> promise = Promise.promise();
        Future<SignedBundle> running = underWay.compareAndExchange(null, promise.future());
        if (running != null) {
            return running;
        }
        build().onComplete(outcome -> {
            underWay.set(null);
            if (outcome.succeeded()) {
                known.set(outcome.result());
            }
            promise.handle(outcome);
        });
        return promise.future();
    }

    private Future<SignedBundle> build() {
        return database.transaction(this::read).compose(reading -> switch (reading) {
            case Reading.Built built -> Future.succeededFuture(built.bundle());
            case Reading.ToBuild missing -> build(missing.state());
        });
    }

    private sealed interface Reading {
        record Built(SignedBundle bundle) implements Reading {}

        record ToBuild(BundleAssembly.State state) implements Reading {}
    }

    // INVARIANT: the barrier is read before every fact, so that a bundle never lacks a change that its version tells
    // of.
    private Future<Reading> read(SqlConnection transaction) {
        Instant at = clock.instant();
        return transaction
                .query("set transaction isolation level repeatable read read only")
                .execute()
                .compose(set -> Barrier.current(transaction))
                .compose(version -> find(transaction, version)
                        .compose(found -> found.isPresent()
                                ? Future.succeededFuture(new Reading.Built(found.get()))
                                : state(transaction, version, at)));
    }

    // A bundle never changes, so one that is known need not be read again.
    private Future<Optional<SignedBundle>> find(SqlConnection transaction, long version) {
        SignedBundle last = known.get();
        return last != null && last.version() == version
                ? Future.succeededFuture(Optional.of(last))
                : BundleStore.find(transaction, version);
    }

    private Future<Reading> state(SqlConnection transaction, long version, Instant at) {
        return MasterStore.load(transaction)
                .compose(master -> master.isEmpty()
                        ? Future.failedFuture(new Unavailable("policy of an installation without parties"))
                        : AgreementStore.all(transaction, at)
                                .map(agreements -> new Reading.ToBuild(
                                        new BundleAssembly.State(version, master.get(), agreements))));
    }

    private Future<SignedBundle> build(BundleAssembly.State state) {
        return bus.ask(Screening.SNAPSHOT, new Screening.Snapshot())
                .compose(screening -> vertx.executeBlocking(() -> sign(state, screening), false))
                .map(Objects::requireNonNull)
                .compose(made -> database.transaction(transaction ->
                                BundleStore.keep(transaction, made.signed(), made.assembly(), name, clock.instant()))
                        .compose(kept -> switch (kept) {
                            case FIRST -> Future.succeededFuture(announce(made));
                            case SECOND -> winner(state.version());
                            case OVERTAKEN -> build();
                        }));
    }

    private record Made(BundleAssembly assembly, SignedBundle signed) {}

    private Made sign(BundleAssembly.State state, SnapshotAnswer screening) {
        BundleAssembly assembly =
                BundleAssembly.of(state, screening, clock.instant().truncatedTo(ChronoUnit.MICROS));
        String payload = Json.write(assembly.bundle());
        if (!Json.read(payload, Bundle.class).equals(assembly.bundle())) {
            throw new IllegalStateException("the bundle does not read as it was written");
        }
        String signature = keys.sign(payload.getBytes(StandardCharsets.UTF_8));
        return new Made(assembly, new SignedBundle(state.version(), payload, keys.keyId(), signature));
    }

    private SignedBundle announce(Made made) {
        made.assembly()
                .omissions()
                .forEach((agreement, faults) -> LOG.warn(
                        "agreement {} is left out of policy {}: {}",
                        agreement,
                        made.signed().version(),
                        BundleAssembly.reason(faults)));
        made.assembly()
                .faults()
                .forEach(fault -> LOG.warn("policy {}: {}", made.signed().version(), fault.sentence()));
        LOG.info(
                "policy {} built with {} agreements",
                made.signed().version(),
                made.assembly().bundle().agreements().size());
        bus.publish(Hint.POLICY_CHANGED);
        return made.signed();
    }

    private Future<SignedBundle> winner(long version) {
        return database.transaction(transaction -> BundleStore.find(transaction, version))
                .map(Optional::orElseThrow);
    }
}
