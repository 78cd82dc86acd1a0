package org.passerelle.gateway.attachments;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Keeps of a PNG (ISO/IEC 15948) the chunks without which it cannot be shown, and those that say how its colours are meant. Texts, EXIF,
 * times, profiles, further frames, whatever a program has added, and whatever stands behind the image go.
 */
final class PngCleaner {
    private static final byte[] SIGNATURE = {(byte) 0x89, 'P', 'N', 'G', '\r', '\n', 0x1a, '\n'};
    private static final Set<String> NEEDED = Set.of("IHDR", "PLTE", "IDAT", "IEND");
    private static final Set<String> COLOURS = Set.of("tRNS", "gAMA", "cHRM", "sRGB", "sBIT", "bKGD");
    private static final int FRAME = 12;

    private PngCleaner() {}

    static byte[] clean(byte[] bytes) throws UncleanFile {
        if (!Arrays.equals(bytes, 0, Math.min(bytes.length, SIGNATURE.length), SIGNATURE, 0, SIGNATURE.length)) {
            throw new UncleanFile("it claims to be a PNG, and its bytes are none");
        }
        ByteArrayOutputStream kept = new ByteArrayOutputStream(bytes.length);
        kept.writeBytes(SIGNATURE);
        ByteBuffer from = ByteBuffer.wrap(bytes).position(SIGNATURE.length);
        String before = "";
        boolean image = false;
        while (!before.equals("IEND")) {
            String type = chunk(bytes, from, kept);
            if (before.isEmpty() != type.equals("IHDR")) {
                throw broken();
            }
            image |= type.equals("IDAT");
            before = type;
        }
        if (!image) {
            throw new UncleanFile("it is a PNG without an image");
        }
        return kept.toByteArray();
    }

    private static String chunk(byte[] bytes, ByteBuffer from, ByteArrayOutputStream kept) throws UncleanFile {
        if (from.remaining() < FRAME) {
            throw broken();
        }
        int start = from.position();
        int length = from.getInt();
        if (length < 0 || length > from.remaining() - 8) {
            throw broken();
        }
        String type = new String(bytes, start + 4, 4, StandardCharsets.ISO_8859_1);
        CRC32 sum = new CRC32();
        sum.update(bytes, start + 4, 4 + length);
        from.position(start + 8 + length);
        if ((int) sum.getValue() != from.getInt()) {
            throw broken();
        }
        boolean critical = Character.isUpperCase(type.charAt(0));
        if (critical && !NEEDED.contains(type)) {
            throw broken();
        }
        if (critical || COLOURS.contains(type)) {
            kept.write(bytes, start, FRAME + length);
        }
        return type;
    }

    private static UncleanFile broken() {
        return new UncleanFile("it is a PNG whose chunks cannot be told apart, so that it cannot be cleaned");
    }
}
