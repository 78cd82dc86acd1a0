package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetClientOptions;
import io.vertx.pgclient.PgBuilder;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.sqlclient.Pool;
import io.vertx.sqlclient.PoolOptions;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.Arrays;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;

/**
 * A service's own schema in PostgreSQL. Whatever keeps it from being reached, or from answering in time, is {@link Unavailable};
 * other errors of the server arrive as they are.
 */
public final class Database {
    /** Name under which {@link Unavailable} tells of the database. */
    public static final String NAME = "database";

    private static final int ATTEMPTS = 3;
    private static final int KEPT_PLANS = 64;

    private final Vertx vertx;
    private final String schema;
    private final PgConnectOptions options;
    private final NodeConfig.Postgres config;
    private final Pool pool;
    private final List<Database> further = new CopyOnWriteArrayList<>();

    private Database(Vertx vertx, String schema, PgConnectOptions options, NodeConfig.Postgres config, Pool pool) {
        this.vertx = vertx;
        this.schema = schema;
        this.options = options;
        this.config = config;
        this.pool = pool;
    }

    /** Opens a pool on {@code schema}; connections are made when they are needed. */
    public static Database open(Vertx vertx, NodeConfig.Postgres config, String schema) {
        return open(vertx, config, schema, connect(config, schema), config.poolSize());
    }

    /**
     * Half as many connections more, on which a statement is planned once, whatever its parameters: for statements that say themselves
     * in which order rows are looked at, and of which the planning would take longer than the answer. They are closed with these.
     *
     * @param longest after which the server ends a statement, where that is sooner than for others: nobody waits for its answer any more
     */
    public Database planningOnce(Duration longest) {
        PgConnectOptions once = connect(config, schema);
        Map<String, String> properties = new HashMap<>(once.getProperties());
        properties.put("plan_cache_mode", "force_generic_plan");
        // A plan may be made while a table is empty, and is kept.
        properties.put("enable_seqscan", "off");
        properties.put("max_parallel_workers_per_gather", "0");
        properties.put("jit", "off");
        if (longest.compareTo(config.statementTimeout()) < 0) {
            properties.put("statement_timeout", Long.toString(longest.toMillis()));
        }
        // Longer statements are the ones that are long to plan; by default they are not kept. Each costs the server
        // some
        // hundred kilobytes on each connection.
        once.setProperties(properties)
                .setPreparedStatementCacheSqlLimit(Integer.MAX_VALUE)
                .setPreparedStatementCacheMaxSize(KEPT_PLANS);
        Database database = open(vertx, config, schema, once, Math.max(1, config.poolSize() / 2));
        further.add(database);
        return database;
    }

    private static Database open(
            Vertx vertx, NodeConfig.Postgres config, String schema, PgConnectOptions options, int connections) {
        PoolOptions size = new PoolOptions()
                .setMaxSize(connections)
                .setConnectionTimeout((int) config.connectTimeout().toMillis())
                .setConnectionTimeoutUnit(TimeUnit.MILLISECONDS)
                .setMaxWaitQueueSize(1_000);
        Pool pool = PgBuilder.pool()
                .connectingTo(options)
                .with(size)
                .with(new NetClientOptions().setTcpKeepAlive(true))
                .using(vertx)
                .build();
        return new Database(vertx, schema, options, config, pool);
    }

    private static PgConnectOptions connect(NodeConfig.Postgres config, String schema) {
        PgConnectOptions options = PgConnectOptions.fromUri(config.url());
        Map<String, String> properties = new HashMap<>(options.getProperties());
        properties.put("search_path", schema);
        properties.put("application_name", "passerelle-" + schema);
        properties.put(
                "statement_timeout", Long.toString(config.statementTimeout().toMillis()));
        properties.put(
                "idle_in_transaction_session_timeout",
                Long.toString(config.statementTimeout().toMillis()));
        options.setProperties(properties)
                .setUser(config.user())
                .setPassword(config.password())
                .setCachePreparedStatements(true)
                // One statement at a time on a connection: a failed statement must not take its successors with it.
                .setPipeliningLimit(1);
        return options;
    }

    public String schema() {
        return schema;
    }

    /** After which the server ends a statement by itself; whether it still can be heard is another question. */
    public Duration statementTimeout() {
        return config.statementTimeout();
    }

    /** One statement with bound parameters ({@code $1} …), on a connection of its own. */
    public Future<RowSet<Row>> query(String sql, @Nullable Object... parameters) {
        return run(pool, sql, parameters).recover(DatabaseFaults::translated);
    }

    /** The same, within a transaction. */
    public static Future<RowSet<Row>> run(SqlClient client, String sql, @Nullable Object... parameters) {
        return client.preparedQuery(sql).execute(Tuple.from(Arrays.asList(parameters)));
    }

    /** One statement for each tuple; all or nothing only within a transaction. */
    public static Future<RowSet<Row>> runEach(SqlClient client, String sql, List<Tuple> rows) {
        return rows.isEmpty()
                ? client.query("select 1 where false").execute()
                : client.preparedQuery(sql).executeBatch(rows);
    }

    /**
     * Work in one transaction: committed when it succeeds, else rolled back whole. Serialization failures and deadlocks run it
     * again, so it must not act outside the transaction.
     */
    public <T> Future<T> transaction(Function<SqlConnection, Future<T>> work) {
        return attempt(work, 1).recover(DatabaseFaults::translated);
    }

    @SuppressWarnings("NullAway") // what comes out is what the work put in
    private <T> Future<T> attempt(Function<SqlConnection, Future<T>> work, int attempt) {
        return pool.withTransaction(work)
                .recover(failure -> attempt < ATTEMPTS && DatabaseFaults.worthAnotherTry(failure)
                        ? attempt(work, attempt + 1)
                        : Future.failedFuture(failure));
    }

    /** Whether it answers; never fails. */
    public Future<Boolean> reachable() {
        return query("select 1").map(true).otherwise(false);
    }

    /** Runs {@code reaction} on each notification of {@code channel}, and each time the connection was (re)made: some may be lost. */
    public Listening listen(String channel, Runnable reaction) {
        return Listening.start(vertx, options, channel, reaction);
    }

    public Future<Void> close() {
        return Future.join(further.stream().map(Database::close).toList()).transform(closed -> pool.close());
    }
}
