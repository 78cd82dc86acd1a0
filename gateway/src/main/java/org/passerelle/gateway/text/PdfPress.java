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
import java.util.function.Function;
import org.passerelle.core.agreement.text.LegalText;
import org.passerelle.gateway.edge.FewAtOnce;
import org.passerelle.platform.bus.Unavailable;

/** Prints a few texts at once, off the event loop, each within its time; whoever comes when too many wait, or too many of theirs, comes again later. */
public final class PdfPress {
    private static final int AT_ONCE = 2;
    private static final int WAITING = 8;
    private static final int FOR_ONE = 3;
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    private final WorkerExecutor workers;
    /** Each is for one thread at a time, and is made when it is first needed. */
    private final Queue<PdfWriter> idle = new ConcurrentLinkedQueue<>();

    private final FewAtOnce few = new FewAtOnce(AT_ONCE + WAITING, FOR_ONE);

    public PdfPress(Vertx vertx) {
        this.workers =
                vertx.createSharedWorkerExecutor("passerelle-pdf", AT_ONCE, PATIENCE.toNanos(), TimeUnit.NANOSECONDS);
    }

    /** What prints, in a place that was taken for it. */
    @FunctionalInterface
    public interface Place {
        /** A PDF; fails with {@link Unprintable}, or with {@link Unavailable} when it takes too long. */
        Future<Buffer> print(LegalText text, Instant created);
    }

    /**
     * Does what may print with a place to print in; a refusal when there is too much to do, whether it would print or not.
     *
     * @param account whose printing it is
     */
    public <T> Future<T> admit(String account, Function<Place, Future<T>> work) {
        return few.run(account, () -> work.apply(this::print));
    }

    private Future<Buffer> print(LegalText text, Instant created) {
        long begun = System.nanoTime();
        return workers.<Buffer>executeBlocking(() -> printed(text, created, begun), false)
                .map(printed -> Objects.requireNonNull(printed, "a worker's task gives a result"));
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
