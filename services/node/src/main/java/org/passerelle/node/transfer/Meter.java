package org.passerelle.node.transfer;

import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells on standard error how much of a file is through: a bar on a terminal, a line every few seconds elsewhere. */
public final class Meter implements AutoCloseable {
    private static final long EVERY_NANOS = 5_000_000_000L;

    private final String task;
    private final Optional<ProgressBar> bar;
    private final long begun = System.nanoTime();
    private long told = begun;
    private long first = -1;

    private Meter(String task, Optional<ProgressBar> bar) {
        this.task = task;
        this.bar = bar;
    }

    public static Meter of(String task) {
        // Java 21 cannot tell a terminal from a file; the launcher can.
        boolean terminal = Boolean.getBoolean("passerelle.terminal");
        return new Meter(
                task,
                terminal
                        ? Optional.of(new ProgressBarBuilder()
                                .setTaskName(task)
                                .setInitialMax(-1)
                                .setStyle(ProgressBarStyle.ASCII)
                                .setMaxRenderedLength(100)
                                .showSpeed()
                                .build())
                        : Optional.empty());
    }

    /**
     * So far.
     *
     * @param percent of the file
     */
    public void at(long items, long percent) {
        if (first < 0) {
            first = items;
        }
        bar.ifPresentOrElse(
                shown -> {
                    shown.stepTo(items);
                    shown.setExtraMessage(" " + percent + " %");
                },
                () -> line(items, percent));
    }

    private void line(long items, long percent) {
        long now = System.nanoTime();
        if (now - told < EVERY_NANOS) {
            return;
        }
        told = now;
        double seconds = (now - begun) / 1e9;
        System.err.printf(
                "%8.1f s  %s  %d items, %d %%, %.0f a second%n",
                seconds, task, items, percent, (items - first) / seconds);
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
