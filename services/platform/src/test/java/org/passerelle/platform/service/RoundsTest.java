package org.passerelle.platform.service;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

final class RoundsTest {
    private static final int BATCHES = 50_000;

    private final Vertx vertx = Vertx.vertx();
    private final AtomicInteger left = new AtomicInteger(BATCHES);

    @AfterEach
    void close() {
        await(vertx.close());
    }

    private Future<Integer> later() {
        Promise<Integer> batch = Promise.promise();
        vertx.runOnContext(now -> batch.complete(left.getAndDecrement()));
        return batch.future();
    }

    @Test
    void howeverManyBatchesThereAreTheyComplete() {
        await(Rounds.untilNone(this::later));
        assertEquals(-1, left.get());
    }

    @Test
    void batchesThatAreDoneAtOnceCompleteToo() {
        await(Rounds.untilNone(() -> Future.succeededFuture(left.getAndDecrement())));
        assertEquals(-1, left.get());
    }

    @Test
    void endsWithTheFirstBatchThatFailsOrCannotBeBegun() {
        List<Supplier<Future<Integer>>> faulty = List.of(
                () -> later().compose(made -> Future.failedFuture("no")), () -> Future.failedFuture("no"), () -> {
                    throw new IllegalStateException("no");
                });
        faulty.forEach(batch -> assertThrows(RuntimeException.class, () -> await(Rounds.untilNone(batch))));
    }

    @Test
    void whatFailsOrCannotBeBegunIsRunAgain() {
        List<String> told = new ArrayList<>();
        AtomicInteger runs = new AtomicInteger();
        Handler<Long> timer = Rounds.oneAtATime(
                () -> {
                    if (runs.incrementAndGet() == 1) {
                        throw new IllegalStateException("not begun");
                    }
                    return Future.failedFuture(new IllegalStateException("failed"));
                },
                failure -> told.add(String.valueOf(failure.getMessage())));
        timer.handle(1L);
        timer.handle(1L);
        assertEquals(List.of("not begun", "failed"), told);
    }

    @Test
    void runsNoTwoAtOnce() {
        AtomicInteger runs = new AtomicInteger();
        Promise<Void> work = Promise.promise();
        Handler<Long> timer = Rounds.oneAtATime(
                () -> {
                    runs.incrementAndGet();
                    return work.future();
                },
                failure -> {});
        timer.handle(1L);
        timer.handle(1L);
        assertEquals(1, runs.get());
        work.complete();
        timer.handle(1L);
        assertEquals(2, runs.get());
    }

    @Test
    void ofSeveralWorksEachIsDoneWhateverBecomesOfTheOthersAndAllFailuresAreTold() {
        List<String> done = new ArrayList<>();
        List<Supplier<Future<Void>>> works = List.of(
                () -> Future.failedFuture(new IllegalStateException("failed")),
                () -> later().onSuccess(made -> done.add("first")).mapEmpty(),
                () -> {
                    throw new IllegalStateException("not begun");
                },
                () -> {
                    done.add("second");
                    return Future.succeededFuture();
                });
        RuntimeException failed = assertThrows(RuntimeException.class, () -> await(Rounds.each(works)));
        assertEquals(List.of("first", "second"), done);
        assertTrue(failed.toString().contains("failed") && failed.toString().contains("not begun"), failed.toString());
        await(Rounds.each(works.subList(3, 4)));
    }
}
