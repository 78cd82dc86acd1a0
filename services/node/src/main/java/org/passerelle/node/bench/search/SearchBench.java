package org.passerelle.node.bench.search;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.node.process.CannotStart;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.Migrations;
import org.passerelle.platform.health.Health;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;
import org.passerelle.platform.service.ServiceContext;
import org.passerelle.records.ContentSeal;
import org.passerelle.records.RecordsService;
import org.passerelle.records.StoredRows;

/** Fills one store, asks every method the same questions, and compares the answers before any is timed. */
public final class SearchBench {
    /** The smallest first: the private copy of half a large store takes longest. */
    private static final List<Map.Entry<String, Double>> SHARES =
            List.of(Map.entry("least", 0.001), Map.entry("few", 0.05), Map.entry("half", 0.5));

    /** What a recipient sees of all records, as shares of them. */
    public static final List<Double> SEEN =
            SHARES.stream().map(Map.Entry::getValue).toList();

    private static final int AGREEING = 3;
    private static final String READERS = "readers";

    private final String host;
    private final String user;
    private final String password;
    private final String superuser;
    private final PrintStream progress;

    /**
     * @param host of the server, with its port
     * @param user owner of the databases
     * @param superuser password of {@code postgres}
     */
    public SearchBench(String host, String user, String password, String superuser, PrintStream progress) {
        this.host = host;
        this.user = user;
        this.password = password;
        this.superuser = superuser;
        this.progress = progress;
    }

    /**
     * Asks at one size, in a database of its own.
     *
     * @param shares of {@link #SEEN}
     */
    public List<Timing> run(String database, String home, long records, List<Double> shares)
            throws CannotStart, InterruptedException {
        Vertx vertx = Vertx.vertx();
        try (Connection connection = DriverManager.getConnection(
                "jdbc:postgresql://" + host + "/" + database + "?reWriteBatchedInserts=true", "postgres", superuser)) {
            Bus bus = new Bus(vertx, Duration.ofMinutes(5));
            NodeConfig config = NodeConfig.load(
                    Optional.empty(),
                    Map.of(
                            "PASSERELLE_HOME", home,
                            "PASSERELLE_DATABASE_URL", "postgresql://" + host + "/" + database,
                            "PASSERELLE_DATABASE_USER", user,
                            "PASSERELLE_DATABASE_PASSWORD", password,
                            "PASSERELLE_DATABASE_STATEMENT_TIMEOUT", "PT5M"));
            await(Migrations.run(vertx, config.database(), List.of("barrier", "records")));
            Database store = Database.open(vertx, config.database(), "records");
            await(new RecordsService()
                    .start(new ServiceContext(
                            vertx, bus, store, config, Clock.systemUTC(), new Health(), new SimpleMeterRegistry())));
            ContentSeal seal =
                    new ContentSeal(new Seal(WrappingKeys.in(Path.of(home).resolve(WrappingKeys.DIRECTORY))));
            StoredRows stored = new StoredRows(seal);
            if (!PeerTables.exist(connection)) {
                fill(bus, connection, records, seal);
            }
            List<Timing> timings = new ArrayList<>();
            for (Map.Entry<String, Double> share : SHARES) {
                if (!shares.contains(share.getValue())) {
                    continue;
                }
                Visibility visibility = PeerTables.visibility(connection, share.getKey(), share.getValue());
                PeerTables.forget(connection, visibility);
                PeerTables.peers(connection, visibility, READERS);
                progress.printf(
                        "%d records, %s: %d patterns, %d records are seen%n",
                        records, share.getValue(), visibility.patterns().size(), visibility.records());
                Askers askers = await(Askers.of(vertx, bus, config.database(), store, stored, visibility, READERS));
                for (Query query : Query.values()) {
                    timings.addAll(time(askers, records, visibility, query));
                }
                await(askers.close());
                PeerTables.forget(connection, visibility);
            }
            return timings;
        } catch (SQLException failed) {
            throw new CannotStart("the store could not be filled: " + failed.getMessage(), failed);
        } finally {
            await(vertx.close());
        }
    }

    private void fill(Bus bus, Connection connection, long records, ContentSeal seal)
            throws SQLException, CannotStart, InterruptedException {
        if (StoreFill.begun(connection)) {
            throw new CannotStart("the store of %d records was not filled to its end; remove it".formatted(records));
        }
        long begin = System.nanoTime();
        Random random = new Random(1);
        List<Records.Submit> templates = new ArrayList<>();
        for (int number = 0; number < StoreFill.PATTERNS; number++) {
            templates.add(StoreFill.template(number, random));
            await(bus.ask(Records.SUBMIT, templates.getLast()));
        }
        StoreFill.copy(connection, records, seal, templates, progress);
        PeerTables.policies(connection);
        progress.printf("%d records are stored after %d s%n", records, (System.nanoTime() - begin) / 1_000_000_000);
    }

    private List<Timing> time(Askers askers, long records, Visibility visibility, Query query)
            throws CannotStart, InterruptedException {
        Map<Method, Taken> taken = new EnumMap<>(Method.class);
        for (Method method : Method.values()) {
            taken.put(method, new Taken());
        }
        agree(askers, query, taken);
        Random random = new Random(5);
        while (!taken.values().stream().allMatch(Taken::enough)) {
            Filter filter = query.draw(random);
            for (Map.Entry<Method, Taken> each : taken.entrySet()) {
                if (!each.getValue().enough()) {
                    long begin = System.nanoTime();
                    Object answer = await(askers.ask(each.getKey(), query, filter));
                    each.getValue().add(System.nanoTime() - begin, rows(answer));
                }
            }
        }
        List<Timing> timings = new ArrayList<>();
        taken.forEach((method, all) -> timings.add(
                new Timing(records, visibility.share(), query, method, all.micros(), all.first(), all.found())));
        timings.forEach(timing -> progress.printf(
                "%9d %5s %-8s %-12s p50 %8d µs, p99 %8d µs (%d), %d rows%n",
                records,
                visibility.share(),
                query.word(),
                timing.method().word(),
                timing.percentile(50),
                timing.percentile(99),
                timing.micros().size(),
                timing.rows()));
        return timings;
    }

    private static int rows(Object answer) {
        return answer instanceof Collection<?> page ? page.size() : 1;
    }

    /** Who does not answer as the private copy does is not timed; who is slow is asked once. */
    private static void agree(Askers askers, Query query, Map<Method, Taken> taken)
            throws CannotStart, InterruptedException {
        Random random = new Random(7);
        List<Method> asked = new ArrayList<>(List.of(Method.PASSERELLE, Method.RLS, Method.INLINED));
        for (int turn = 0; turn < AGREEING; turn++) {
            Filter filter = query.draw(random);
            Object expected = await(askers.ask(Method.PRIVATE_COPY, query, filter));
            for (Method method : List.copyOf(asked)) {
                long begin = System.nanoTime();
                Object answer = await(askers.ask(method, query, filter));
                long nanos = System.nanoTime() - begin;
                if (!answer.equals(expected)) {
                    throw new CannotStart("%s answers %s otherwise than the private copy: %s"
                            .formatted(method.word(), query.word(), filter));
                }
                if (nanos > Taken.SLOW_NANOS) {
                    asked.remove(method);
                    Optional.ofNullable(taken.get(method)).orElseThrow().add(nanos, rows(answer));
                }
            }
        }
    }

    private static <T> T await(Future<T> future) throws CannotStart, InterruptedException {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.MINUTES);
        } catch (ExecutionException | TimeoutException failed) {
            throw new CannotStart("a question of the benchmark is not answered: " + failed.getMessage(), failed);
        }
    }
}
