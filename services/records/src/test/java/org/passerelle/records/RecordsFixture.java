package org.passerelle.records;

import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.StatementLog;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.service.ServiceContext;

/** The service on a real database and event bus; whoever waits for the barrier is answered at once, and noted. */
final class RecordsFixture implements AutoCloseable {
    final StatementLog statements = new StatementLog();
    final Vertx vertx = statements.vertx();
    final Bus bus = new Bus(vertx, Duration.ofSeconds(20));
    final List<Long> awaited = new CopyOnWriteArrayList<>();
    final List<Audit.Note> notes = new CopyOnWriteArrayList<>();
    final TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "records");
    final Database database = postgres.open(vertx, "records");
    final Path home = directory();

    RecordsFixture() {
        await(bus.answer(Policy.AWAIT, question -> {
            awaited.add(question.version());
            return Future.succeededFuture(new Done());
        }));
        await(bus.answer(Audit.NOTE, note -> {
            notes.add(note);
            return Future.succeededFuture(new Done());
        }));
        await(new RecordsService()
                .start(new ServiceContext(
                        vertx,
                        bus,
                        database,
                        NodeConfig.load(Optional.empty(), Map.of("PASSERELLE_HOME", home.toString())),
                        Clock.systemUTC(),
                        new Health(),
                        new SimpleMeterRegistry())));
    }

    private static Path directory() {
        try {
            return Files.createTempDirectory("records");
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }

    <Q, A> A ask(Address<Q, A> address, Q question) {
        return await(bus.ask(address, question));
    }

    String submit(Records.Submit submit) {
        return switch (ask(Records.SUBMIT, submit)) {
            case Records.SubmitOutcome.Stored stored -> stored.recordId();
            case Records.SubmitOutcome.KeyReused reused -> throw new AssertionError(reused);
        };
    }

    StoredRecord found(String recordId) {
        return switch (ask(Records.GATHER, new Records.Gather(recordId, Optional.empty()))) {
            case Records.Gathered.Found found -> found.record();
            case Records.Gathered.Absent absent -> throw new AssertionError(absent);
        };
    }

    /** How many rows of which tables hold a text, in clear or as bytes. */
    Map<String, Long> holding(String text) {
        Map<String, Long> holding = new TreeMap<>();
        for (Row table : await(database.query("""
                select table_name from information_schema.tables
                where table_schema = current_schema() and table_type = 'BASE TABLE'
                """))) {
            String name = table.getString(0);
            long rows = await(database.query("select count(*) from " + name + """
                             as t where position(lower($1) in lower(t::text)) > 0
                                or position(encode(convert_to($1, 'UTF8'), 'hex') in t::text) > 0
                            """, text))
                    .iterator()
                    .next()
                    .getLong(0);
            if (rows > 0) {
                holding.put(name, rows);
            }
        }
        return holding;
    }

    long count(String table) {
        return await(database.query("select count(*) from " + table))
                .iterator()
                .next()
                .getLong(0);
    }

    long barrier() {
        return await(database.query("select version from barrier.state"))
                .iterator()
                .next()
                .getLong(0);
    }

    @Override
    public void close() {
        await(vertx.close());
        try (Stream<Path> files = Files.walk(home)) {
            files.sorted(Comparator.reverseOrder())
                    .forEach(file -> file.toFile().delete());
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
