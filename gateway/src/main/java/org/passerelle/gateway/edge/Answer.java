package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.platform.json.Json;

/** What an operation answers. */
public sealed interface Answer {

    /**
     * A whole body.
     *
     * @param window within which the first byte must leave; present whenever the body discloses
     * @param after runs when the body has left, e.g. to note the delivery
     */
    record Body(int status, Map<String, String> headers, Buffer bytes, Optional<Window> window, Runnable after)
            implements Answer {

        public Body header(String name, String value) {
            Map<String, String> more = new LinkedHashMap<>(headers);
            more.put(name, value);
            return new Body(status, more, bytes, window, after);
        }

        public Body within(Window limit) {
            return new Body(status, headers, bytes, Optional.of(limit), after);
        }

        public Body then(Runnable afterwards) {
            return new Body(status, headers, bytes, window, afterwards);
        }
    }

    /** A body that is written as it comes; completes when it has ended. */
    record Streamed(Function<HttpServerResponse, Future<Void>> writing) implements Answer {}

    /**
     * A body that is known piece by piece, and disclosed like a whole one.
     *
     * @param length of all pieces together
     * @param piece by its number, from 0
     * @param window within which the first byte must leave
     * @param after runs when the last piece has left
     */
    record Pieces(
            Map<String, String> headers,
            long length,
            int pieces,
            IntFunction<Future<Buffer>> piece,
            Window window,
            Runnable after)
            implements Answer {}

    /** A JSON body. */
    static Body json(int status, Object value) {
        return new Body(
                status,
                Map.of("Content-Type", "application/json"),
                Buffer.buffer(Json.write(value)),
                Optional.empty(),
                () -> {});
    }

    /** No body. */
    static Body empty(int status) {
        return new Body(status, Map.of(), Buffer.buffer(), Optional.empty(), () -> {});
    }
}
