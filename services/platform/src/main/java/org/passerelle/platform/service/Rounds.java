package org.passerelle.platform.service;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;
import java.util.stream.Collectors;

/** Work that is done batch by batch, or again and again. */
public final class Rounds {
    private Rounds() {}

    /** Runs batches, one after the other, until one finds nothing to do. However many there are, none is completed within another. */
    public static Future<Void> untilNone(Supplier<Future<Integer>> batch) {
        Promise<Void> all = Promise.promise();
        goOn(batch, all);
        return all.future();
    }

    private static void goOn(Supplier<Future<Integer>> batch, Promise<Void> all) {
        Future<Integer> made = begun(batch);
        // Those that are done at once are a loop, or they would be as deep as there are batches.
        while (made.isComplete()) {
            if (!isFurther(made, all)) {
                return;
            }
            made = begun(batch);
        }
        Future<Integer> underWay = made;
        underWay.onComplete(done -> {
            if (isFurther(underWay, all)) {
                goOn(batch, all);
            }
        });
    }

    private static boolean isFurther(Future<Integer> made, Promise<Void> all) {
        if (made.failed()) {
            all.tryFail(made.cause());
            return false;
        }
        if (Objects.requireNonNull(made.result()) == 0) {
            all.tryComplete();
            return false;
        }
        return true;
    }

    /** Runs works one after the other, each whatever became of those before, and fails in the end if any of them did. */
    public static Future<Void> each(List<Supplier<Future<Void>>> works) {
        List<Throwable> failures = new ArrayList<>();
        Future<Void> all = Future.succeededFuture();
        for (Supplier<Future<Void>> work : works) {
            all = all.compose(before -> work.get()).recover(failure -> {
                failures.add(failure);
                return Future.succeededFuture();
            });
        }
        return all.compose(
                done -> failures.isEmpty() ? Future.succeededFuture() : Future.failedFuture(together(failures)));
    }

    private static Throwable together(List<Throwable> failures) {
        return failures.size() == 1
                ? failures.getFirst()
                : new IllegalStateException(
                        failures.stream().map(Throwable::toString).collect(Collectors.joining("; ")),
                        failures.getFirst());
    }

    /** For a timer: runs the work unless it still runs from before. That it failed, or could not be begun, is told, and it is run again. */
    public static <T> Handler<Long> oneAtATime(Supplier<Future<T>> work, Consumer<Throwable> failed) {
        AtomicBoolean running = new AtomicBoolean();
        return timer -> {
            if (running.compareAndSet(false, true)) {
                begun(work).onComplete(done -> running.set(false)).onFailure(failed::accept);
            }
        };
    }

    /** Failed where it cannot even be begun. */
    private static <T> Future<T> begun(Supplier<Future<T>> work) {
        return Future.succeededFuture().compose(ready -> work.get());
    }
}
