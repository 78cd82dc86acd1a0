package org.passerelle.node.grammar;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.passerelle.node.grammar.Instances.Instance;
import org.passerelle.node.seed.Configuration;
import org.passerelle.node.seed.ConfigurationException;
import org.passerelle.node.seed.ConfigurationFault;
import org.passerelle.node.seed.ConfigurationLoader;
import org.passerelle.node.seed.ShippedCopy;

/** The shipped configuration in a directory of its own, where objects can be changed, one at a time. */
record Copy(Path root) {
    private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
    private static final ObjectMapper MAPPER = new ObjectMapper();

    static Copy into(Path root) {
        try {
            ShippedCopy.into(root);
            return new Copy(root);
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    /** The faults of the loader after the change; the directory is as before afterwards. */
    List<ConfigurationFault> faults(Instance instance, Consumer<ObjectNode> change) {
        return changed(instance, change, () -> {
            try {
                ConfigurationLoader.load(root, NOW);
                return List.of();
            } catch (ConfigurationException refused) {
                return refused.faults();
            }
        });
    }

    Configuration loaded(Instance instance, Consumer<ObjectNode> change) {
        return changed(instance, change, () -> ConfigurationLoader.load(root, NOW));
    }

    private static <T> T changed(Instance instance, Consumer<ObjectNode> change, Supplier<T> load) {
        try {
            byte[] before = Files.readAllBytes(instance.file());
            JsonNode tree = MAPPER.readTree(before);
            change.accept((ObjectNode) tree.at(instance.pointer()));
            Files.writeString(
                    instance.file(), MAPPER.writerWithDefaultPrettyPrinter().writeValueAsString(tree));
            try {
                return load.get();
            } finally {
                Files.write(instance.file(), before);
            }
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }
}
