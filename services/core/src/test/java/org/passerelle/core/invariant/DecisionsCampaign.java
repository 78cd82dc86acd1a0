package org.passerelle.core.invariant;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.LongAdder;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.passerelle.core.reference.Answer;
import org.passerelle.core.world.Question;
import org.passerelle.core.world.Worlds;

/**
 * I9 at length: millions of decisions of the interpreter and of the compiled form against the reference, in worlds never drawn before.
 * What is reached is kept every few thousand worlds, so that an interrupted campaign goes on where it was.
 */
final class DecisionsCampaign {

    private static final long GOAL = Long.getLong("passerelle.decisions", 10_000_000);
    private static final Duration AT_MOST = Duration.ofMinutes(55);
    private static final int PORTION_OF_WORLDS = 4_000;

    private final Path directory = Path.of(System.getProperty("passerelle.campaigns", "target/campaigns"));
    private final LongAdder decisions = new LongAdder();
    private final Queue<String> disagreements = new ConcurrentLinkedQueue<>();

    @Test
    void compiledAndInterpreterEqualReference() throws IOException {
        Instant end = Instant.now().plus(AT_MOST);
        Reached reached = Reached.read(directory);
        long seed = reached.seed();
        decisions.add(reached.decisions());
        while (decisions.sum() < GOAL
                && disagreements.isEmpty()
                && Instant.now().isBefore(end)) {
            LongStream.range(seed, seed + PORTION_OF_WORLDS).parallel().forEach(this::compare);
            seed += PORTION_OF_WORLDS;
            new Reached(seed, decisions.sum()).write(directory);
        }
        boolean complete = decisions.sum() >= GOAL || !disagreements.isEmpty();
        tell(reached.seed(), seed, complete);
        if (complete) {
            Reached.forget(directory);
        }
        assertEquals(List.of(), List.copyOf(disagreements));
    }

    private void compare(long seed) {
        Worlds.Drawn world = Worlds.of(seed);
        CompiledAnswer compiled = CompiledAnswer.to(world.one(), 1_000);
        for (Question question : world.questions()) {
            Answer expected = question.expected();
            if (!expected.equals(question.answer())) {
                disagreements.add("interpreter, Worlds.of(" + seed + "L): " + question);
            }
            if (!expected.equals(compiled.of(question))) {
                disagreements.add("compiled, Worlds.of(" + seed + "L): " + question);
            }
            decisions.add(question.record().portions().size());
        }
    }

    private void tell(long from, long until, boolean complete) throws IOException {
        String worlds = "in worlds " + from + " to " + (until - 1);
        String told = decisions.sum() + " decisions, interpreter and compiled against the reference, " + worlds + ": "
                + disagreements.size() + " disagreements"
                + (complete ? "" : "; not finished, the next run goes on");
        Files.write(
                directory.resolve("decisions.txt"),
                Stream.concat(Stream.of(told), disagreements.stream().limit(20)).toList());
    }

    /** How far the campaign has come. */
    private record Reached(long seed, long decisions) {

        static Reached read(Path directory) throws IOException {
            Files.createDirectories(directory);
            Path file = directory.resolve("decisions.properties");
            if (!Files.exists(file)) {
                return new Reached(System.nanoTime() * 1_000_003L, 0);
            }
            Properties kept = new Properties();
            try (var reader = Files.newBufferedReader(file)) {
                kept.load(reader);
            }
            return new Reached(Long.parseLong(kept.getProperty("seed")), Long.parseLong(kept.getProperty("decisions")));
        }

        void write(Path directory) throws IOException {
            Files.write(directory.resolve("decisions.properties"), List.of("seed=" + seed, "decisions=" + decisions));
        }

        static void forget(Path directory) throws IOException {
            Files.deleteIfExists(directory.resolve("decisions.properties"));
        }
    }
}
