package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Instant;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.Event;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.platform.crypto.Sha256;

/** The way in which a party destroys a record of its own (OPERATIONS) leaves nothing of what any version of it said. */
final class OwnDestructionTest {
    private static final Instant OVER = Instant.parse("2016-01-20T09:00:00Z");
    private static final byte[] BYTES = "as the ferryman wrote it".getBytes(StandardCharsets.UTF_8);

    private final RecordsFixture records = new RecordsFixture();

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void whatEveryVersionSaidGoesWithItsFiles() {
        String id = records.submit(submission(head(kept()), text("body", "Twelve men wait at Tassiga", kept())));
        revise(id, 1, Set.of(), head(kept()), text("title", "Men at Tassiga", kept()));
        String file = attach(id, kept());
        records.ask(
                Records.RECALL,
                new Records.Recall(id, "MINUSMA", "minusma.officer", "the men of Tassiga were never there"));
        revise(id, 3, Set.of(file), head(over()), text("title", "-", over()), text("body", "-", over()));
        expire();
        assertEquals(0, records.count("attachment"));
        assertEquals(0, records.count("portion where sealed is not null or fingerprints <> '{}'"));
        assertEquals(0, records.count("print"));
        assertEquals(0, records.count("data_key where about like 'portion %' or about like 'attachment %'"));
        assertEquals(Map.of(), records.holding("tassiga"));
        assertEquals(0, records.count("data_key where about like 'recall %'"));
        expire();
        assertEquals(
                List.of(Event.Kind.RECALLED + " ", Event.Kind.ERASED + " no longer retained"),
                records.ask(Records.EVENTS, new Records.EventsAfter(0, 100)).events().stream()
                        .filter(event -> event.kind() == Event.Kind.RECALLED || event.kind() == Event.Kind.ERASED)
                        .map(event -> event.kind() + " " + event.detail())
                        .toList(),
                "once");
    }

    @Test
    void aFileThatIsLeftOutOfWhatIsKeptIsKeptAndOneThatStaysHasAnEndOfItsOwn() {
        String id = records.submit(submission(head(kept()), text("body", "Twelve men wait", kept())));
        String file = attach(id, kept());
        revise(id, 2, Set.of(), head(over()), text("body", "-", over()));
        expire();
        assertEquals(1, records.count("attachment"), "it stays, and its label says nothing of an end");
        String other = records.submit(submission(head(kept()), text("body", "Ten men wait", kept())));
        String left = attach(other, kept());
        revise(other, 2, Set.of(left), head(kept()), text("body", "-", over()));
        expire();
        assertEquals(2, records.count("attachment"), "an earlier version still has it");
        revise(id, 3, Set.of(file), head(over()), text("body", "-", over()));
        expire();
        assertEquals(1, records.count("attachment"));
    }

    private static Optional<Instant> kept() {
        return Optional.empty();
    }

    private static Optional<Instant> over() {
        return Optional.of(OVER);
    }

    private static Label label(Optional<Instant> retainUntil) {
        return new Label(
                Level.CONFIDENTIAL,
                Tlp.AMBER,
                Set.of("MINUSMA"),
                Audience.only("early-warning"),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.unrestricted(),
                Set.of(),
                Optional.empty(),
                retainUntil,
                Sample.AT);
    }

    private static NewPortion head(Optional<Instant> end) {
        return Sample.portion(PortionFacts.HEAD, Sample.head("ML", -0.3, 19.1), label(end));
    }

    private static NewPortion text(String field, String text, Optional<Instant> end) {
        return Sample.portion(field, new Content.Text(text), label(end));
    }

    private static Records.Submit submission(NewPortion... portions) {
        return Sample.incident("").portions(List.of(portions)).submit();
    }

    private void revise(String id, int expected, Set<String> without, NewPortion... portions) {
        assertInstanceOf(
                Records.ReviseOutcome.Stored.class,
                records.ask(Records.REVISE, new Records.Revise(id, expected, submission(portions), without)));
    }

    private String attach(String record, Optional<Instant> end) {
        String id = "file of " + record;
        records.ask(Attachments.OPEN, new Attachments.Open(id, label(end), 1, "minusma.officer"));
        records.ask(
                Attachments.STORE,
                new Attachments.Store(id, 0, Base64.getEncoder().encodeToString(BYTES)));
        NewPortion file = Sample.portion(
                PortionFacts.ATTACHMENT,
                new Content.Attachment(id, "ferry.txt", "text/plain", BYTES.length, Sha256.hex(BYTES), 1),
                label(end));
        assertInstanceOf(
                Attachments.Attached.Stored.class,
                records.ask(
                        Attachments.ATTACH,
                        new Attachments.Attach(record, "MINUSMA", "minusma.officer", file, Optional.empty())));
        return id;
    }

    private void expire() {
        await(new Expiry(records.database, Clock.systemUTC()).expire());
    }
}
