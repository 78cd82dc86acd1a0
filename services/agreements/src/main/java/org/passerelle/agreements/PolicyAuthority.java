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
import org.passerelle.agreements.BundleStore.Made;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Chunks;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsWriter;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Builds, signs and keeps the bundle of the barrier's version. Any number of authorities may run at once: the first to keep a
 * version's bundle has made it, and none can keep one of a version that the barrier has left. While screening or the database is out of reach there is no new bundle, and so no release.
 */
final class PolicyAuthority {
    /** How long an authority leaves the building of a bundle to the one where the change was made. */
    static final long BUILD_AFTER_MILLIS = 100;

    private static final Logger LOG = LoggerFactory.getLogger(PolicyAuthority.class);

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final Ed25519Keys keys;
    private final String name;
    private final PartsWriter<Chunk> writer = new PartsWriter<>(Chunk.class);
    private final AtomicReference<@Nullable Future<SignedBundle>> underWay = new AtomicReference<>();

    private final AtomicReference<@Nullable SignedBundle> known = new AtomicReference<>();
    private final AtomicReference<Promise<Void>> next = new AtomicReference<>(Promise.promise());

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

    /** Hears of bundles that other authorities have built. */
    Future<Void> listen() {
        return bus.onHint(
                Hint.POLICY_CHANGED, () -> next.getAndSet(Promise.promise()).tryComplete());
    }

    /** Completes when any authority next builds a bundle; the hint may be lost. */
    Future<Void> next() {
        return next.get().future();
    }

    /** The bundle of where the barrier stands when {@code next} has completed: whoever raised it builds it, and this one if nobody does. */
    Future<SignedBundle> after(Future<Void> next) {
        return patiently(next).compose(passed -> current());
    }

    private Future<Void> patiently(Future<Void> next) {
        Promise<Void> passed = Promise.promise();
        long timer = vertx.setTimer(BUILD_AFTER_MILLIS, fired -> passed.tryComplete());
        next.onComplete(built -> passed.tryComplete());
        return passed.future().onComplete(done -> vertx.cancelTimer(timer));
    }

    /** A bundle that was built, of this version. */
    Future<SignedBundle> built(long version) {
        SignedBundle last = known.get();
        return last != null && last.version() == version
                ? Future.succeededFuture(last)
                : BundleStore.find(database, version)
                        .compose(found -> found.map(Future::succeededFuture)
                                .orElseGet(() -> Future.failedFuture(new Unavailable("bundle " + version))));
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
            case Reading.ToBuild missing -> build(missing.state(), missing.screening());
        });
    }

    private sealed interface Reading {
        record Built(SignedBundle bundle) implements Reading {}

        record ToBuild(BundleAssembly.State state, Future<SnapshotAnswer> screening) implements Reading {}
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
        // Screening reads meanwhile: later than the barrier, so it lacks nothing of this version either.
        Future<SnapshotAnswer> screening = bus.ask(Screening.SNAPSHOT, new Screening.Snapshot());
        return MasterStore.load(transaction)
                .compose(master -> master.isEmpty()
                        ? Future.failedFuture(new Unavailable("policy of an installation without parties"))
                        : AgreementStore.all(transaction, at)
                                .map(agreements -> new Reading.ToBuild(
                                        new BundleAssembly.State(version, master.get(), agreements), screening)));
    }

    private Future<SignedBundle> build(BundleAssembly.State state, Future<SnapshotAnswer> answering) {
        Future<Void> others = next();
        return answering
                .compose(screening -> vertx.executeBlocking(() -> sign(state, screening), false))
                .map(Objects::requireNonNull)
                .compose(made -> database.transaction(
                                transaction -> BundleStore.keep(transaction, made, name, clock.instant()))
                        .compose(kept -> switch (kept) {
                            case FIRST -> Future.succeededFuture(announce(made));
                            case SECOND -> winner(state.version());
                            case OVERTAKEN -> patiently(others).compose(passed -> build());
                        }));
    }

    private Made sign(BundleAssembly.State state, SnapshotAnswer screening) {
        BundleAssembly assembly =
                BundleAssembly.of(state, screening, clock.instant().truncatedTo(ChronoUnit.MICROS));
        PartsWriter.Written written =
                writer.write(assembly.bundle().version(), assembly.bundle().issuedAt(), Chunks.of(assembly.bundle()));
        String payload = written.payload();
        String signature = keys.sign(payload.getBytes(StandardCharsets.UTF_8));
        return new Made(assembly, new SignedBundle(state.version(), payload, keys.keyId(), signature), written.texts());
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
        return BundleStore.find(database, version).map(Optional::orElseThrow);
    }
}
