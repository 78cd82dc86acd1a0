package org.passerelle.node.supervisor;

import java.time.Duration;
import java.util.OptionalLong;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Child;

/**
 * One supervised child: started, found dead or deaf, started again. Times are of {@link System#nanoTime}: a clock that is set back keeps
 * nobody waiting. Not thread-safe: one thread watches.
 */
final class Part {
    private static final int DEAF_LIMIT = 5;
    private static final Duration SETTLED = Duration.ofSeconds(30);
    private static final Duration SHORTEST_PAUSE = Duration.ofSeconds(1);
    private static final Duration LONGEST_PAUSE = Duration.ofSeconds(10);

    private final String name;
    private final Start start;
    private final BooleanSupplier answers;
    private @Nullable Child child;
    private OptionalLong startedAt = OptionalLong.empty();
    private OptionalLong triedAt = OptionalLong.empty();
    private Duration pause = Duration.ZERO;
    private int deaf;
    private boolean answered;

    /** Starts the child. */
    @FunctionalInterface
    interface Start {
        Child start() throws CannotStart;
    }

    Part(String name, Start start, BooleanSupplier answers) {
        this.name = name;
        this.start = start;
        this.answers = answers;
    }

    String name() {
        return name;
    }

    boolean alive() {
        return child != null && child.alive();
    }

    long pid() {
        return child == null ? 0 : child.pid();
    }

    void start(long now) throws CannotStart {
        child = start.start();
        startedAt = OptionalLong.of(now);
        deaf = 0;
        answered = false;
    }

    /** Whether it must be started again: it has died, or has stopped answering. */
    boolean lost() {
        if (!alive()) {
            return true;
        }
        boolean answering = answers.getAsBoolean();
        answered |= answering;
        deaf = answering || !answered ? 0 : deaf + 1;
        return deaf >= DEAF_LIMIT;
    }

    /** Starts it again: at once the first time, with growing pauses when it keeps dying; answers whether it did. */
    boolean restart(long now) throws CannotStart {
        if (within(pause, triedAt, now)) {
            return false;
        }
        pause = within(SETTLED, startedAt, now) ? longer(pause) : SHORTEST_PAUSE;
        triedAt = OptionalLong.of(now);
        if (child != null) {
            child.stop(Duration.ofSeconds(5));
        }
        start(now);
        return true;
    }

    private static boolean within(Duration time, OptionalLong since, long now) {
        return since.isPresent() && now - since.getAsLong() < time.toNanos();
    }

    private static Duration longer(Duration pause) {
        Duration next = pause.plusSeconds(2);
        return next.compareTo(LONGEST_PAUSE) > 0 ? LONGEST_PAUSE : next;
    }

    void stop(Duration patience) {
        if (child != null) {
            child.stop(patience);
        }
    }
}
