package org.passerelle.node.process;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Set;

/** Files and directories that only their owner may read; files are replaced whole or not at all. */
public final class PrivateFile {
    private static final Set<PosixFilePermission> DIRECTORY = PosixFilePermissions.fromString("rwx------");
    private static final Set<PosixFilePermission> FILE = PosixFilePermissions.fromString("rw-------");

    private PrivateFile() {}

    /** Makes the directory, mode 700, if it is not there. */
    public static Path directory(Path path) throws IOException {
        Files.createDirectories(path, PosixFilePermissions.asFileAttribute(DIRECTORY));
        Files.setPosixFilePermissions(path, DIRECTORY);
        return path;
    }

    /** Writes the file, mode 600. */
    public static void write(Path path, String content) throws IOException {
        Path parent = path.toAbsolutePath().getParent();
        if (parent != null) {
            Files.createDirectories(parent);
        }
        Path fresh = Files.createTempFile(
                parent, path.getFileName().toString(), ".new", PosixFilePermissions.asFileAttribute(FILE));
        try {
            Files.writeString(fresh, content);
            Files.move(fresh, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } finally {
            Files.deleteIfExists(fresh);
        }
    }
}
