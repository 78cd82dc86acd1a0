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
import org.passerelle.node.identity.Secrets;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** Imports a corpus into a running system, and kills the client twice and a node once on the way. */
final class InterruptedImport {
    private static final String WHO = "minusma-system";
    private static final Duration PER_THOUSAND = Duration.ofSeconds(30);

    private final LiveSystem system;
    private final Path directory;
    private final int records;

    /** @param directory for the corpus and what the client says */
    InterruptedImport(LiveSystem system, Path directory, int records) {
        this.system = system;
        this.directory = directory;
        this.records = records;
    }

    /** Fails unless each line is stored once; answers after how many lines the client was killed, the node, and the client again. */
    List<Long> run() throws Exception {
        Path file = directory.resolve("corpus.ndjson").toAbsolutePath();
        Shell.run(system, "./passerelle generate --records " + records + " --seed 20260301 --out " + file);
        long before = numbers("select coalesce(max(position), 0) from records.record")[0];

        Process client = start(file, "");
        reaches(records / 10);
        client.destroyForcibly().waitFor();
        long stood = next();
        assertTrue(stood <= records, "the import was over before it was interrupted");

        Process second = start(file, "--resume");
        reaches(stood + records / 10);
        system.kill("node-2");
        long without = next();
        reaches(stood + records / 5);
        second.destroyForcibly().waitFor();
        long again = next();

        Process last = start(file, "--resume");
        assertTrue(last.waitFor(patience().toSeconds(), TimeUnit.SECONDS), this::said);
        assertEquals(0, last.exitValue(), () -> said());
        JsonNode job = Json.tree(Files.readString(directory.resolve("outcome.json")));
        assertEquals("completed", job.path("state").asText());
        assertEquals(records, job.path("stored").asLong());
        long[] stored = stored(before);
        assertEquals(records, stored[0]);
        assertEquals(records, stored[1], "of different content");
        assertTrue(system.recovers(Duration.ofMinutes(3)));
        return List.of(stood, without, again);
    }

    private Duration patience() {
        return PER_THOUSAND.multipliedBy(records / 1_000);
    }

    private Process start(Path file, String option) throws IOException {
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

    private void reaches(long item) {
        assertTrue(Waiting.until(() -> next() >= item, patience()), this::said);
    }

    /** Where the newest import stands, read behind the product's back; 0 before there is one. */
    private long next() {
        return numbers("select coalesce((select next from records.import order by opened_at desc limit 1), 0)")[0];
    }

    private long[] stored(long after) {
        return numbers("""
                select count(*), count(distinct prints) from (
                    select string_agg(fingerprints::text, ' ' order by ordinal) as prints
                    from records.portion where record_id in (select id from records.record where position > %d)
                    group by record_id) as stored
                """.formatted(after));
    }

    private long[] numbers(String sql) {
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
