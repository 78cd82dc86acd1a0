package org.passerelle.node.process;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The data directory: private, and one system's at a time. */
class HomeTest {
    @TempDir
    @Nullable
    Path directory;

    private Home home() throws CannotStart {
        return Home.of(Map.of(
                "PASSERELLE_HOME",
                Objects.requireNonNull(directory).resolve("home").toString()));
    }

    @Test
    void isReadableByItsOwnerAlone() throws CannotStart, IOException {
        Home home = home();
        PrivateFile.write(home.directory().resolve("secret"), "x");
        assertEquals("rwx------", PosixFilePermissions.toString(Files.getPosixFilePermissions(home.directory())));
        assertEquals(
                "rw-------",
                PosixFilePermissions.toString(
                        Files.getPosixFilePermissions(home.directory().resolve("secret"))));
    }

    @Test
    void aSecondSystemIsToldWhoHoldsTheDirectory() throws CannotStart, IOException {
        Home home = home();
        HomeLock lock = HomeLock.take(home);
        CannotStart refusal = assertThrows(CannotStart.class, () -> HomeLock.take(home));
        assertTrue(String.valueOf(refusal.getMessage())
                .contains("process " + ProcessHandle.current().pid()));
        assertEquals(ProcessHandle.current(), HomeLock.holder(home).orElseThrow());
        lock.close();
        assertEquals(Optional.empty(), HomeLock.holder(home));
        HomeLock.take(home).close();
    }

    @Test
    void aPidThatBelongsToAnotherProcessByNowIsNotTaken() throws CannotStart, IOException {
        var file = new PidFile(home().directory().resolve("some.pid"));
        file.write(ProcessHandle.current());
        assertEquals(ProcessHandle.current(), file.process().orElseThrow());
        Files.writeString(file.path(), ProcessHandle.current().pid() + " 1970-01-01T00:00:00Z\n");
        assertEquals(Optional.empty(), file.process());
        Files.writeString(file.path(), "nonsense");
        assertEquals(Optional.empty(), file.process());
    }

    @Test
    void aTakenPortIsOneSentenceThatNamesTheSetting() throws IOException {
        InetAddress loopback = InetAddress.getLoopbackAddress();
        try (var taken = new ServerSocket(0, 1, loopback)) {
            CannotStart refusal = assertThrows(
                    CannotStart.class,
                    () -> Ports.requireFree(loopback, taken.getLocalPort(), "a gateway", "PASSERELLE_GATEWAY_PORTS"));
            assertEquals(
                    "port %d, meant for a gateway, is taken by another program; stop it or set PASSERELLE_GATEWAY_PORTS"
                            .formatted(taken.getLocalPort()),
                    refusal.getMessage());
        }
    }
}
