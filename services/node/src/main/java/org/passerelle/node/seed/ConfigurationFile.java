package org.passerelle.node.seed;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.passerelle.agreements.reading.Dates;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Source;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** A file of the configuration: where its values stand, and where its faults are noted. */
final class ConfigurationFile implements Source {
    private final Path path;
    private final LocatedJson content;
    private final Faults faults;
    private final Dates dates;

    private ConfigurationFile(Path path, LocatedJson content, Faults faults, Dates dates) {
        this.path = path;
        this.content = content;
        this.faults = faults;
        this.dates = dates;
    }

    /** The file's outermost object; empty, with the fault noted, when the file cannot be read or is not JSON. */
    static Optional<Section> open(Path path, Faults faults, Dates dates) {
        try {
            LocatedJson content = LocatedJson.read(Files.readString(path));
            return Optional.of(new Section(new ConfigurationFile(path, content, faults, dates), "", content.tree()));
        } catch (JsonFault broken) {
            faults.add(path.toString(), broken.line(), broken.column(), broken.problem());
        } catch (IOException unreadable) {
            faults.add(path.toString(), 1, 1, "cannot be read as UTF-8 text");
        }
        return Optional.empty();
    }

    @Override
    public void fault(String pointer, Kind kind, String message) {
        LocatedJson.Place place = content.place(pointer);
        faults.add(path.toString(), place.line(), place.column(), message);
    }

    @Override
    public Dates dates() {
        return dates;
    }
}
