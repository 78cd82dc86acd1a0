package org.passerelle.node.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;

/** Suspends one thing after the other, looks at every gateway whether it is so, and resumes. */
final class Lane {
    private static final String REASON = "{\"reason\":\"measured\"}";
    private static final int CONFLICT = 409;
    private static final int ATTEMPTS = 100;
    private static final int FEW = 5;

    private final Doors doors;
    private final Books books;
    private final Duration pause;
    private final Queue<Cut> cuts;
    private final Counts counts;
    private final AtomicInteger turn = new AtomicInteger();

    Lane(Doors doors, Books books, Duration pause, Queue<Cut> cuts, Counts counts) {
        this.doors = doors;
        this.books = books;
        this.pause = pause;
        this.cuts = cuts;
        this.counts = counts;
    }

    /** Goes on until there is nothing left to do, or time is over. */
    void run(Supplier<Subject> subjects, AtomicInteger left, long endNanos) throws InterruptedException {
        int closed = 0;
        while (System.nanoTime() < endNanos && left.getAndUpdate(each -> Math.max(0, each - 1)) > 0) {
            Subject subject = subjects.get();
            if (opens(subject)) {
                cuts.add(cut(subject, turn.incrementAndGet()));
                resume(subject);
            } else if (closed++ < FEW) {
                left.incrementAndGet();
            } else {
                // The others go on; the report tells how many there were of each kind.
                left.incrementAndGet();
                return;
            }
            TimeUnit.NANOSECONDS.sleep(pause.toNanos());
        }
    }

    /** Whether what will be suspended is disclosed before; it may take a moment until a ruling or a reinstatement is seen. */
    private boolean opens(Subject subject) throws InterruptedException {
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (subject.disclosedBy(doors.get(attempt, subject.account(), subject.path()))) {
                return true;
            }
            TimeUnit.MILLISECONDS.sleep(100);
        }
        return false;
    }

    /** Suspends at one gateway, and reads at all. */
    private Cut cut(Subject subject, int gateway) throws InterruptedException {
        return cut(subject, gateway, doors.count());
    }

    /** Suspends at one gateway, and reads at the first so many. */
    Cut cut(Subject subject, int gateway, int answering) throws InterruptedException {
        double millis = done(subject.suspend(), gateway);
        long from = books.size(subject.log());
        List<Doors.Reply> replies = everywhere(subject, answering);
        long until = books.size(subject.log());
        int disclosed = (int) replies.stream().filter(subject::disclosedBy).count();
        return new Cut(
                subject.kind(),
                millis,
                subject.log(),
                subject.dependent(),
                from,
                until,
                disclosed,
                replies.size() - disclosed);
    }

    /** Calls until it is done, and tells the milliseconds since the first call: being told to come again is in them. */
    private double done(Subject.Step step, int gateway) throws InterruptedException {
        Doors.Reply first = doors.post(gateway, step.account(), step.path(), REASON);
        Doors.Reply last = first;
        int again = 0;
        while (again < ATTEMPTS && last.unavailable()) {
            again++;
            counts.calledAgain();
            TimeUnit.MILLISECONDS.sleep(50);
            last = doors.post(gateway, step.account(), step.path(), REASON);
        }
        // What was told to come again may have been done all the same.
        if (!last.ok() && !(again > 0 && last.status() == CONFLICT)) {
            throw new IllegalStateException(
                    "%s was answered with %d: %s".formatted(step.path(), last.status(), last.text()));
        }
        return (last.ended() - first.began()) / 1e6;
    }

    private List<Doors.Reply> everywhere(Subject subject, int answering) {
        List<Doors.Reply> replies = new ArrayList<>();
        for (int gateway = 0; gateway < answering; gateway++) {
            replies.add(doors.get(gateway, subject.account(), subject.path()));
        }
        return replies;
    }

    void resume(Subject subject) throws InterruptedException {
        if (subject.resume().isPresent()) {
            done(subject.resume().get(), turn.get() + 1);
        }
    }
}
