package org.passerelle.platform.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgException;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;

class DatabaseTest {
    private static final Vertx VERTX = Vertx.vertx();
    private static final TestPostgres POSTGRES = TestPostgres.fresh();
    private static Database database = POSTGRES.open(VERTX, "sample");

    @BeforeAll
    static void migrate() {
        POSTGRES.migrated(VERTX, "sample");
    }

    @AfterAll
    static void close() {
        await(VERTX.close());
    }

    private static long count() {
        return await(database.query("select count(*) from item").map(DatabaseTest::number));
    }

    private static long number(RowSet<Row> rows) {
        return rows.iterator().next().getLong(0);
    }

    @Test
    void worksInItsOwnSchema() {
        assertEquals(
                "sample",
                await(database.query("select current_schema()"))
                        .iterator()
                        .next()
                        .getString(0));
    }

    @Test
    void migratesOnceHoweverManyNodesStart() {
        NodeConfig.Postgres config = TestPostgres.fresh().config();
        await(Future.all(IntStream.range(0, 4)
                .mapToObj(node -> Migrations.run(VERTX, config, List.of("sample")))
                .toList()));
        await(Migrations.run(VERTX, config, List.of("sample")));
    }

    @Test
    void plansAStatementOnceHoweverLongItIs() {
        Database planning = POSTGRES.open(VERTX, "sample");
        String sql = "select /* %s */ id from item where id = $1".formatted("long ".repeat(1_000));
        long kept = await(planning.planningOnce(planning.statementTimeout())
                .transaction(connection -> Database.run(connection, sql, 1)
                        .compose(first -> Database.run(connection, sql, 2))
                        .compose(
                                second -> Database.run(
                                        connection,
                                        "select generic_plans from pg_prepared_statements where statement like 'select /* long%'"))
                        .map(DatabaseTest::number)));
        // Both times by the plan that was kept.
        assertEquals(2, kept);
        await(planning.close());
    }

    @Test
    void endsAStatementWhenNobodyWaitsForItAnyMore() {
        Database hasty = POSTGRES.open(VERTX, "sample");
        Database planned = hasty.planningOnce(Duration.ofMillis(200));
        assertThrows(Unavailable.class, () -> await(planned.query("select pg_sleep(10)")));
        await(hasty.close());
    }

    @Test
    void commitsAWholeTransactionOrNothing() {
        long before = count();
        await(database.transaction(connection -> Database.run(connection, "insert into item (name) values ($1)", "one")
                .compose(one -> Database.run(connection, "insert into item (name) values ($1)", "two"))));
        assertEquals(before + 2, count());
        PgException refused = assertThrows(
                PgException.class,
                () -> await(database.transaction(
                        connection -> Database.run(connection, "insert into item (name) values ($1)", "three")
                                .compose(three -> Database.run(
                                        connection, "insert into item (name) values ($1)", (Object) null)))));
        assertEquals("23502", refused.getSqlState());
        assertThrows(
                IllegalStateException.class,
                () -> await(database.transaction(
                        connection -> Database.run(connection, "insert into item (name) values ($1)", "four")
                                .<Long>map(four -> {
                                    throw new IllegalStateException("a bug");
                                }))));
        assertEquals(before + 2, count());
    }

    @Test
    void runsATransactionAgainAfterADeadlock() {
        await(database.query("insert into item (id, name) values (-1, 'a'), (-2, 'b')"));
        AtomicInteger runs = new AtomicInteger();
        Promise<Void> bothHold = Promise.promise();
        AtomicInteger holding = new AtomicInteger();
        Future<Void> one = lockBoth(-1, -2, runs, holding, bothHold);
        Future<Void> other = lockBoth(-2, -1, runs, holding, bothHold);
        await(Future.all(one, other));
        // The one that was rolled back may meet the other once more before both are through.
        assertTrue(runs.get() >= 3, () -> runs + " runs");
    }

    private static Future<Void> lockBoth(
            int first, int second, AtomicInteger runs, AtomicInteger holding, Promise<Void> bothHold) {
        String lock = "select 1 from item where id = $1 for update";
        return database.transaction(connection -> {
            runs.incrementAndGet();
            return Database.run(connection, lock, (long) first)
                    .compose(held -> {
                        if (holding.incrementAndGet() == 2) {
                            bothHold.tryComplete();
                        }
                        return bothHold.future();
                    })
                    .compose(both -> Database.run(connection, lock, (long) second))
                    .mapEmpty();
        });
    }

    @Test
    void isUnavailableWhenTheServerCannotBeReached() {
        Database nowhere = Database.open(VERTX, with("postgresql://127.0.0.1:1/none", "postgres"), "sample");
        Unavailable fault = assertThrows(Unavailable.class, () -> await(nowhere.query("select 1")));
        assertEquals("database", fault.what());
        assertThrows(Unavailable.class, () -> await(nowhere.transaction(c -> Database.run(c, "select 1"))));
        assertFalse(await(nowhere.reachable()));
        assertTrue(await(database.reachable()));
    }

    @Test
    void isUnavailableWhenTheDatabaseIsAbsent() {
        String url = POSTGRES.config().url().replaceAll("/[^/]*$", "/absent");
        Database absent = Database.open(VERTX, with(url, "postgres"), "sample");
        assertFalse(await(absent.reachable()));
        assertThrows(Unavailable.class, () -> await(Migrations.run(VERTX, with(url, "postgres"), List.of("sample"))));
    }

    @Test
    void isUnavailableWhenAStatementTakesTooLong() {
        NodeConfig.Postgres hasty = new NodeConfig.Postgres(
                POSTGRES.config().url(), "postgres", "postgres", 2, Duration.ofSeconds(2), Duration.ofMillis(100));
        Database database = Database.open(VERTX, hasty, "sample");
        assertThrows(Unavailable.class, () -> await(database.query("select pg_sleep(5)")));
        assertTrue(await(database.reachable()));
    }

    @Test
    void comesBackAfterItsConnectionsWereCut() throws InterruptedException {
        Semaphore woken = new Semaphore(0);
        Listening listening = database.listen("sample", woken::release);
        await(listening.connected());
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS));
        await(database.query("select pg_notify('sample', 'x')"));
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS));
        TestPostgres.fresh()
                .open(VERTX, "public")
                .query(
                        "select pg_terminate_backend(pid) from pg_stat_activity where application_name = 'passerelle-sample'")
                .toCompletionStage()
                .toCompletableFuture()
                .join();
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS), "the listener says that it may have missed some");
        woken.drainPermits();
        await(database.query("select pg_notify('sample', 'x')")
                .recover(cut -> database.query("select pg_notify('sample', 'x')")));
        assertTrue(woken.tryAcquire(5, TimeUnit.SECONDS));
        await(listening.close());
    }

    private static NodeConfig.Postgres with(String url, String user) {
        return new NodeConfig.Postgres(url, user, "postgres", 2, Duration.ofSeconds(2), Duration.ofSeconds(2));
    }
}
