package org.passerelle.audit.note;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
import org.passerelle.audit.merkle.Hash;

/**
 * What a checkpoint says: the log, how long it is, and its root (C2SP tlog-checkpoint).
 *
 * @param log a party id, or {@code operator}
 */
public record TreeHead(String log, long size, Hash root) {

    private static final String ORIGIN = "passerelle/";

    public TreeHead {
        if (log.isEmpty() || log.chars().anyMatch(c -> Character.isWhitespace(c) || c == '+')) {
            throw new IllegalArgumentException("a log name has neither spaces nor plus signs");
        }
        if (size < 0) {
            throw new IllegalArgumentException("a log has no negative size");
        }
    }

    /** The origin line, which is also the name of the key that signs. */
    public String origin() {
        return origin(log);
    }

    public static String origin(String log) {
        return ORIGIN + log;
    }

    /** The text that is signed: origin, size and base64 root, a line each. */
    public byte[] text() {
        return "%s\n%d\n%s\n".formatted(origin(), size, root.base64()).getBytes(StandardCharsets.UTF_8);
    }

    /** Reads exactly what {@link #text} writes; anything else is empty. */
    public static Optional<TreeHead> parse(String text) {
        List<String> lines = text.lines().toList();
        if (lines.size() != 3 || !lines.getFirst().startsWith(ORIGIN)) {
            return Optional.empty();
        }
        try {
            TreeHead head = new TreeHead(
                    lines.getFirst().substring(ORIGIN.length()),
                    Long.parseLong(lines.get(1)),
                    Hash.ofBase64(lines.get(2)));
            boolean exact = text.equals(new String(head.text(), StandardCharsets.UTF_8));
            return exact ? Optional.of(head) : Optional.empty();
        } catch (IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }
}
