package org.passerelle.audit.verify;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;
import org.passerelle.audit.note.NoteKey;

/**
 * What a verifier keeps between verifications, in a directory of its own: the key that it trusts, and the checkpoint of each log that
 * it accepted last. Without memory a log that was replaced as a whole could not be told from a genuine one.
 */
public final class Memory {

    private static final String KEY = "key";
    private static final String CHECKPOINT = ".checkpoint";

    private final Path directory;

    public Memory(Path directory) {
        this.directory = directory;
    }

    /** The trusted key; empty before the first verification. Throws {@link IllegalArgumentException} for a damaged file. */
    public Optional<NoteKey> key() throws IOException {
        Path file = directory.resolve(KEY);
        return Files.exists(file) ? Optional.of(NoteKey.parse(Files.readString(file))) : Optional.empty();
    }

    /** Trusts a key from now on, in the form {@code name+id+key}. */
    public void trust(String key) throws IOException {
        NoteKey.parse(key);
        write(directory.resolve(KEY), key.strip() + "\n");
    }

    /** The note that was accepted last. */
    public Optional<String> checkpoint(String log) throws IOException {
        Path file = LogName.in(directory, log, CHECKPOINT);
        return Files.exists(file) ? Optional.of(Files.readString(file)) : Optional.empty();
    }

    /** The party whose log was accepted here, where it is the memory of somebody who reads the log of one party. */
    public Optional<String> party() throws IOException {
        if (!Files.isDirectory(directory)) {
            return Optional.empty();
        }
        try (Stream<Path> files = Files.list(directory)) {
            return files.map(file -> file.getFileName().toString())
                    .filter(name -> name.endsWith(CHECKPOINT))
                    .map(name -> name.substring(0, name.length() - CHECKPOINT.length()))
                    .filter(LogName::isParty)
                    .min(Comparator.naturalOrder());
        }
    }

    /** Keeps the checkpoints that the report accepted, where it found nothing wrong. */
    public void accept(Report report) throws IOException {
        for (LogResult result : report.logs()) {
            if (result.agrees()) {
                write(LogName.in(directory, result.log(), CHECKPOINT), result.note());
            }
        }
    }

    private static void write(Path file, String text) throws IOException {
        Files.createDirectories(file.toAbsolutePath().getParent());
        Path next = Files.writeString(file.resolveSibling(file.getFileName() + ".next"), text);
        Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
