package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.pgclient.PgException;
import java.nio.file.Path;
import java.util.List;
import java.util.TreeSet;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.database.Barrier;

final class BarrierTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void changesThatRaiseItAtOnceEachGetAVersionOfTheirOwn() {
        List<Future<Long>> raising = IntStream.range(0, 40)
                .mapToObj(number ->
                        fixture.database.transaction(transaction -> Barrier.raise(transaction, "change " + number)))
                .toList();
        TreeSet<Long> versions = new TreeSet<>();
        raising.forEach(raised -> versions.add(await(raised)));
        assertEquals(LongStream.rangeClosed(1, 40).boxed().toList(), List.copyOf(versions));
        assertEquals(40, fixture.barrier());
        assertEquals(40, fixture.rows("select 1 from barrier.rise").size());
    }

    @Test
    void doesNotRiseWhileALeafIsBeingAppended() {
        Promise<Void> leafWritten = Promise.promise();
        Future<Long> append = hold(leafWritten);
        Future<Long> change = fixture.database.transaction(transaction -> Barrier.raise(transaction, "suspension"));
        fixture.untilWaiting(1);
        assertFalse(change.isComplete());
        leafWritten.complete();
        assertEquals(0, await(append));
        assertEquals(1, await(change));
    }

    @Test
    void letsAWaitingChangeInBeforeLaterLeaves() {
        Promise<Void> leafWritten = Promise.promise();
        Future<Long> append = hold(leafWritten);
        Future<Long> change = fixture.database.transaction(transaction -> Barrier.raise(transaction, "suspension"));
        fixture.untilWaiting(1);
        Future<Long> later = fixture.database.transaction(transaction -> Barrier.hold(transaction, 0));
        fixture.untilWaiting(2);
        leafWritten.complete();
        assertEquals(0, await(append));
        assertEquals(1, await(change));
        assertEquals(1, await(later), "the later leaf sees the change, and is refused");
    }

    @Test
    void doesNotWaitForAHolderThatHasFallenSilent() {
        Promise<Void> silence = Promise.promise();
        Future<Long> append = hold(silence);
        Future<Long> change = fixture.database.transaction(transaction -> Barrier.raise(transaction, "suspension"));
        assertEquals(1, await(change), "long before the general limit of statements");
        silence.complete();
        assertThrows(RuntimeException.class, () -> await(append), "what the silent one had begun is rolled back");
    }

    @Test
    void doesNotRiseWhenTheChangeIsRolledBack() {
        Future<Object> change = fixture.database.transaction(transaction ->
                Barrier.raise(transaction, "suspension").compose(raised -> Future.failedFuture(new Refused())));
        assertThrows(Refused.class, () -> await(change));
        assertEquals(0, fixture.barrier());
    }

    @Test
    void neverSinksAndNeverForgets() {
        fixture.raise();
        for (String sql : List.of(
                "update barrier.state set version = 0",
                "delete from barrier.state",
                "truncate barrier.state",
                "delete from barrier.rise",
                "update barrier.rise set reason = 'nothing'")) {
            assertThrows(PgException.class, () -> await(fixture.database.query(sql)), sql);
        }
        assertEquals(1, fixture.barrier());
    }

    private Future<Long> hold(Promise<Void> until) {
        Promise<Void> holding = Promise.promise();
        Future<Long> append = fixture.database.transaction(transaction -> Barrier.hold(transaction, 0)
                .onSuccess(held -> holding.complete())
                .compose(held -> until.future().map(held)));
        await(holding.future());
        return append;
    }

    private static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;
    }
}
