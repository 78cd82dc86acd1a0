package org.passerelle.gateway.keys;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.crypto.InstallationKey;

class CursorsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    private Cursors cursors(String name) {
        return new Cursors(InstallationKey.loadOrGenerate(directory.resolve(name)));
    }

    @Test
    void anyGatewayOfTheInstallationReadsOn() {
        String cursor = cursors("key").seal(42, "search lake");
        assertEquals(Optional.of(42L), cursors("key").open(cursor, "search lake"));
    }

    @Test
    void isUselessToAnotherSubjectOrQuery() {
        String cursor = cursors("key").seal(42, "search lake");
        assertEquals(Optional.empty(), cursors("key").open(cursor, "search river"));
    }

    @Test
    void isUselessElsewhereAndWhenTamperedWith() {
        String cursor = cursors("key").seal(42, "search lake");
        assertEquals(Optional.empty(), cursors("other").open(cursor, "search lake"));
        assertEquals(Optional.empty(), cursors("key").open(cursor.substring(1) + "A", "search lake"));
        assertEquals(Optional.empty(), cursors("key").open("42", "search lake"));
        assertEquals(Optional.empty(), cursors("key").open("", "search lake"));
    }

    @Test
    void tellsNothingOfThePosition() {
        Cursors cursors = cursors("key");
        String one = cursors.seal(1, "search lake");
        assertNotEquals(one, cursors.seal(1, "search lake"));
        assertEquals(one.length(), cursors.seal(Long.MAX_VALUE, "search lake").length());
    }
}
