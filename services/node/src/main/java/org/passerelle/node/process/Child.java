package org.passerelle.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;

/** One running child of the supervisor: its process, its log, its pid file. */
public final class Child {
    private final Process process;
    private final PidFile pidFile;

    private Child(Process process, PidFile pidFile) {
        this.process = process;
        this.pidFile = pidFile;
    }

    /**
     * How to start a child.
     *
     * @param signal the signal that ends a foreign program in good order; empty for a program that ends by itself when
     *     its standard input closes
     */
    public record Command(
            String name, List<String> words, Map<String, String> environment, java.util.Optional<String> signal) {
        public Command {
            words = List.copyOf(words);
            environment = Map.copyOf(environment);
        }

        /** Never prints the environment, which carries secrets. */
        @Override
        public String toString() {
            return "Command[" + name + "]";
        }
    }

    /** Starts the child; its output goes to its log. */
    public static Child start(Command command, Home home) throws CannotStart {
        try {
            Path log = PrivateFile.directory(home.logs()).resolve(command.name() + ".log");
            List<String> words = command.signal()
                    .map(signal -> Leash.on(command.words(), signal))
                    .orElseGet(() -> {
                        var own = new ArrayList<>(List.of("setsid"));
                        own.addAll(command.words());
                        return own;
                    });
            var builder = new ProcessBuilder(words)
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
            builder.environment().putAll(command.environment());
            Process process = builder.start();
            var pidFile = new PidFile(PrivateFile.directory(home.run()).resolve(command.name() + ".pid"));
            pidFile.write(process.toHandle());
            return new Child(process, pidFile);
        } catch (IOException failed) {
            throw new CannotStart("%s cannot be started: %s".formatted(command.name(), failed.getMessage()), failed);
        }
    }

    public boolean alive() {
        return process.isAlive();
    }

    public long pid() {
        return process.pid();
    }

    /** Asks the child to end, and after the patience is over makes it. */
    public void stop(Duration patience) {
        List<ProcessHandle> family = family(process.toHandle());
        process.destroy();
        try {
            if (!process.waitFor(patience.toMillis(), TimeUnit.MILLISECONDS)) {
                family.forEach(ProcessHandle::destroyForcibly);
                process.waitFor();
            }
            pidFile.remove();
        } catch (InterruptedException interrupted) {
            family.forEach(ProcessHandle::destroyForcibly);
            Thread.currentThread().interrupt();
        } catch (IOException harmless) {
            // A pid file that stays names a process that has ended: the next start sees that.
        }
    }

    static List<ProcessHandle> family(ProcessHandle parent) {
        return Stream.concat(parent.descendants(), Stream.of(parent)).toList();
    }

    /** Where a child of this name writes. */
    public static Path log(Home home, String name) {
        return home.logs().resolve(name + ".log");
    }

    /** The last lines of a child's log, to be shown when it fails. */
    public static String lastWords(Home home, String name, int lines) {
        try {
            List<String> all = Files.readAllLines(log(home, name));
            return String.join("\n", all.subList(Math.max(0, all.size() - lines), all.size()));
        } catch (IOException unreadable) {
            return "";
        }
    }
}
