package org.passerelle.platform.bus;

import io.vertx.core.Vertx;
import io.vertx.core.internal.ContextInternal;
import io.vertx.core.internal.VertxBootstrap;
import io.vertx.core.spi.VertxServiceProvider;
import io.vertx.core.spi.context.storage.ContextLocal;
import java.util.Optional;

/**
 * The id under which a request is traced through logs and over the bus; it travels by itself with every question asked on behalf of
 * that request.
 */
public final class Correlation implements VertxServiceProvider {
    private static final ContextLocal<String> LOCAL = ContextLocal.registerLocal(String.class);

    /** For the service loader alone: Vert.x must know of the id before it starts. */
    public Correlation() {}

    @Override
    public void init(VertxBootstrap bootstrap) {
        // Loading this class has registered the id.
    }

    /** What the current request does from here on carries {@code id}; nothing happens outside of a request. */
    public static void begin(String id) {
        // A context that is no duplicate is shared by many requests.
        if (Vertx.currentContext() instanceof ContextInternal context && context.isDuplicate()) {
            LOCAL.put(context, id);
        }
    }

    /** The id of the current request. */
    public static Optional<String> current() {
        return Optional.ofNullable(Vertx.currentContext()).map(LOCAL::get);
    }
}
