package org.passerelle.system.transfer;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** The same with a million lines. It begins anew each time: what would be gone on with is a system that has ended. */
@Live
final class MillionCampaign {
    private static final int RECORDS = Integer.getInteger("passerelle.lines", 1_000_000);

    private final Path results = Path.of(System.getProperty("passerelle.campaigns", "target/campaigns"));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void holdsEachLineOnceAlthoughClientAndNodeWereKilled(LiveSystem system) throws Exception {
        Instant begin = Instant.now();
        try {
            List<Long> killed = new InterruptedImport(system, directory, RECORDS).run();
            Duration taken = Duration.between(begin, Instant.now());
            tell(RECORDS + " lines, each stored once; client, node and client killed after " + killed + " lines; "
                    + taken.toMinutes() + " minutes with generating them");
        } catch (AssertionError failed) {
            tell("failed: " + failed.getMessage());
            throw failed;
        }
    }

    private void tell(String what) throws IOException {
        Files.createDirectories(results);
        Files.writeString(results.resolve("million.txt"), what + System.lineSeparator());
    }
}
