package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** I5 at length, in stores never drawn before; how many pairs were compared is kept, so that an interrupted campaign goes on. */
final class NoninterferenceCampaign {
    private static final long GOAL = Long.getLong("passerelle.pairs", 100_000);
    private static final Duration AT_MOST = Duration.ofMinutes(55);
    /** Pairs for each store; then another one is drawn. */
    private static final long STORE = 5_000;

    private static final int RECORDS = 200;

    private final Path directory = Path.of(System.getProperty("passerelle.campaigns", "target/campaigns"));

    @TempDir
    Path home;

    @Test
    void storesThatDifferOnlyInWhatARecipientMayNotSeeAnswerItAlike() throws IOException {
        Instant end = Instant.now().plus(AT_MOST);
        long all = reached();
        List<String> violations = List.of();
        while (all < GOAL && violations.isEmpty() && Instant.now().isBefore(end)) {
            long seed = System.nanoTime();
            try (House house = new House(Files.createDirectory(home.resolve("store-" + seed)))) {
                Noninterference pairs = new Noninterference(house, seed);
                pairs.fill(RECORDS);
                while (pairs.pairs() < STORE
                        && pairs.violations().isEmpty()
                        && Instant.now().isBefore(end)) {
                    pairs.step();
                }
                all += pairs.pairs();
                violations = pairs.violations().stream()
                        .map(each -> "seed " + seed + ": " + each)
                        .toList();
            }
            Files.write(directory.resolve("noninterference.properties"), List.of("pairs=" + all));
        }
        boolean complete = all >= GOAL || !violations.isEmpty();
        String told = all + " pairs of stores, " + violations.size() + " told of what was hidden"
                + (complete ? "" : "; not finished, the next run goes on");
        Files.write(
                directory.resolve("noninterference.txt"),
                Stream.concat(Stream.of(told), violations.stream()).toList());
        if (complete) {
            Files.deleteIfExists(directory.resolve("noninterference.properties"));
        }
        assertEquals(List.of(), violations);
    }

    private long reached() throws IOException {
        Files.createDirectories(directory);
        Path file = directory.resolve("noninterference.properties");
        if (!Files.exists(file)) {
            return 0;
        }
        Properties kept = new Properties();
        try (var reader = Files.newBufferedReader(file)) {
            kept.load(reader);
        }
        return Long.parseLong(kept.getProperty("pairs"));
    }
}
