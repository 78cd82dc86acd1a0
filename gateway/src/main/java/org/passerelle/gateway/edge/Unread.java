package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import org.passerelle.platform.bus.Unavailable;

/** A body that waits to be read. */
final class Unread {
    /** What is read of a body that nobody wants, so that whoever sends it gets to the answer. */
    private static final long PATIENCE = 16L * 1024 * 1024;

    private Unread() {}

    /** The bytes, at most so many; beyond them it is {@link Problem.Kind#TOO_LARGE}, and where the caller breaks off there is nothing. */
    static Future<Buffer> read(HttpServerRequest request, long most) {
        if (stated(request) > most) {
            return Future.failedFuture(tooLarge(most));
        }
        Promise<Buffer> read = Promise.promise();
        Buffer bytes = Buffer.buffer();
        request.exceptionHandler(broken -> read.tryFail(new Unavailable("the caller")));
        request.endHandler(ended -> read.tryComplete(bytes));
        request.handler(piece -> {
            if (bytes.length() + (long) piece.length() > most) {
                request.pause();
                read.tryFail(tooLarge(most));
            } else {
                bytes.appendBuffer(piece);
            }
        });
        // Whoever asks first sends nothing before (RFC 9110, 10.1.1): a refusal has cost them no upload.
        if ("100-continue".equalsIgnoreCase(request.getHeader("Expect"))) {
            request.response().writeContinue();
        }
        request.resume();
        return read.future();
    }

    private static Refusal tooLarge(long most) {
        return new Refusal(Problem.of(Problem.Kind.TOO_LARGE, "a file may have at most " + most + " bytes"));
    }

    private static long stated(HttpServerRequest request) {
        try {
            return Long.parseLong(request.getHeader("Content-Length"));
        } catch (NumberFormatException unstated) {
            return 0;
        }
    }

    /** Lets go by what nobody has read; whoever sends more than anybody may is cut off. */
    static void drop(HttpServerRequest request) {
        if (request.isEnded()) {
            return;
        }
        long[] left = {PATIENCE};
        request.exceptionHandler(broken -> {});
        request.endHandler(ended -> {});
        request.handler(piece -> {
            left[0] -= piece.length();
            if (left[0] < 0) {
                request.connection().close();
            }
        });
        request.resume();
    }
}
