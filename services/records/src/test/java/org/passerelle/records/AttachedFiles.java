package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.passerelle.core.label.Label;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Attachments.Attached;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.platform.crypto.Sha256;

/** Files of the mission, each of the same bytes in two pieces, that are put beside its records. */
record AttachedFiles(RecordsFixture records) {
    static final String MARKER = "zwischenfall am brunnen";
    static final byte[] BYTES = bytes();

    private static byte[] bytes() {
        byte[] bytes = new byte[Attachments.PIECE + 1000];
        byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = marker[at % marker.length];
        }
        return bytes;
    }

    static NewPortion portion(String id, String name, Label label) {
        Content content = new Content.Attachment(id, name, "text/plain", BYTES.length, Sha256.hex(BYTES), 2);
        return new NewPortion(
                PortionFacts.ATTACHMENT, content, label, "UN CONFIDENTIAL", "incident", List.of(), List.of());
    }

    void open(String id, Label label) {
        records.ask(Attachments.OPEN, new Attachments.Open(id, label, 2, "minusma.officer"));
    }

    void send(String id, int ordinal) {
        byte[] piece = Arrays.copyOfRange(
                BYTES, ordinal * Attachments.PIECE, Math.min(BYTES.length, (ordinal + 1) * Attachments.PIECE));
        records.ask(
                Attachments.STORE,
                new Attachments.Store(id, ordinal, Base64.getEncoder().encodeToString(piece)));
    }

    Attached attach(String record, NewPortion portion, Optional<String> quarantine) {
        return records.ask(
                Attachments.ATTACH, new Attachments.Attach(record, "MINUSMA", "minusma.officer", portion, quarantine));
    }

    String attached(String record, String name, Label label) {
        String id = UUID.randomUUID().toString();
        open(id, label);
        send(id, 0);
        send(id, 1);
        assertEquals(new Attached.Stored(id, false), attach(record, portion(id, name, label), Optional.empty()));
        return id;
    }

    Optional<byte[]> read(String id) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            Optional<String> piece = records.ask(Attachments.READ, new Attachments.Read(id, ordinal))
                    .bytes();
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            all.writeBytes(Base64.getDecoder().decode(piece.get()));
        }
        return Optional.of(all.toByteArray());
    }
}
