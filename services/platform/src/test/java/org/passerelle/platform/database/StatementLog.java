package org.passerelle.platform.database;

import io.vertx.core.Context;
import io.vertx.core.Vertx;
import io.vertx.core.spi.tracing.SpanKind;
import io.vertx.core.spi.tracing.TagExtractor;
import io.vertx.core.spi.tracing.VertxTracer;
import io.vertx.core.tracing.TracingOptions;
import io.vertx.core.tracing.TracingPolicy;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/** Keeps the text of every statement that the databases of a Vert.x send: what is hidden must cost the same as what is absent. */
public final class StatementLog implements VertxTracer<Object, Object> {
    private static final String TEXT = "db.query.text";

    private final Queue<String> statements = new ConcurrentLinkedQueue<>();

    /** A Vert.x whose statements come into this log. */
    public Vertx vertx() {
        return Vertx.builder().withTracer((TracingOptions options) -> this).build();
    }

    /** The statements since the last call, in order. */
    public List<String> drain() {
        List<String> drained = new ArrayList<>();
        for (String next = statements.poll(); next != null; next = statements.poll()) {
            drained.add(next);
        }
        return drained;
    }

    @Override
    public <R> @Nullable Object sendRequest(
            Context context,
            SpanKind kind,
            TracingPolicy policy,
            R request,
            String operation,
            BiConsumer<String, String> headers,
            TagExtractor<R> tags) {
        tags.extractTo(request, (String name, String value) -> {
            if (name.equals(TEXT) || name.equals("db.statement")) {
                statements.add(value);
            }
        });
        return null;
    }
}
