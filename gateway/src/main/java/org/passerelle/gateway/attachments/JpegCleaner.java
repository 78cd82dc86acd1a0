package org.passerelle.gateway.attachments;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;

/**
 * Keeps of a JPEG (ITU-T T.81) what a decoder needs: frames, tables, scans, the bare JFIF header, and Adobe's, which says how colours are
 * coded. EXIF, XMP, IPTC, profiles, previews, comments and whatever stands behind the image go.
 */
final class JpegCleaner {
    private static final int START = 0xD8;
    private static final int END = 0xD9;
    private static final int SCAN = 0xDA;
    private static final int APP_0 = 0xE0;
    private static final int APP_14 = 0xEE;
    private static final int APP_15 = 0xEF;
    private static final int COMMENT = 0xFE;
    private static final byte[] JFIF = "JFIF\0".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] ADOBE = "Adobe".getBytes(StandardCharsets.US_ASCII);
    private static final int ADOBE_LENGTH = 12;

    private final byte[] bytes;
    private final ByteArrayOutputStream kept;
    private int at;
    private boolean frame;
    private boolean scan;

    private JpegCleaner(byte[] bytes) {
        this.bytes = bytes;
        this.kept = new ByteArrayOutputStream(bytes.length);
    }

    static byte[] clean(byte[] bytes) throws UncleanFile {
        if (bytes.length < 4 || (bytes[0] & 0xff) != 0xff || (bytes[1] & 0xff) != START) {
            throw new UncleanFile("it claims to be a JPEG, and its bytes are none");
        }
        JpegCleaner cleaner = new JpegCleaner(bytes);
        cleaner.image();
        return cleaner.kept.toByteArray();
    }

    private void image() throws UncleanFile {
        at = 2;
        marker(START);
        int marker = next();
        while (marker != END) {
            segment(marker);
            marker = next();
        }
        if (!frame || !scan) {
            throw new UncleanFile("it is a JPEG without an image");
        }
        marker(END);
    }

    /** The marker that comes now; bytes of filling before it are left out. */
    private int next() throws UncleanFile {
        if (octet() != 0xff) {
            throw broken();
        }
        int marker = octet();
        while (marker == 0xff) {
            marker = octet();
        }
        return marker;
    }

    private void segment(int marker) throws UncleanFile {
        boolean metadata = (marker >= APP_0 && marker <= APP_15) || marker == COMMENT;
        boolean known = marker >= 0xC0 && marker <= 0xDF && marker != START && !(marker >= 0xD0 && marker <= 0xD7);
        if (!metadata && !known) {
            throw broken();
        }
        int length = ((octet() << 8) | octet()) - 2;
        if (length < 0 || at + length > bytes.length) {
            throw broken();
        }
        int from = at;
        at += length;
        if (marker == APP_0 && starts(from, length, JFIF) && length >= 14) {
            // Without the preview that may follow, which can show what was cropped.
            byte[] header = Arrays.copyOfRange(bytes, from, from + 14);
            header[12] = 0;
            header[13] = 0;
            write(marker, header);
        } else if (marker == APP_14 && starts(from, length, ADOBE) && length >= ADOBE_LENGTH) {
            write(marker, Arrays.copyOfRange(bytes, from, from + ADOBE_LENGTH));
        } else if (!metadata) {
            frame |= marker >= 0xC0 && marker <= 0xCF && marker != 0xC4 && marker != 0xC8 && marker != 0xCC;
            write(marker, Arrays.copyOfRange(bytes, from, at));
            if (marker == SCAN) {
                scan = true;
                entropy();
            }
        }
    }

    /** What is coded: up to a marker that is neither a stuffed byte nor a restart. */
    private void entropy() throws UncleanFile {
        int from = at;
        while (true) {
            if (at + 1 >= bytes.length) {
                throw broken();
            }
            int following = bytes[at + 1] & 0xff;
            if ((bytes[at] & 0xff) == 0xff && following != 0 && !(following >= 0xD0 && following <= 0xD7)) {
                break;
            }
            at++;
        }
        kept.write(bytes, from, at - from);
    }

    private boolean starts(int from, int length, byte[] name) {
        return length >= name.length && Arrays.equals(bytes, from, from + name.length, name, 0, name.length);
    }

    private void write(int marker, byte[] content) {
        marker(marker);
        kept.write((content.length + 2) >> 8);
        kept.write(content.length + 2);
        kept.writeBytes(content);
    }

    private void marker(int marker) {
        kept.write(0xff);
        kept.write(marker);
    }

    private int octet() throws UncleanFile {
        if (at >= bytes.length) {
            throw broken();
        }
        return bytes[at++] & 0xff;
    }

    private static UncleanFile broken() {
        return new UncleanFile("it is a JPEG whose segments cannot be told apart, so that it cannot be cleaned");
    }
}
