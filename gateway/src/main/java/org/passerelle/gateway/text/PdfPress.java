package org.passerelle.gateway.text;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.WorkerExecutor;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.platform.bus.Unavailable;

/** Prints a few texts at once, off the event loop, each within its time; whoever comes when too many wait comes again later. */
public final class PdfPress {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkerExecutor workers;
    /** Each is for one thread at a time, and is made when it is first needed. */
    private final Queue<PdfWriter> idle = new ConcurrentLinkedQueue<>();

    private final AtomicInteger admitted = new AtomicInteger();

    public PdfPress(Vertx vertx) {
        this.workers =
                vertx.createSharedWorkerExecutor("passerelle-pdf", AT_ONCE, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** A PDF; fails with {@link Unprintable}, or with {@link Unavailable} when there is too much to do. */
    public Future<Buffer> print(LegalText text, Instant created) {
        if (admitted.incrementAndGet() > AT_ONCE + WAITING) {
            admitted.decrementAndGet();
            return Future.failedFuture(new Unavailable("pdf"));
        }
        long begun = System.nanoTime();
        return workers.<Buffer>executeBlocking(() -> printed(text, created, begun), false)
                .map(printed -> Objects.requireNonNull(printed, "a worker's task gives a result"))
                .onComplete(done -> admitted.decrementAndGet());
    }

    private Buffer printed(LegalText text, Instant created, long begun) {
        PdfWriter writer = Optional.ofNullable(idle.poll()).orElseGet(PdfWriter::new);
        try {
            return Buffer.buffer(writer.write(text, created, () -> inTime(begun)));
        } finally {
            idle.add(writer);
        }
    }

    private static void inTime(long begun) {
        if (System.nanoTime() - begun > PATIENCE.toNanos()) {
            throw new Unavailable("pdf");
        }
    }
}
