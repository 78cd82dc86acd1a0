package org.passerelle.audit.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Vertx;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.message.Audit.AppendOutcome.Appended;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.Migrations;

/** A leaf outlives the server that answered, even one whose default is not to wait for the disk. */
class DurabilityTest {

    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        await(vertx.close());
    }

    @Test
    void aLeafIsDurableBeforeTheAnswer(@TempDir Path directory) throws IOException {
        EmbeddedPostgres server = start(directory);
        Database database = open(server);
        await(Migrations.run(vertx, config(server), List.of("barrier", "audit")));
        await(database.query("create table undurable (id integer)"));
        Appender appender = new Appender(database, Clock.systemUTC());
        assertInstanceOf(Appended.class, await(appender.append(LogFixture.read("d-1", 0, "UNOWA"))));
        // Shows that the server does lose what was not written through.
        await(database.query("insert into undurable values (1)"));
        kill(directory);
        server.close();

        EmbeddedPostgres recovered = start(directory);
        Database after = open(recovered);
        assertEquals(0, count(after, "select count(*) from undurable"));
        assertEquals(
                3, count(after, "select count(*) from entry join node using (log, position) where node.level = 0"));
        assertEquals(1, count(after, "select count(*) from receipt"));
        await(after.close());
        recovered.close();
    }

    private static EmbeddedPostgres start(Path directory) throws IOException {
        return EmbeddedPostgres.builder()
                .setDataDirectory(directory)
                .setCleanDataDirectory(false)
                .setServerConfig("synchronous_commit", "off")
                .setServerConfig("wal_writer_delay", "10s")
                .start();
    }

    private Database open(EmbeddedPostgres server) {
        return Database.open(vertx, config(server), "audit");
    }

    private static NodeConfig.Postgres config(EmbeddedPostgres server) {
        return new NodeConfig.Postgres(
                "postgresql://127.0.0.1:" + server.getPort() + "/postgres",
                "postgres",
                "postgres",
                4,
                Duration.ofSeconds(5),
                Duration.ofSeconds(20));
    }

    /** Ends every process of the server at once, as a crash does. */
    private static void kill(Path directory) throws IOException {
        long pid = Long.parseLong(
                Files.readAllLines(directory.resolve("postmaster.pid")).getFirst());
        ProcessHandle server = ProcessHandle.of(pid).orElseThrow();
        List<ProcessHandle> processes = server.descendants().toList();
        server.destroyForcibly();
        processes.forEach(ProcessHandle::destroyForcibly);
        server.onExit().join();
        processes.forEach(process -> process.onExit().join());
    }

    private static long count(Database database, String sql) {
        return await(database.query(sql)).iterator().next().getLong(0);
    }
}
