package org.passerelle.node.process;

import java.io.IOException;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/** Stops the children of a supervisor that was killed before it could. */
public final class Leftovers {
    private static final Duration PATIENCE = Duration.ofSeconds(15);

    private Leftovers() {}

    /** Stops every process that the pid files name and that still runs; answers how many there were. */
    public static int stop(Home home) throws CannotStart {
        var processes = new ArrayList<ProcessHandle>();
        for (PidFile file : pidFiles(home)) {
            file.process().map(Child::family).ifPresent(processes::addAll);
        }
        processes.forEach(ProcessHandle::destroy);
        await(processes);
        processes.stream().filter(ProcessHandle::isAlive).forEach(ProcessHandle::destroyForcibly);
        await(processes);
        if (processes.stream().anyMatch(ProcessHandle::isAlive)) {
            throw new CannotStart("processes of an earlier run do not end; see the pid files in " + home.run());
        }
        for (PidFile file : pidFiles(home)) {
            remove(file);
        }
        return processes.size();
    }

    private static List<PidFile> pidFiles(Home home) throws CannotStart {
        if (!Files.isDirectory(home.run())) {
            return List.of();
        }
        var files = new ArrayList<PidFile>();
        try (DirectoryStream<Path> found = Files.newDirectoryStream(home.run(), "*.pid")) {
            found.forEach(path -> files.add(new PidFile(path)));
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(home.run()), unreadable);
        }
        return files;
    }

    private static void remove(PidFile file) throws CannotStart {
        try {
            file.remove();
        } catch (IOException stuck) {
            throw new CannotStart("%s cannot be removed".formatted(file.path()), stuck);
        }
    }

    private static void await(List<ProcessHandle> processes) {
        CompletableFuture<?> all = CompletableFuture.allOf(
                processes.stream().map(ProcessHandle::onExit).toArray(CompletableFuture[]::new));
        try {
            all.get(PATIENCE.toMillis(), TimeUnit.MILLISECONDS);
        } catch (TimeoutException | ExecutionException stillRunning) {
            return;
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }
}
