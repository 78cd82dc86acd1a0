package org.passerelle.audit.note;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.crypto.StrictBase64;

/** A tree head with the operator's signature (C2SP signed-note). */
public final class SignedNote {

    private static final String SIGNATURE_LINE = "— ";
    private static final int ID_LENGTH = 4;

    private SignedNote() {}

    /** Signs; the same head gives the same note. */
    public static String sign(TreeHead head, Ed25519Keys keys) {
        byte[] signature = keys.signature(head.text());
        byte[] identified = ByteBuffer.allocate(ID_LENGTH + signature.length)
                .put(new NoteKey(keys.publicKey()).id(head.origin()))
                .put(signature)
                .array();
        return new String(head.text(), StandardCharsets.UTF_8) + "\n" + SIGNATURE_LINE + head.origin() + " "
                + Base64.getEncoder().encodeToString(identified) + "\n";
    }

    /** The tree head, only if one of the signatures is this key's and right; signatures of others are passed over. */
    public static Optional<TreeHead> verify(String note, NoteKey key) {
        int end = note.indexOf("\n\n");
        if (end < 0 || !note.endsWith("\n")) {
            return Optional.empty();
        }
        String text = note.substring(0, end + 1);
        return TreeHead.parse(text)
                .filter(head -> note.substring(end + 2).lines().anyMatch(line -> isSignature(line, head, key)));
    }

    private static boolean isSignature(String line, TreeHead head, NoteKey key) {
        String start = SIGNATURE_LINE + head.origin() + " ";
        if (!line.startsWith(start)) {
            return false;
        }
        try {
            byte[] identified = StrictBase64.decode(line.substring(start.length()));
            return identified.length > ID_LENGTH
                    && Arrays.equals(Arrays.copyOf(identified, ID_LENGTH), key.id(head.origin()))
                    && key.verifies(head.text(), Arrays.copyOfRange(identified, ID_LENGTH, identified.length));
        } catch (IllegalArgumentException malformed) {
            return false;
        }
    }
}
