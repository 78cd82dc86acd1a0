package org.passerelle.platform.service;

import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.Promise;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import java.util.function.Supplier;

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
