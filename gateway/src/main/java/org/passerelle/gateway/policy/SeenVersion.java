package org.passerelle.gateway.policy;

import io.vertx.core.Vertx;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The newest version that a gateway has ever enforced, kept in a file: after a restart it does not accept an older one either. An
 * operator who restores an older database on purpose removes the file.
 */
public final class SeenVersion implements PolicyLease.Seen {
    private static final Logger LOG = LoggerFactory.getLogger(SeenVersion.class);

    private final Vertx vertx;
    private final Path file;

    public SeenVersion(Vertx vertx, Path file) {
        this.vertx = vertx;
        this.file = file;
    }

    @Override
    public long version() {
        try {
            return Files.exists(file) ? Long.parseLong(Files.readString(file).strip()) : 0;
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        } catch (NumberFormatException damaged) {
            throw new IllegalStateException(file + " does not hold the number of a policy version", damaged);
        }
    }

    /** Off the event loop, and one after the other. */
    @Override
    public void remember(long version) {
        vertx.executeBlocking(() -> {
            write(version);
            return version;
        });
    }

    private void write(long version) {
        Path next = file.resolveSibling(file.getFileName() + ".next");
        try {
            Files.createDirectories(file.toAbsolutePath().getParent());
            Files.writeString(next, version + "\n");
            Files.move(next, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException unwritable) {
            // What is in memory still holds; only a restart would forget it.
            LOG.error("policy version {} is not remembered in {}: {}", version, file, unwritable.getMessage());
        }
    }
}
