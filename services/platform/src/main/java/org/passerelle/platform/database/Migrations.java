package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.List;
import org.flywaydb.core.Flyway;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Brings schemas up to date from {@code db/<schema>/V1__….sql} on the class path. Nodes that start together wait for one another. */
public final class Migrations {
    private static final Logger LOG = LoggerFactory.getLogger(Migrations.class);

    private Migrations() {}

    /** Migrates the schemas in the given order, on a worker. */
    public static Future<Void> run(Vertx vertx, NodeConfig.Postgres config, List<String> schemas) {
        return vertx.executeBlocking(() -> {
                    schemas.forEach(schema -> migrate(config, schema));
                    return schemas;
                })
                .mapEmpty();
    }

    private static void migrate(NodeConfig.Postgres config, String schema) {
        try {
            Flyway.configure(Migrations.class.getClassLoader())
                    .dataSource("jdbc:" + config.url(), config.user(), config.password())
                    .schemas(schema)
                    .defaultSchema(schema)
                    .createSchemas(true)
                    .locations("classpath:db/" + schema)
                    .failOnMissingLocations(true)
                    .validateMigrationNaming(true)
                    .cleanDisabled(true)
                    .connectRetries(5)
                    .connectRetriesInterval(1)
                    .load()
                    .migrate();
        } catch (org.flywaydb.core.internal.exception.FlywaySqlException failure) {
            LOG.error("schema {} could not be migrated", schema, failure);
            throw new Unavailable(Database.NAME);
        }
    }
}
