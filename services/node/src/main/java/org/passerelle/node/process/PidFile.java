package org.passerelle.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.Optional;

/** Remembers a process by pid and start time, so that a pid used again by another process is never mistaken for it. */
public record PidFile(Path path) {

    /** Writes down the process. */
    public void write(ProcessHandle process) throws IOException {
        String start = process.info().startInstant().map(Instant::toString).orElse("unknown");
        PrivateFile.write(path, process.pid() + " " + start + "\n");
    }

    /** The process, if it is the one written down and still runs. */
    public Optional<ProcessHandle> process() {
        try {
            String[] words = Files.readString(path).trim().split(" ", -1);
            if (words.length != 2) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(words[0]))
                    .filter(ProcessHandle::isAlive)
                    .filter(process -> process.info()
                            .startInstant()
                            .map(Instant::toString)
                            .orElse("unknown")
                            .equals(words[1]));
        } catch (IOException | NumberFormatException absent) {
            return Optional.empty();
        }
    }

    /** Forgets the process. */
    public void remove() throws IOException {
        Files.deleteIfExists(path);
    }
}
