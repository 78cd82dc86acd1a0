package org.passerelle.audit.append;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.NetServer;
import io.vertx.core.net.NetSocket;
import java.net.URI;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.audit.LogFixture;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.AppendOutcome.Appended;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;

/** A connection that is open at one end alone: nothing comes of what is said on it, and nothing is heard of that. */
class SilentConnectionTest {

    private final LogFixture log = new LogFixture();
    private final Vertx vertx = Vertx.vertx();
    private volatile boolean silent;
    private final NetServer between = await(vertx.createNetServer()
            .connectHandler(near -> {
                near.pause();
                vertx.createNetClient()
                        .connect(URI.create(log.config.url()).getPort(), "127.0.0.1")
                        .onSuccess(far -> join(near, far));
            })
            .listen(0, "127.0.0.1"));

    private void join(NetSocket near, NetSocket far) {
        near.handler(said -> {
            if (!silent) {
                far.write(said);
            }
        });
        far.handler(said -> {
            if (!silent) {
                near.write(said);
            }
        });
        near.closeHandler(closed -> far.close());
        near.resume();
    }

    private Appender appender(Duration patience) {
        NodeConfig.Postgres config = log.config;
        URI direct = URI.create(config.url());
        Database through = Database.open(
                vertx,
                new NodeConfig.Postgres(
                        "postgresql://127.0.0.1:" + between.actualPort() + direct.getPath(),
                        config.user(),
                        config.password(),
                        config.poolSize(),
                        config.connectTimeout(),
                        config.statementTimeout()),
                "audit");
        return new Appender(through, Clock.systemUTC(), patience);
    }

    @AfterEach
    void close() {
        await(between.close());
        await(vertx.close());
        log.close();
    }

    @Test
    void failsWhatWaitsOnItAndGoesOnWithTheNext() {
        Appender appender = appender(Duration.ofSeconds(2));
        assertInstanceOf(Appended.class, log.append("d-0", 0, "UNOWA"));
        assertInstanceOf(Appended.class, await(appender.append(read("d-1"))));
        silent = true;
        Future<Audit.AppendOutcome> under = appender.append(read("d-2"));
        List<Future<Audit.AppendOutcome>> behind = List.of(appender.append(read("d-3")), appender.append(read("d-4")));
        assertThrows(Unavailable.class, () -> await(under));
        behind.forEach(append -> assertThrows(Unavailable.class, () -> await(append)));
        assertSame(behind.getFirst().cause(), behind.getLast().cause(), "they are not tried one by one");
        silent = false;
        assertInstanceOf(Appended.class, await(appender.append(read("d-5"))));
        assertEquals(3, log.entries("UNOWA").size());
    }

    @Test
    void refusesMoreThanEverWait() {
        Appender appender = appender(Duration.ofSeconds(20));
        assertInstanceOf(Appended.class, await(appender.append(read("d-0"))));
        silent = true;
        List<Future<Audit.AppendOutcome>> appends = new ArrayList<>();
        for (int each = 1; each <= 1 + Appender.MOST_WAITING; each++) {
            appends.add(appender.append(read("d-" + each)));
        }
        appends.forEach(append -> assertFalse(append.isComplete()));
        assertTrue(appender.append(read("one more")).failed());
    }

    private static Audit.Append read(String disclosure) {
        return LogFixture.read(disclosure, 0, "UNOWA");
    }
}
