package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.Objects;
import java.util.concurrent.Callable;

/** Runs what blocks off the event loop. */
public final class Workers {
    private Workers() {}

    public static <T> Future<T> run(Vertx vertx, Callable<T> task) {
        return vertx.<T>executeBlocking(task, false)
                .map(result -> Objects.requireNonNull(result, "a worker's task gives a result"));
    }
}
