package org.passerelle.agreements;

import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.BooleanSupplier;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Policy.SignedBundle;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.service.ServiceContext;

/** A database of its own, a bus on which screening and audit answer, and a clock for leases that stands until it is moved. */
final class AuthorityFixture implements AutoCloseable {
    final SampleWorld world = new SampleWorld();
    private volatile boolean screening = true;
    final Vertx vertx = Vertx.vertx();
    final Bus bus = new Bus(vertx, Duration.ofSeconds(2));
    final TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "agreements");
    final Database database = postgres.open(vertx, "agreements");
    final Ed25519Keys keys = Ed25519Keys.generate();
    final List<Audit.Note> notes = new CopyOnWriteArrayList<>();
    final SimpleMeterRegistry meters = new SimpleMeterRegistry();
    private final Path home;
    private volatile Instant now = SampleWorld.NOW;

    AuthorityFixture(Path home) {
        this.home = home;
        await(database.query("create table lease_instant (at timestamptz not null)"));
        await(database.query("insert into lease_instant values ('2026-03-01T12:00:00Z')"));
        await(database.query("""
                create or replace function lease_clock() returns timestamptz language sql volatile as
                'select at from agreements.lease_instant'
                """));
    }

    /** Moves the clock by which leases end. */
    void pass(Duration time) {
        await(database.query("update lease_instant set at = at + $1 * interval '1 millisecond'", time.toMillis()));
    }

    /** The bundle in force at the barrier's version. */
    Bundle inForce() {
        return await(new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle).newest());
    }

    /** What an authority that is not on the bus has built. */
    Bundle read(SignedBundle signed) {
        await(bus.answer(
                Policy.PARTS, ask -> BundleStore.parts(database, ask.hashes()).map(Policy.PartTexts::new)));
        return await(new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle)
                .read(Json.read(signed.payload(), Manifest.class)));
    }

    void screeningAnswers() {
        await(bus.answer(
                Screening.SNAPSHOT,
                ask -> screening
                        ? Future.succeededFuture(new SnapshotAnswer(List.of(), List.of(), List.of()))
                        : Future.failedFuture("silent")));
    }

    void screeningFails() {
        screening = false;
    }

    void auditAnswers() {
        await(bus.answer(Audit.NOTE, note -> {
            notes.add(note);
            return Future.succeededFuture(new Done());
        }));
    }

    void seed(Agreement... agreements) {
        await(AgreementsSeed.seedIfEmpty(database, world.master(), List.of(agreements), SampleWorld.NOW));
    }

    /** The service, as a node would run it. */
    void startService() {
        await(new AgreementsService().start(context()));
    }

    private ServiceContext context() {
        return new ServiceContext(vertx, bus, database, config(), movable(), new Health(), meters);
    }

    NodeConfig config() {
        return NodeConfig.load(Optional.empty(), Map.of("PASSERELLE_HOME", home.toString()));
    }

    /** Moves the clock by which agreements live. */
    void liveUntil(Instant later) {
        now = later;
    }

    private Clock movable() {
        return new Clock() {
            @Override
            public java.time.ZoneId getZone() {
                return ZoneOffset.UTC;
            }

            @Override
            public Clock withZone(java.time.ZoneId zone) {
                return this;
            }

            @Override
            public Instant instant() {
                return now;
            }
        };
    }

    static Clock clock() {
        return Clock.fixed(SampleWorld.NOW, ZoneOffset.UTC);
    }

    /** An authority as another node would have it: own pool, same key. */
    PolicyAuthority authority(String name) {
        return new PolicyAuthority(vertx, bus, postgres.open(vertx, "agreements"), clock(), keys, name);
    }

    /** Leases as another node would give them. */
    Leases leases(String name) {
        Leases leases = new Leases(vertx, bus, postgres.open(vertx, "agreements"), authority(name), config().policy());
        await(leases.listen());
        return leases;
    }

    long raise() {
        return await(raising());
    }

    Future<Long> raising() {
        return database.transaction(transaction -> Barrier.raise(transaction, "test"));
    }

    long barrier() {
        return await(database.transaction(Barrier::current));
    }

    List<Row> rows(String sql, Object... parameters) {
        List<Row> rows = new ArrayList<>();
        await(database.query(sql, parameters)).forEach(rows::add);
        return rows;
    }

    /** Looks again, each time after a round trip to the database, until it is so. */
    void until(BooleanSupplier so) {
        Instant patience = Instant.now().plusSeconds(20);
        while (!so.getAsBoolean()) {
            if (Instant.now().isAfter(patience)) {
                throw new AssertionError("it never became so");
            }
            await(database.query("select pg_sleep(0.01)"));
        }
    }

    /** Waits until so many transactions wait for a lock in this database. */
    void untilWaiting(int transactions) {
        until(() -> rows("""
                select count(distinct l.pid) as waiting from pg_locks l join pg_stat_activity a on a.pid = l.pid
                where not l.granted and a.datname = current_database()
                """).getFirst().getLong("waiting") >= transactions);
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
