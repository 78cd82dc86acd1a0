package org.passerelle.gateway.attachments;

import java.nio.charset.StandardCharsets;
import java.text.Normalizer;
import java.util.Optional;

/** Names of files: one line that shows as it is written on every screen, and that no system takes for a path. */
public final class FileName {
    private static final int LONGEST = 120;
    private static final String FORBIDDEN = "/\\:*?\"<>|%";

    private FileName() {}

    /** The name in composed form (NFC); empty where it is none. */
    public static Optional<String> read(String given) {
        String name = Normalizer.normalize(given, Normalizer.Form.NFC);
        boolean sound = !name.isBlank()
                && name.equals(name.strip())
                && !name.startsWith(".")
                && !name.endsWith(".")
                && name.codePointCount(0, name.length()) <= LONGEST
                && name.codePoints().allMatch(FileName::mayStand);
        return sound ? Optional.of(name) : Optional.empty();
    }

    // Characters of format turn the direction of a name, so that its end looks like another.
    private static boolean mayStand(int character) {
        return switch (Character.getType(character)) {
            case Character.CONTROL,
                    Character.FORMAT,
                    Character.SURROGATE,
                    Character.PRIVATE_USE,
                    Character.UNASSIGNED,
                    Character.LINE_SEPARATOR,
                    Character.PARAGRAPH_SEPARATOR -> false;
            default -> FORBIDDEN.indexOf(character) < 0;
        };
    }

    /** The header under which it is saved (RFC 6266), for old and new readers. */
    public static String disposition(String name) {
        StringBuilder ascii = new StringBuilder();
        name.codePoints().forEach(character -> ascii.append(character < 0x7f ? (char) character : '_'));
        StringBuilder encoded = new StringBuilder();
        for (byte one : name.getBytes(StandardCharsets.UTF_8)) {
            boolean plain = one == '.' || (one > 0 && Character.isLetterOrDigit(one));
            encoded.append(plain ? String.valueOf((char) one) : "%%%02X".formatted(one & 0xff));
        }
        return "attachment; filename=\"" + ascii + "\"; filename*=UTF-8''" + encoded;
    }
}
