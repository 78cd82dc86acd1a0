package org.passerelle.node.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.passerelle.agreements.reading.Dates;
import org.passerelle.agreements.reading.Section;

/** The configuration's files by name and folder; what cannot be read is a fault, and so is what nobody reads. */
final class ConfigurationDirectory {
    private final Path root;
    private final Faults faults;
    private final Dates dates;

    ConfigurationDirectory(Path root, Faults faults, Instant now) {
        this.root = root;
        this.faults = faults;
        this.dates = new Dates(now);
    }

    /** When it is read: what is dated relatively is counted from here. */
    Instant now() {
        return dates.now();
    }

    /** Reads one file, which must exist; unknown keys in it are faults. */
    void file(String name, Consumer<Section> reading) {
        read(root.resolve(name), reading);
    }

    /** Reads every {@code .json} file of a folder in the order of their names. */
    void folder(String name, Consumer<Section> reading) {
        for (Path path : files(name)) {
            read(path, reading);
        }
    }

    /** The same of a folder that need not be there. */
    void optionalFolder(String name, Consumer<Section> reading) {
        if (Files.isDirectory(root.resolve(name))) {
            folder(name, reading);
        }
    }

    List<Path> files(String folder) {
        Path directory = root.resolve(folder);
        try (Stream<Path> entries = Files.list(directory)) {
            List<Path> sorted = entries.sorted().toList();
            sorted.stream()
                    .filter(path -> !path.toString().endsWith(".json"))
                    .forEach(path -> faults.add(path.toString(), 1, 1, "only .json files are read here"));
            return sorted.stream()
                    .filter(path -> path.toString().endsWith(".json"))
                    .toList();
        } catch (IOException unreadable) {
            faults.add(directory.toString(), 1, 1, "is missing or not a readable folder");
            return List.of();
        }
    }

    void read(Path path, Consumer<Section> reading) {
        Optional<Section> outermost = ConfigurationFile.open(path, faults, dates);
        outermost.ifPresent(section -> {
            reading.accept(section);
            section.end();
        });
    }
}
