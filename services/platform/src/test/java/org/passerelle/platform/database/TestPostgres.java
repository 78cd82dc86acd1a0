package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.platform.config.NodeConfig;

/**
 * A real PostgreSQL for tests: one server in a test process, one fresh database for each {@link #fresh} call.
 *
 * <pre>
 * TestPostgres postgres = TestPostgres.fresh(vertx, "records");
 * Database database = postgres.open(vertx, "records");
 * </pre>
 */
public final class TestPostgres {
    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final Map<List<String>, TestPostgres> MIGRATED = new ConcurrentHashMap<>();

    private final String name;
    private final NodeConfig.Postgres config;

    private TestPostgres(String name, NodeConfig.Postgres config) {
        this.name = name;
        this.config = config;
    }

    /** The server, started when first needed; it ends with the process. */
    private static final class Server {
        static final EmbeddedPostgres POSTGRES = start();

        private static EmbeddedPostgres start() {
            try {
                return EmbeddedPostgres.builder()
                        .setServerConfig("max_connections", "200")
                        .start();
            } catch (IOException failure) {
                throw new UncheckedIOException(failure);
            }
        }
    }

    /** A database that nobody else uses. */
    public static TestPostgres fresh() {
        return createdFrom("template1");
    }

    /** A database that nobody else uses, as the migrations of the schemas leave it: they run once in a test process, and it is copied. */
    public static TestPostgres fresh(Vertx vertx, String... schemas) {
        TestPostgres migrated = MIGRATED.computeIfAbsent(List.of(schemas), first -> fresh().migrated(vertx, schemas));
        return createdFrom(migrated.name);
    }

    private static TestPostgres createdFrom(String template) {
        String name = "test" + COUNT.incrementAndGet();
        try (Connection connection = Server.POSTGRES.getPostgresDatabase().getConnection();
                Statement statement = connection.createStatement()) {
            statement.execute("create database " + name + " template " + template);
        } catch (SQLException failure) {
            throw new IllegalStateException(failure);
        }
        return new TestPostgres(
                name,
                new NodeConfig.Postgres(
                        "postgresql://127.0.0.1:" + Server.POSTGRES.getPort() + "/" + name,
                        "postgres",
                        "postgres",
                        8,
                        Duration.ofSeconds(5),
                        Duration.ofSeconds(20)));
    }

    /** Runs the migrations of the schemas. */
    public TestPostgres migrated(Vertx vertx, String... schemas) {
        await(Migrations.run(vertx, config, List.of(schemas)));
        return this;
    }

    /** Runs the migrations of a schema up to a version, as a database stands that has not seen the later ones. */
    public TestPostgres migratedTo(String schema, String version) {
        Migrations.migrate(config, schema, version);
        return this;
    }

    public NodeConfig.Postgres config() {
        return config;
    }

    public Database open(Vertx vertx, String schema) {
        return Database.open(vertx, config, schema);
    }

    /** Waits for a future on the test's own thread; its failure is thrown as it is when unchecked. */
    public static <T> T await(Future<T> future) {
        try {
            return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof RuntimeException unchecked) {
                throw unchecked;
            }
            throw new CompletionException(failure.getCause());
        } catch (InterruptedException | TimeoutException late) {
            throw new IllegalStateException("no result", late);
        }
    }
}
