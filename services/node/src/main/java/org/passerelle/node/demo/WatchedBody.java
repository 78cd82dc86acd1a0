package org.passerelle.node.demo;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A body that may take as long as its link is thin, but not fall silent: when nothing was read of it for a time, reading it fails. */
final class WatchedBody extends FilterInputStream {
    private final long silence;
    private volatile long heard = System.nanoTime();
    private volatile boolean closed;

    private WatchedBody(InputStream body, long silence) {
        super(body);
        this.silence = silence;
    }

    static InputStream of(InputStream body, Duration silence) {
        WatchedBody watched = new WatchedBody(body, silence.toNanos());
        watched.lookIn(watched.silence);
        return watched;
    }

    @Override
    public int read() throws IOException {
        int read = super.read();
        heard = System.nanoTime();
        return read;
    }

    @Override
    public int read(byte[] bytes, int offset, int length) throws IOException {
        int read = super.read(bytes, offset, length);
        heard = System.nanoTime();
        return read;
    }

    @Override
    public void close() throws IOException {
        closed = true;
        super.close();
    }

    private void lookIn(long nanos) {
        CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS).execute(this::look);
    }

    private void look() {
        if (closed) {
            return;
        }
        long left = silence - (System.nanoTime() - heard);
        if (left > 0) {
            lookIn(left);
            return;
        }
        try {
            // Whoever waits in read is woken by it.
            close();
        } catch (IOException unread) {
            throw new UncheckedIOException(unread);
        }
    }
}
