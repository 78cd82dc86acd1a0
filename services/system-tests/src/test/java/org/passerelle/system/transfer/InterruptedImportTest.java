package org.passerelle.system.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** An import goes on where it was, whichever of client and node was killed, and holds each line once. */
@Live
class InterruptedImportTest {
    private static final int RECORDS = 20_000;
    private static final String WHO = "minusma-system";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    @Test
    void holdsEachLineOnceAlthoughClientAndNodeWereKilled(LiveSystem system) throws Exception {
        Path file = directory.resolve("corpus.ndjson").toAbsolutePath();
        Shell.run(system, "./passerelle generate --records " + RECORDS + " --seed 20260301 --out " + file);
        long before = numbers(system, "select coalesce(max(position), 0) from records.record")[0];

        Process client = start(system, file, "");
        reaches(system, RECORDS / 10);
        client.destroyForcibly().waitFor();
        long stood = next(system);
        assertTrue(stood <= RECORDS, "the import was over before it was interrupted");

        Process second = start(system, file, "--resume");
        reaches(system, stood + RECORDS / 10);
        system.kill("node-2");
        reaches(system, stood + RECORDS / 5);
        second.destroyForcibly().waitFor();

        Process last = start(system, file, "--resume");
        assertTrue(last.waitFor(10, TimeUnit.MINUTES));
        assertEquals(0, last.exitValue(), () -> said());
        JsonNode job = Json.tree(Files.readString(directory.resolve("outcome.json")));
        assertEquals("completed", job.path("state").asText());
        assertEquals(RECORDS, job.path("stored").asLong());
        long[] stored = stored(system, before);
        assertEquals(RECORDS, stored[0]);
        assertEquals(RECORDS, stored[1], "of different content");
        assertTrue(system.recovers(Duration.ofMinutes(3)));
    }

    private Process start(LiveSystem system, Path file, String option) throws IOException {
        List<String> command = new ArrayList<>(List.of(
                "./passerelle",
                "import",
                file.toString(),
                "--as",
                WHO,
                "--json",
                directory.resolve("outcome.json").toAbsolutePath().toString()));
        if (!option.isEmpty()) {
            command.add(option);
        }
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(Path.of("../..").toFile())
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(
                        directory.resolve("said").toFile()));
        builder.environment()
                .putAll(Map.of(
                        "PASSERELLE_HOME", system.home().directory().toString(),
                        "JAVA_HOME", System.getProperty("java.home")));
        return builder.start();
    }

    private String said() {
        try {
            return Files.readString(directory.resolve("said"));
        } catch (IOException unreadable) {
            return "";
        }
    }

    private void reaches(LiveSystem system, long item) {
        assertTrue(Waiting.until(() -> next(system) >= item, Duration.ofMinutes(5)), this::said);
    }

    /** Where the newest import stands, read behind the product's back; 0 before there is one. */
    private static long next(LiveSystem system) {
        return numbers(system, "select coalesce((select next from records.import order by opened_at desc limit 1), 0)")[
                0];
    }

    private static long[] stored(LiveSystem system, long after) {
        return numbers(system, """
                select count(*), count(distinct prints) from (
                    select string_agg(fingerprints::text, ' ' order by ordinal) as prints
                    from records.portion where record_id in (select id from records.record where position > %d)
                    group by record_id) as stored
                """.formatted(after));
    }

    private static long[] numbers(LiveSystem system, String sql) {
        try (Connection database = DriverManager.getConnection(
                        system.database(),
                        "passerelle",
                        Secrets.of(system.home()).system().databasePassword());
                ResultSet row = database.createStatement().executeQuery(sql)) {
            row.next();
            long[] numbers = new long[row.getMetaData().getColumnCount()];
            for (int index = 0; index < numbers.length; index++) {
                numbers[index] = row.getLong(index + 1);
            }
            return numbers;
        } catch (SQLException | CannotStart unreadable) {
            throw new IllegalStateException(unreadable);
        }
    }
}
