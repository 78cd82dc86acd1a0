package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.passerelle.platform.json.Json;

/** Writes server-sent events. */
final class EventStream {
    private final HttpServerResponse response;
    private boolean closed;

    EventStream(HttpServerResponse response) {
        this.response = response;
        response.setStatusCode(200).setChunked(true).putHeader("Content-Type", "text/event-stream");
        response.closeHandler(gone -> closed = true);
        response.exceptionHandler(broken -> closed = true);
    }

    boolean closed() {
        return closed || response.closed();
    }

    Future<Void> event(String name, String id, Map<String, Object> data) {
        return response.write("event: " + name + "\nid: " + id + "\ndata: " + Json.write(data) + "\n\n");
    }

    Future<Void> heartbeat() {
        return response.write(": still here\n\n");
    }

    /** The same ending whatever the reason: the client connects again, and learns then what it may. */
    Future<Void> end() {
        return closed() ? Future.succeededFuture() : response.end("event: end\ndata: {}\n\n");
    }
}
