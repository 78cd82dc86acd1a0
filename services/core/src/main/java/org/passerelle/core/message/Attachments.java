package org.passerelle.core.message;

import java.util.Optional;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Records.NewPortion;

/**
 * Questions to the owner of records about the bytes of attachments. Bytes come in pieces and are no part of anything until they are
 * attached; whoever asks for them has decided that they may leave.
 */
public final class Attachments {
    public static final Address<Open, Done> OPEN = new Address<>("records.attachment-open", Open.class, Done.class);
    public static final Address<Store, Done> STORE = new Address<>("records.attachment-store", Store.class, Done.class);
    public static final Address<Attach, Attached> ATTACH =
            new Address<>("records.attachment-attach", Attach.class, Attached.class);
    public static final Address<Discard, Done> DISCARD =
            new Address<>("records.attachment-discard", Discard.class, Done.class);
    public static final Address<Read, Piece> READ = new Address<>("records.attachment-read", Read.class, Piece.class);

    /** Bytes in a piece, but for the last one, which has fewer. */
    public static final int PIECE = 256 * 1024;

    private Attachments() {}

    /**
     * Says that bytes will come.
     *
     * @param id new, and not to be guessed
     * @param label for whose originators and compartments their data key is wrapped
     * @param uploader account that sends them
     */
    public record Open(String id, Label label, int pieces, String uploader) {}

    /**
     * A piece.
     *
     * @param ordinal from 0
     * @param bytes in base64 (RFC 4648)
     */
    public record Store(String id, int ordinal, String bytes) {}

    /**
     * Attaches what was stored, as the next version of a record.
     *
     * @param party whose record it is
     * @param portion what is said of the bytes; its content is a {@link org.passerelle.core.record.Content.Attachment}
     * @param quarantineCause present: the record goes into quarantine
     */
    public record Attach(
            String recordId, String party, String submitter, NewPortion portion, Optional<String> quarantineCause) {}

    public sealed interface Attached {

        /** @param id of the attachment: an earlier one where the same file stands there under the same name and label */
        record Stored(String id, boolean replayed) implements Attached {}

        record Absent() implements Attached {}
    }

    /** Forgets what was not attached. */
    public record Discard(String id) {}

    public record Read(String id, int ordinal) {}

    /** @param bytes in base64; empty where they are gone */
    public record Piece(Optional<String> bytes) {}
}
