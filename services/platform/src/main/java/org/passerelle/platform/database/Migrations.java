package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings schemas up to date from {@code db/<schema>/V1__….sql} on the class path. Nodes that start together wait for one another. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    /** Advisory lock of all nodes that migrate; any constant of our own. */
    private static final long LOCK = 7_277_353_735L;

    private static final String NEWEST = "latest";

    /** What services share that seal; it comes before their own. */
    private static final String SEALS = "seals";

    private Migrations() {}

    /** Migrates the platform's own schema, and then these in the given order, on a worker. */
    public static Future<Void> run(Vertx vertx, NodeConfig.Postgres config, List<String> schemas) {
        return vertx.executeBlocking(() -> {
                    migrate(config, schemas);
                    return schemas;
                })
                .mapEmpty();
    }

    // One lock around everything: even creating a schema twice at once fails.
    private static void migrate(NodeConfig.Postgres config, List<String> schemas) {
        try (Connection connection = DriverManager.getConnection(url(config), config.user(), config.password());
                Statement statement = connection.createStatement()) {
            statement.execute("select pg_advisory_lock(" + LOCK + ")");
            migrate(config, SEALS, NEWEST);
            schemas.forEach(schema -> migrate(config, schema, NEWEST));
        } catch (SQLException failure) {
            LOG.error("the database could not be reached to migrate it: {}", failure.getMessage());
            throw new Unavailable(Database.NAME);
        }
    }

    /** @param version up to which, inclusive */
    static void migrate(NodeConfig.Postgres config, String schema, String version) {
        Flyway.configure(Migrations.class.getClassLoader())
                .dataSource(url(config), config.user(), config.password())
                .schemas(schema)
                .defaultSchema(schema)
                .createSchemas(true)
                .locations("classpath:db/" + schema)
                .target(version)
                .failOnMissingLocations(true)
                .validateMigrationNaming(true)
                .cleanDisabled(true)
                .load()
                .migrate();
    }

    private static String url(NodeConfig.Postgres config) {
        return "jdbc:" + config.url();
    }
}
