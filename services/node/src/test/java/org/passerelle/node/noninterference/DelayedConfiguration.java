package org.passerelle.node.noninterference;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.passerelle.node.seed.ShippedCopy;

/** The shipped configuration but for one clause, under which records go to one recipient after a delay, in every way. */
final class DelayedConfiguration {
    /** Who gets everything late. */
    static final String RECIPIENT = "eucap-system";

    private static final String CLAUSE = "agreements/08-eucap-out.json";

    private DelayedConfiguration() {}

    /** Writes it there. */
    static Path under(Path home, Duration delay) {
        Path configuration = home.resolve("config");
        try {
            ShippedCopy.into(configuration);
            Path clause = configuration.resolve(CLAUSE);
            String shipped = Files.readString(clause);
            String delayed = shipped.replace("[\"READ\"]", "[\"READ\", \"EXPORT\", \"PUSH\"]")
                    .replace("\"obligations\": {", "\"obligations\": {\"delay\": \"" + delay + "\", ");
            Files.writeString(clause, delayed);
            return configuration;
        } catch (IOException failed) {
            throw new UncheckedIOException(failed);
        }
    }
}
