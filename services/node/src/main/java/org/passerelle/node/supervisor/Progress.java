package org.passerelle.node.supervisor;

import java.io.PrintStream;
import java.util.Optional;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;

/** Tells on standard error how far the start has come: a bar on a terminal, lines elsewhere. */
public final class Progress implements AutoCloseable {
    private final PrintStream out;
    private final Optional<ProgressBar> bar;
    private final long begun = System.nanoTime();

    private Progress(PrintStream out, Optional<ProgressBar> bar) {
        this.out = out;
        this.bar = bar;
    }

    /** Progress of so many steps. */
    public static Progress of(int steps) {
        // Java 21 cannot tell a terminal from a file; the launcher can.
        boolean terminal = Boolean.getBoolean("passerelle.terminal");
        return new Progress(System.err, terminal ? Optional.of(bar(steps)) : Optional.empty());
    }

    private static ProgressBar bar(int steps) {
        return new ProgressBarBuilder()
                .setTaskName("passerelle")
                .setInitialMax(steps)
                .setStyle(ProgressBarStyle.ASCII)
                .setMaxRenderedLength(100)
                .build();
    }

    /** The next step begins. */
    public void step(String what) {
        bar.ifPresentOrElse(
                shown -> {
                    shown.step();
                    shown.setExtraMessage(" " + what);
                },
                () -> out.printf("%6.1f s  %s%n", (System.nanoTime() - begun) / 1e9, what));
    }

    @Override
    public void close() {
        bar.ifPresent(ProgressBar::close);
    }
}
