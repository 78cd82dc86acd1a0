package org.passerelle.node.bench;

import java.io.PrintStream;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.passerelle.node.process.CannotStart;

/**
 * Suspensions race reads, streams and long polls at the gateways of a running system. Whether any was too late is told afterwards by
 * the audit logs, in the order in which the database committed.
 */
public final class RevocationBench {
    private final Target target;
    private final Plan plan;
    private final PrintStream progress;
    private final Doors doors;
    private final Meters meters;
    private final Counts counts = new Counts();
    private final Queue<Cut> cuts = new ConcurrentLinkedQueue<>();

    public RevocationBench(Target target, Plan plan, PrintStream progress) {
        this.target = target;
        this.plan = plan;
        this.progress = progress;
        this.doors = new Doors(target.gateways(), target.identity());
        this.meters = new Meters(target.management());
    }

    /** Runs it and tells what came of it. */
    public RevocationReport run() throws CannotStart, InterruptedException {
        try (Books books = new Books(target)) {
            Subjects subjects = new Subjects(doors);
            List<Supplier<Subject>> all = subjects.all();
            long late = meters.sum(Meters.LATE);
            long chunks = meters.sum(Meters.CHUNKS);
            long overtaken = meters.sum(Meters.OVERTAKEN);
            progress.printf(
                    "%d suspensions over %d lanes, after %d to warm up%n",
                    plan.suspensions(), all.size(), plan.warmUp());
            long began = System.nanoTime();
            race(subjects, all, books);
            double seconds = (System.nanoTime() - began) / 1e9;
            late = meters.sum(Meters.LATE) - late;
            chunks = meters.sum(Meters.CHUNKS) - chunks;
            overtaken = meters.sum(Meters.OVERTAKEN) - overtaken;
            progress.println("with one gateway stopped");
            List<StoppedGateway.Round> rounds = new StoppedGateway(
                            target, doors, meters, new Lane(doors, books, plan.pause(), cuts, counts))
                    .run(all.getFirst().get(), plan.rounds());
            List<Cut> made = new ArrayList<>(cuts);
            List<Cut> judged = new ArrayList<>(made);
            rounds.forEach(round -> judged.add(round.cut()));
            return new RevocationReport(
                    plan,
                    made,
                    seconds,
                    new Verdicts(books).leaves(judged),
                    late,
                    chunks,
                    overtaken,
                    rounds,
                    counts.seen());
        }
    }

    private void race(Subjects subjects, List<Supplier<Subject>> all, Books books)
            throws InterruptedException, CannotStart {
        AtomicBoolean over = new AtomicBoolean();
        AtomicInteger left = new AtomicInteger(plan.warmUp() + plan.suspensions());
        long end = System.nanoTime() + plan.longest().toNanos();
        Load load = new Load(doors, counts, plan.think(), over);
        List<Thread> readers = new ArrayList<>();
        readers.add(Thread.ofVirtual().start(() -> push(subjects, over)));
        try (ExecutorService lanes = Executors.newVirtualThreadPerTaskExecutor()) {
            List<Future<?>> running = new ArrayList<>();
            for (Supplier<Subject> subject : all) {
                Subject first = subject.get();
                readers.addAll(load.start(first.account(), first.purpose(), first.path(), running.size()));
                Lane lane = new Lane(doors, books, plan.pause(), cuts, counts);
                running.add(lanes.submit(() -> {
                    try {
                        lane.run(subject, left, end);
                        return null;
                    } catch (RuntimeException failed) {
                        left.set(0);
                        throw failed;
                    }
                }));
            }
            for (Future<?> each : running) {
                each.get();
            }
        } catch (ExecutionException failed) {
            throw new CannotStart("a suspension could not be measured: " + failed.getCause(), failed);
        } finally {
            over.set(true);
            readers.forEach(Thread::interrupt);
        }
        for (Thread reader : readers) {
            reader.join(5_000);
        }
    }

    private void push(Subjects subjects, AtomicBoolean over) {
        for (int turn = 0; !over.get(); turn++) {
            subjects.push(turn);
            if (turn % 20 == 0) {
                progress.printf("%d suspensions%n", cuts.size());
            }
            try {
                TimeUnit.MILLISECONDS.sleep(plan.push().toMillis());
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
        }
    }
}
