package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.json.Json;

/** Writes server-sent events. */
final class EventStream {
    private static final int CHUNK = 64 * 1024;

    private final HttpServerResponse response;
    private volatile boolean closed;

    EventStream(HttpServerResponse response) {
        this.response = response;
        response.setStatusCode(200).setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(gone -> closed = true);
        response.exceptionHandler(broken -> closed = true);
    }

    boolean closed() {
        return closed || response.closed();
    }

    /** Writes an event, each further chunk only while {@code window} lets it; else the connection is broken off. */
    Future<Void> event(String name, String id, Map<String, Object> data, Window window) {
        return chunks(
                Buffer.buffer("event: " + name + "\nid: " + id + "\ndata: " + Json.write(data) + "\n\n"), 0, window);
    }

    private Future<Void> chunks(Buffer event, int from, Window window) {
        int to = Math.min(event.length(), from + CHUNK);
        return response.write(event.slice(from, to)).compose(written -> {
            window.taken();
            if (to == event.length()) {
                return Future.succeededFuture();
            }
            if (!window.mayContinue()) {
                closed = true;
                response.reset();
                return Future.failedFuture(new Unavailable("policy"));
            }
            return chunks(event, to, window);
        });
    }

    Future<Void> heartbeat() {
        return response.write(": still here\n\n");
    }

    /** The same ending whatever the reason: the client connects again, and learns then what it may. */
    Future<Void> end() {
        return closed() ? Future.succeededFuture() : response.end("event: end\ndata: {}\n\n");
    }
}
