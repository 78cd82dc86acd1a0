package org.passerelle.platform.config;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;
import org.passerelle.platform.json.LocatedJson;

/** Lays defaults, file and environment over one another, then reads the whole strictly. */
final class ConfigSources {
    private ConfigSources() {}

    static NodeConfig load(Optional<Path> file, Map<String, String> environment) {
        ObjectNode merged = (ObjectNode) Json.tree(defaults());
        Optional<LocatedJson> located = file.map(ConfigSources::parse);
        located.ifPresent(document -> lay(merged, document.tree()));
        Variables.read(environment).forEach((path, value) -> set(merged, path, value));
        try {
            return Json.read(merged, NodeConfig.class);
        } catch (JsonFault fault) {
            throw placed(fault, file, located, environment);
        }
    }

    // The fault was found in the merged document; what matters is where its author wrote it.
    private static ConfigFault placed(
            JsonFault fault, Optional<Path> file, Optional<LocatedJson> located, Map<String, String> environment) {
        String problem = fault.problem()
                + fault.suggestion().map(word -> "; did you mean " + word + "?").orElse("");
        String variable = Variables.PREFIX
                + fault.pointer().substring(Math.min(1, fault.pointer().length()));
        for (String name : environment.keySet()) {
            if (name.replace("_", "").equalsIgnoreCase(variable.replace("_", "").replace("/", ""))) {
                return new ConfigFault(name + ": " + problem);
            }
        }
        if (located.isEmpty()) {
            return new ConfigFault(fault.pointer() + ": " + problem);
        }
        LocatedJson.Place place = located.get().place(fault.pointer());
        return new ConfigFault(file.map(Path::toString).orElse("") + ":" + place.line() + ":" + place.column() + ": "
                + fault.pointer() + ": " + problem);
    }

    private static LocatedJson parse(Path file) {
        try {
            LocatedJson document = LocatedJson.read(Files.readString(file));
            if (!document.tree().isObject()) {
                throw new ConfigFault(file + ":1:1: must be an object");
            }
            return document;
        } catch (JsonFault fault) {
            throw new ConfigFault(file + ":" + fault.line() + ":" + fault.column() + ": " + fault.problem());
        } catch (IOException unreadable) {
            throw new ConfigFault(file + ": cannot be read");
        }
    }

    private static void lay(ObjectNode under, JsonNode over) {
        over.properties().forEach(entry -> {
            JsonNode below = under.get(entry.getKey());
            if (below instanceof ObjectNode object && entry.getValue().isObject()) {
                lay(object, entry.getValue());
            } else {
                under.set(entry.getKey(), entry.getValue());
            }
        });
    }

    private static void set(ObjectNode root, List<String> path, JsonNode value) {
        ObjectNode parent = root;
        for (String step : path.subList(0, path.size() - 1)) {
            JsonNode next = parent.get(step);
            parent = next instanceof ObjectNode object ? object : parent.putObject(step);
        }
        parent.set(path.getLast(), value);
    }

    private static String defaults() {
        try (InputStream stream = ConfigSources.class.getResourceAsStream("defaults.json")) {
            return new String(Objects.requireNonNull(stream).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
