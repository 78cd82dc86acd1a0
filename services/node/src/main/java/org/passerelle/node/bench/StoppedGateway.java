package org.passerelle.node.bench;

import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;

/** Suspends while one gateway is frozen (SIGSTOP), lets it run again, and counts what it still gives. */
final class StoppedGateway {
    private static final int READERS = 4;
    private static final Duration RECOVERY = Duration.ofSeconds(60);

    private final Target target;
    private final Doors doors;
    private final Meters meters;
    private final Lane lane;
    private final int frozen;

    StoppedGateway(Target target, Doors doors, Meters meters, Lane lane) {
        this.target = target;
        this.doors = doors;
        this.meters = meters;
        this.lane = lane;
        this.frozen = target.gateways().size() - 1;
    }

    /**
     * @param millis how long the suspension took
     * @param inFlight requests that waited at the frozen gateway when it was stopped
     * @param residualAnswers of those, how many disclosed after it ran again
     * @param residualChunks chunks that it handed to a socket later than W
     * @param cut what the suspension did elsewhere
     */
    record Round(double millis, int inFlight, int residualAnswers, long residualChunks, Cut cut) {}

    List<Round> run(Subject subject, int rounds) throws InterruptedException, CannotStart {
        List<Round> all = new ArrayList<>();
        for (int round = 0; round < rounds; round++) {
            all.add(round(subject));
        }
        return all;
    }

    private Round round(Subject subject) throws InterruptedException, CannotStart {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger inFlight = new AtomicInteger();
        Queue<Doors.Reply> replies = new ConcurrentLinkedQueue<>();
        List<Thread> readers = new ArrayList<>();
        for (int reader = 0; reader < READERS; reader++) {
            readers.add(Thread.ofVirtual().start(() -> {
                while (!over.get()) {
                    inFlight.incrementAndGet();
                    replies.add(doors.get(frozen, subject.account(), subject.path()));
                    inFlight.decrementAndGet();
                }
            }));
        }
        Waiting.until(() -> replies.size() >= READERS * 5, RECOVERY);
        long lateBefore = meters.of(frozen, Meters.LATE);
        signal("-STOP");
        try {
            over.set(true);
            Cut cut = lane.cut(subject, 0, frozen);
            int waiting = inFlight.get();
            long returned = System.nanoTime();
            signal("-CONT");
            for (Thread reader : readers) {
                reader.join();
            }
            int residual = (int) replies.stream()
                    .filter(reply -> reply.ended() - returned > 0 && subject.disclosedBy(reply))
                    .count();
            if (!Waiting.until(() -> meters.ready(frozen), RECOVERY)) {
                throw new CannotStart("the gateway that was stopped does not become ready again");
            }
            lane.resume(subject);
            return new Round(cut.millis(), waiting, residual, meters.of(frozen, Meters.LATE) - lateBefore, cut);
        } finally {
            signal("-CONT");
        }
    }

    private void signal(String word) throws CannotStart, InterruptedException {
        try {
            Process kill =
                    new ProcessBuilder("kill", word, Long.toString(target.pid().applyAsLong(frozen))).start();
            if (!kill.waitFor(5, TimeUnit.SECONDS) || kill.exitValue() != 0) {
                throw new CannotStart("the gateway cannot be sent " + word);
            }
        } catch (IOException missing) {
            throw new CannotStart("there is no kill: " + missing.getMessage(), missing);
        }
    }
}
