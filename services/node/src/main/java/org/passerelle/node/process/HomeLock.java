package org.passerelle.node.process;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Optional;

/** Only one system at a time runs on a data directory; the lock ends with the process, however it ends. */
public final class HomeLock implements AutoCloseable {
    private final FileChannel channel;

    private HomeLock(FileChannel channel) {
        this.channel = channel;
    }

    /** Takes the lock, or says who holds it. */
    public static HomeLock take(Home home) throws CannotStart {
        Path file = home.directory().resolve("lock");
        try {
            FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE);
            FileLock lock = tryLock(channel);
            if (lock == null) {
                channel.close();
                throw new CannotStart(
                        "the data directory %s is in use by process %s; stop it with \"passerelle down\" or set PASSERELLE_HOME to another"
                                .formatted(
                                        home.directory(), Files.readString(file).trim()));
            }
            channel.truncate(0);
            channel.write(ByteBuffer.wrap((ProcessHandle.current().pid() + "\n").getBytes(StandardCharsets.US_ASCII)));
            return new HomeLock(channel);
        } catch (IOException unusable) {
            throw new CannotStart(
                    "the data directory %s cannot be locked: %s".formatted(home.directory(), unusable.getMessage()),
                    unusable);
        }
    }

    /** The process that holds the lock, if one does. */
    public static Optional<ProcessHandle> holder(Home home) throws CannotStart {
        Path file = home.directory().resolve("lock");
        try (FileChannel channel = FileChannel.open(file, StandardOpenOption.CREATE, StandardOpenOption.WRITE)) {
            if (tryLock(channel) != null) {
                return Optional.empty();
            }
            return ProcessHandle.of(Long.parseLong(Files.readString(file).trim()));
        } catch (IOException | NumberFormatException unreadable) {
            throw new CannotStart(
                    "the lock of the data directory %s cannot be read".formatted(home.directory()), unreadable);
        }
    }

    private static @org.jspecify.annotations.Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException heldByThisProcess) {
            return null;
        }
    }

    @Override
    public void close() throws IOException {
        channel.close();
    }
}
