package org.passerelle.node.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import org.passerelle.gateway.interchange.UnreadableFile;

/**
 * The bytes that a file has when it is first read: what is appended to it from then on is no part of them.
 *
 * @param digest SHA-256, hexadecimal
 */
record Beginning(long length, String digest) {

    static Beginning of(Path file) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            Reading all = new Reading(bytes, Long.MAX_VALUE);
            String digest = all.digest();
            return new Beginning(all.bytes(), digest);
        }
    }

    /** Reads them once more. */
    Reading in(InputStream bytes) {
        return new Reading(bytes, length);
    }

    /** Fails unless what was read is what it was. */
    void same(Reading reading) throws IOException {
        if (!reading.digest().equals(digest)) {
            throw new UnreadableFile("", 0, 0, "has changed since it was first read");
        }
    }
}
