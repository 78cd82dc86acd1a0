package org.passerelle.platform.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class Ed25519KeysTest {
    @TempDir
    Path directory;

    @Test
    void verifiesWhatItSignedAndNothingElse() {
        Ed25519Keys keys = Ed25519Keys.generate();
        String signature = keys.sign("text".getBytes(UTF_8));
        assertTrue(Ed25519Keys.verify(keys.publicKey(), "text".getBytes(UTF_8), signature));
        assertFalse(Ed25519Keys.verify(keys.publicKey(), "texts".getBytes(UTF_8), signature));
        assertFalse(Ed25519Keys.verify(Ed25519Keys.generate().publicKey(), "text".getBytes(UTF_8), signature));
        assertFalse(Ed25519Keys.verify(keys.publicKey(), "text".getBytes(UTF_8), "***"));
        assertFalse(Ed25519Keys.verify("", "text".getBytes(UTF_8), signature));
        assertEquals(16, keys.keyId().length());
    }

    @Test
    void keepsThePairInAFileForItsOwnerAlone() throws IOException {
        Path file = directory.resolve("keys/authority.pem");
        Ed25519Keys first = Ed25519Keys.loadOrGenerate(file);
        assertEquals("rw-------", PosixFilePermissions.toString(Files.getPosixFilePermissions(file)));
        assertEquals(first.publicKey(), Ed25519Keys.loadOrGenerate(file).publicKey());
        assertTrue(Ed25519Keys.verify(
                first.publicKey(), new byte[1], Ed25519Keys.load(file).sign(new byte[1])));
    }

    @Test
    void refusesAFileThatIsNoKey() throws IOException {
        Path file = Files.writeString(directory.resolve("broken.pem"), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
        assertThrows(IllegalStateException.class, () -> Ed25519Keys.loadOrGenerate(file));
    }
}
