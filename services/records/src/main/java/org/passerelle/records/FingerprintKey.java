package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Collection;
import java.util.HexFormat;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.platform.crypto.InstallationKey;

/**
 * Turns fingerprints into what the database keeps: a keyed hash, so that whoever reads the database without the key cannot try out what a
 * portion says.
 */
final class FingerprintKey {
    /** 128 bits: nobody meets another content by chance, nor on purpose without the key. */
    private static final int LENGTH = 16;

    private final byte[] key;

    FingerprintKey(InstallationKey installation) {
        this.key = installation.derive("fingerprint", "HmacSHA256").getEncoded();
    }

    /** What is kept of stored content. */
    Buffer[] ofStored(Content content) {
        return keyed(Fingerprint.ofEveryForm(content));
    }

    Buffer[] keyed(Collection<Fingerprint> fingerprints) {
        return fingerprints.stream()
                .map(Fingerprint::hex)
                .distinct()
                .map(this::keyed)
                .toArray(Buffer[]::new);
    }

    /** What is kept of the hash of a body, to know it again. */
    String ofBody(String bodyHash) {
        return HexFormat.of()
                .formatHex(InstallationKey.mac(key, ("body " + bodyHash).getBytes(StandardCharsets.US_ASCII)));
    }

    /** By which a tag that a party keeps for itself is found. */
    Buffer ofLocalTag(LocalTags.Named tag) {
        byte[] mac = InstallationKey.mac(
                key, ("local tag " + tag.party() + "\n" + tag.tag()).getBytes(StandardCharsets.UTF_8));
        return Buffer.buffer(Arrays.copyOf(mac, LENGTH));
    }

    /** Tells this key from others. */
    Buffer proof() {
        return keyed("proof");
    }

    private Buffer keyed(String text) {
        byte[] mac = InstallationKey.mac(key, text.getBytes(StandardCharsets.US_ASCII));
        return Buffer.buffer(Arrays.copyOf(mac, LENGTH));
    }
}
