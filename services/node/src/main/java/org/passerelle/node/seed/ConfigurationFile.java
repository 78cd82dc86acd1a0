package org.passerelle.node.seed;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** A file of the configuration: where its values stand, and where its faults are noted. */
final class ConfigurationFile {
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

    void fault(String pointer, String message) {
        LocatedJson.Place place = content.place(pointer);
        faults.add(path.toString(), place.line(), place.column(), message);
    }

    Dates dates() {
        return dates;
    }

    JsonNode empty() {
        return Json.tree("{}");
    }
}
