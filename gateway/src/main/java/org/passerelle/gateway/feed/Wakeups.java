package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Wakes those who wait for the feed to grow; whoever misses a hint looks again after a while all the same. */
public final class Wakeups {
    private final Vertx vertx;
    private final Set<Promise<Void>> waiting = ConcurrentHashMap.newKeySet();

    public Wakeups(Vertx vertx) {
        this.vertx = vertx;
    }

    /** Completes at the next hint, and at the latest after {@code millis}. */
    Future<Void> next(long millis) {
        Promise<Void> promise = Promise.promise();
        waiting.add(promise);
        long timer = vertx.setTimer(Math.max(1, millis), fired -> promise.tryComplete());
        return promise.future().onComplete(done -> {
            vertx.cancelTimer(timer);
            waiting.remove(promise);
        });
    }

    public void wakeAll() {
        waiting.forEach(Promise::tryComplete);
    }
}
