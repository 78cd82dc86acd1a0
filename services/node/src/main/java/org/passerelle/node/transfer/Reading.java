package org.passerelle.node.transfer;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Reads so many bytes and no more, and knows how many they were and their digest. Whoever opened them closes them. */
final class Reading extends InputStream {
    private final InputStream bytes;
    private final long most;
    private final MessageDigest sha = sha();
    private long read;

    Reading(InputStream bytes, long most) {
        this.bytes = bytes;
        this.most = most;
    }

    long bytes() {
        return read;
    }

    /** SHA-256 of all of them: reads those that nobody has read. */
    String digest() throws IOException {
        transferTo(OutputStream.nullOutputStream());
        return HexFormat.of().formatHex(sha.digest());
    }

    @Override
    public int read() throws IOException {
        byte[] one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xFF;
    }

    @Override
    public int read(byte[] into, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (read == most) {
            return -1;
        }
        int many = bytes.read(into, offset, (int) Math.min(length, most - read));
        if (many > 0) {
            sha.update(into, offset, many);
            read += many;
        }
        return many;
    }

    private static MessageDigest sha() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
