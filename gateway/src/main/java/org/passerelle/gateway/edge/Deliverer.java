package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.passerelle.gateway.disclosure.Window;
import org.passerelle.gateway.identity.ProofCheck;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Writes answers and problems; a disclosure leaves inside its window or not at all. */
final class Deliverer {
    private static final Logger LOG = LoggerFactory.getLogger(Deliverer.class);
    private static final int CHUNK = 64 * 1024;

    private Deliverer() {}

    static Future<Void> deliver(RoutingContext context, String trace, Answer answer) {
        HttpServerResponse response = context.response();
        return switch (answer) {
            case Answer.Body body -> body(context, trace, body);
            case Answer.Pieces pieces -> pieces(context, trace, pieces);
            case Answer.Streamed streamed -> streamed.writing().apply(response);
        };
    }

    private static Future<Void> body(RoutingContext context, String trace, Answer.Body body) {
        if (!body.window().map(Window::open).orElse(true)) {
            return problem(context, trace, Problem.of(Problem.Kind.UNAVAILABLE));
        }
        HttpServerResponse response = context.response().setStatusCode(body.status());
        body.headers().forEach(response::putHeader);
        if (body.status() != 304) {
            response.putHeader("Content-Length", Integer.toString(body.bytes().length()));
        }
        return chunks(response, body.bytes(), 0, body.window(), true)
                .onSuccess(written -> body.after().run());
    }

    /** @param last whether the answer ends with these bytes */
    private static Future<Void> chunks(
            HttpServerResponse response, Buffer bytes, int from, Optional<Window> window, boolean last) {
        if (bytes.length() - from <= CHUNK) {
            Buffer rest = bytes.slice(from, bytes.length());
            Future<Void> written = last ? response.end(rest) : response.write(rest);
            return written.onSuccess(done -> window.ifPresent(Window::taken));
        }
        return response.write(bytes.slice(from, from + CHUNK)).compose(written -> {
            window.ifPresent(Window::taken);
            return continued(response, window).compose(live -> chunks(response, bytes, from + CHUNK, window, last));
        });
    }

    // INVARIANT: asked before each chunk but the first.
    private static Future<Void> continued(HttpServerResponse response, Optional<Window> window) {
        if (window.map(Window::mayContinue).orElse(true)) {
            return Future.succeededFuture();
        }
        response.reset();
        return Future.failedFuture(new Unavailable("policy"));
    }

    private static Future<Void> pieces(RoutingContext context, String trace, Answer.Pieces pieces) {
        HttpServerResponse response = context.response();
        return pieces.piece().apply(0).compose(first -> {
            if (!pieces.window().open()) {
                return problem(context, trace, Problem.of(Problem.Kind.UNAVAILABLE));
            }
            pieces.headers().forEach(response::putHeader);
            response.putHeader("Content-Length", Long.toString(pieces.length()));
            return from(response, pieces, 0, first)
                    .onSuccess(written -> pieces.after().run());
        });
    }

    private static Future<Void> from(HttpServerResponse response, Answer.Pieces pieces, int number, Buffer piece) {
        boolean last = number + 1 == pieces.pieces();
        Optional<Window> window = Optional.of(pieces.window());
        Future<Void> written = chunks(response, piece, 0, window, last);
        return last
                ? written
                : written.compose(done -> pieces.piece().apply(number + 1))
                        .compose(next ->
                                continued(response, window).compose(live -> from(response, pieces, number + 1, next)));
    }

    /** Writes what a failure means to the caller. */
    static void failure(RoutingContext context, String trace, Throwable failure) {
        if (context.response().headWritten()) {
            LOG.warn("{} was broken off: {}", trace, failure.getMessage());
            context.response().reset();
            return;
        }
        Problem problem = switch (failure) {
            case Refusal refusal -> refusal.problem();
            case Unavailable unavailable -> Problem.of(Problem.Kind.UNAVAILABLE);
            default -> {
                LOG.error("{} failed", trace, failure);
                yield Problem.of(Problem.Kind.INTERNAL);
            }
        };
        problem(context, trace, problem);
    }

    static Future<Void> problem(RoutingContext context, String trace, Problem problem) {
        HttpServerResponse response =
                context.response().setStatusCode(problem.kind().status());
        if (problem.kind() == Problem.Kind.UNAVAILABLE) {
            response.putHeader("Retry-After", "2");
        }
        if (problem.kind() == Problem.Kind.TOO_MANY) {
            response.putHeader("Retry-After", "1");
        }
        if (problem.kind() == Problem.Kind.UNAUTHENTICATED) {
            response.putHeader("WWW-Authenticate", problem.challenge().orElse("Bearer, " + ProofCheck.CHALLENGE));
        }
        response.putHeader("Content-Type", "application/problem+json");
        byte[] body = Json.write(ProblemJson.render(problem, trace)).getBytes(StandardCharsets.UTF_8);
        return response.end(Buffer.buffer(body));
    }
}
