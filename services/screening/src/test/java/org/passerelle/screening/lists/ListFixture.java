package org.passerelle.screening.lists;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.Base64;
import java.util.Objects;
import java.util.zip.GZIPOutputStream;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** An invented publication: two individuals and an entity; and what seals whom names in records are like. */
final class ListFixture {
    private ListFixture() {}

    static String text() {
        try (InputStream file = Objects.requireNonNull(ListFixture.class.getResourceAsStream("list-1.xml"))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Under the keys of a home that a service was started in. */
    static MatchSeal seal(Path home) {
        return new MatchSeal(
                new Seal(WrappingKeys.in(home.resolve(WrappingKeys.DIRECTORY))),
                InstallationKey.loadOrGenerate(home.resolve(InstallationKey.FILE)));
    }

    static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    static String packed(byte[] document) {
        try (ByteArrayOutputStream packed = new ByteArrayOutputStream()) {
            try (GZIPOutputStream packing = new GZIPOutputStream(packed)) {
                packing.write(document);
            }
            return Base64.getEncoder().encodeToString(packed.toByteArray());
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }

    static String packed(String text) {
        return packed(bytes(text));
    }
}
