package org.passerelle.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Children end when they should, and never outlive their supervisor. */
class ChildTest {
    private static final Duration PATIENCE = Duration.ofSeconds(20);

    @TempDir
    @Nullable
    Path directory;

    private Home home() {
        return new Home(Objects.requireNonNull(directory));
    }

    private static Child.Command sleeper(String name) {
        return new Child.Command(name, List.of("sleep", "600"), Map.of(), Optional.of("TERM"));
    }

    @Test
    void stopsAChildAndItsWholeFamily() throws CannotStart {
        Child child = Child.start(sleeper("sleeper"), home());
        ProcessHandle leash = ProcessHandle.of(child.pid()).orElseThrow();
        assertTrue(Waiting.until(() -> leash.descendants().count() >= 2, PATIENCE));
        List<ProcessHandle> family = leash.descendants().toList();
        child.stop(PATIENCE);
        assertFalse(child.alive());
        assertTrue(Waiting.until(() -> family.stream().noneMatch(ProcessHandle::isAlive), PATIENCE));
        assertFalse(Files.exists(home().run().resolve("sleeper.pid")));
    }

    @Test
    void makesAnObstinateChildEnd() throws CannotStart {
        var command = new Child.Command(
                "obstinate",
                List.of("bash", "-c", "trap '' TERM; while :; do sleep 1; done"),
                Map.of(),
                Optional.of("TERM"));
        Child child = Child.start(command, home());
        child.stop(Duration.ofSeconds(2));
        assertFalse(child.alive());
    }

    @Test
    void aChildEndsWhenItsSupervisorIsKilled() throws Exception {
        Process supervisor = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-cp",
                        System.getProperty("java.class.path"),
                        KilledSupervisor.class.getName(),
                        home().directory().toString())
                .redirectErrorStream(true)
                .start();
        var pidFile = new PidFile(home().run().resolve("sleeper.pid"));
        assertTrue(Waiting.until(() -> pidFile.process().isPresent(), PATIENCE));
        ProcessHandle leash = pidFile.process().orElseThrow();
        assertTrue(Waiting.until(() -> leash.descendants().count() >= 2, PATIENCE));
        List<ProcessHandle> family = Child.family(leash);
        supervisor.destroyForcibly().waitFor();
        assertTrue(Waiting.until(() -> family.stream().noneMatch(ProcessHandle::isAlive), PATIENCE));
    }

    @Test
    void stopsWhatAnEarlierRunLeftBehindAndNothingElse() throws CannotStart, IOException {
        Child child = Child.start(sleeper("left"), home());
        Files.writeString(
                home().run().resolve("other.pid"), ProcessHandle.current().pid() + " 1970-01-01T00:00:00Z\n");
        assertTrue(Leftovers.stop(home()) > 0);
        assertTrue(Waiting.until(() -> !child.alive(), PATIENCE));
        assertEquals(0, Leftovers.stop(home()));
    }

    @Test
    void aMissingProgramIsOneSentence() throws CannotStart {
        var command = new Child.Command("absent", List.of("no-such-program"), Map.of(), Optional.of("TERM"));
        Child child = Child.start(command, home());
        assertTrue(Waiting.until(() -> !child.alive(), PATIENCE));
        assertTrue(Child.lastWords(home(), "absent", 3).contains("no-such-program"));
    }
}
