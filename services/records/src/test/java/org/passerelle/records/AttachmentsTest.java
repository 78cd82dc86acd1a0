package org.passerelle.records;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.records.AttachedFiles.BYTES;
import static org.passerelle.records.AttachedFiles.MARKER;
import static org.passerelle.records.AttachedFiles.portion;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Attachments.Attached;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.world.With;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Sha256;

/** A file is attached whole or not at all, opens for nobody who exchanged its pieces, and leaves nothing when it is over. */
class AttachmentsTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final AttachedFiles FILES = new AttachedFiles(RECORDS);

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Map<String, PortionFacts> portions(StoredRecord record) {
        return record.facts().portions().stream().collect(Collectors.toMap(PortionFacts::id, one -> one));
    }

    @Test
    void anAttachmentMakesAVersionInWhichEverythingElseStandsAsItStood() {
        String record = RECORDS.submit(Sample.incident("a well").submit());
        StoredRecord before = RECORDS.found(record);
        String id = FILES.attached(record, "well.txt", Sample.label(Level.CONFIDENTIAL));
        StoredRecord after = RECORDS.found(record);
        assertEquals(2, after.facts().version());
        assertEquals(before.facts().submitter(), after.facts().submitter());
        assertTrue(after.facts().createdAt().isAfter(before.facts().createdAt()));
        Map<String, PortionFacts> stand = portions(after);
        before.facts().portions().forEach(portion -> {
            PortionFacts same = requireNonNull(stand.get(portion.id()));
            assertEquals(before.contents().get(portion.id()), after.contents().get(portion.id()));
            assertEquals(before.facts().createdAt(), after.facts().createdAt(same));
            assertEquals(1, after.facts().versionOf(same));
            assertTrue(after.facts().unchangedSince(1, same));
        });
        PortionFacts added = after.facts().portions().getLast();
        assertEquals(PortionFacts.ATTACHMENT, added.field());
        assertEquals(after.facts().createdAt(), after.facts().createdAt(added));
        assertEquals(
                portion(id, "well.txt", Sample.label(Level.CONFIDENTIAL)).content(),
                after.contents().get(added.id()));
        assertEquals(Optional.of(Sha256.hex(BYTES)), FILES.read(id).map(Sha256::hex));
        assertEquals(Map.of(), RECORDS.holding(MARKER));
        assertEquals(Map.of(), RECORDS.holding("well.txt"));
    }

    @Test
    void whatIsNotAllThereIsNotAttachedAndNothingOfItStays() {
        String record = RECORDS.submit(Sample.incident("a mill").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String id = UUID.randomUUID().toString();
        FILES.open(id, label);
        FILES.send(id, 0);
        assertThrows(Unavailable.class, () -> FILES.attach(record, portion(id, "mill.txt", label), Optional.empty()));
        assertEquals(1, RECORDS.found(record).facts().version());
        assertEquals(Optional.empty(), FILES.read(id));
        RECORDS.ask(Attachments.DISCARD, new Attachments.Discard(id));
        assertEquals(Map.of(), RECORDS.holding(id));
    }

    @Test
    void whoeverDoesNotComeBackLeavesNothing() {
        String id = UUID.randomUUID().toString();
        FILES.open(id, Sample.label(Level.CONFIDENTIAL));
        FILES.send(id, 0);
        Clock later = Clock.fixed(Instant.now().plus(AttachmentStore.LOOSE.plusMinutes(1)), ZoneOffset.UTC);
        await(new Expiry(RECORDS.database, Clock.systemUTC()).expire());
        assertNotEquals(Map.of(), RECORDS.holding(id));
        await(new Expiry(RECORDS.database, later).expire());
        assertEquals(Map.of(), RECORDS.holding(id));
    }

    @Test
    void theSameAgainIsTheSameAttachment() {
        String record = RECORDS.submit(Sample.incident("a tower").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String first = UUID.randomUUID().toString();
        FILES.open(first, label);
        FILES.send(first, 0);
        FILES.send(first, 1);
        Optional<String> cause = Optional.of("possible-mistreatment");
        assertEquals(
                new Attached.Stored(first, false), FILES.attach(record, portion(first, "tower.txt", label), cause));
        List<Long> raised = List.copyOf(RECORDS.awaited);
        String again = UUID.randomUUID().toString();
        FILES.open(again, label);
        FILES.send(again, 0);
        FILES.send(again, 1);
        RECORDS.awaited.clear();
        assertEquals(new Attached.Stored(first, true), FILES.attach(record, portion(again, "tower.txt", label), cause));
        assertEquals(2, RECORDS.found(record).facts().version());
        assertEquals(List.of(raised.getLast()), RECORDS.awaited, "the first one may still wait for its barrier");
    }

    /** Else whoever may not see a file would learn by its bytes that it is there. */
    @Test
    void theSameOfAnotherAccountIsAnotherAttachment() {
        String record = RECORDS.submit(Sample.incident("a tower").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String first = FILES.attached(record, "tower.txt", label);
        String second = UUID.randomUUID().toString();
        FILES.open(second, label);
        FILES.send(second, 0);
        FILES.send(second, 1);
        assertEquals(
                new Attached.Stored(second, false),
                RECORDS.ask(
                        Attachments.ATTACH,
                        new Attachments.Attach(
                                record,
                                "MINUSMA",
                                "minusma.analyst",
                                portion(second, "tower.txt", label),
                                Optional.empty())));
        assertNotEquals(first, second);
        assertEquals(3, RECORDS.found(record).facts().version());
    }

    @Test
    void nobodyAttachesToWhatIsAnothersOrRecalledOrAbsent() {
        Label label = Sample.label(Level.CONFIDENTIAL);
        String foreign = RECORDS.submit(Sample.incident("theirs").by("UNODC").submit());
        String recalled = RECORDS.submit(Sample.incident("gone").submit());
        RECORDS.ask(Records.RECALL, new Records.Recall(recalled, "MINUSMA", "minusma.officer", "mistaken"));
        for (String record : List.of(foreign, recalled, "no such record")) {
            String id = UUID.randomUUID().toString();
            FILES.open(id, label);
            FILES.send(id, 0);
            FILES.send(id, 1);
            assertInstanceOf(
                    Attached.Absent.class, FILES.attach(record, portion(id, "x.txt", label), Optional.empty()));
            assertEquals(Optional.empty(), FILES.read(id));
        }
    }

    @Test
    void aDelayAndARetentionCountFromWhenTheFileCame() {
        String record = RECORDS.submit(Sample.incident("a market").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        Instant end = Instant.now().plus(Duration.ofDays(1));
        String id = FILES.attached(record, "market.txt", With.with(label, "retainUntil", Optional.of(end)));
        await(new Expiry(RECORDS.database, Clock.fixed(end.plusSeconds(1), ZoneOffset.UTC)).expire());
        assertEquals(Optional.empty(), FILES.read(id));
        assertEquals(3, RECORDS.found(record).contents().size());
        assertEquals(Map.of("portion", 1L), RECORDS.holding(id));
    }

    @Test
    void destructionLeavesNothingOfIt() {
        String record = RECORDS.submit(Sample.incident("a cell").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String id = UUID.randomUUID().toString();
        FILES.open(id, label);
        FILES.send(id, 0);
        FILES.send(id, 1);
        assertEquals(
                new Attached.Stored(id, false),
                FILES.attach(record, portion(id, "cell.txt", label), Optional.of("possible-mistreatment")));
        assertEquals(RecordState.QUARANTINED, RECORDS.found(record).facts().state());
        String quarantine =
                RECORDS.ask(Quarantines.LIST, new Quarantines.ListOf(Set.of("MINUSMA"), "MINUSMA")).cases().stream()
                        .filter(one -> one.recordId().equals(record))
                        .findFirst()
                        .orElseThrow()
                        .id();
        RECORDS.ask(
                Quarantines.RULE,
                new Quarantines.Rule(
                        quarantine,
                        Set.of("MINUSMA"),
                        "MINUSMA",
                        "minusma.approver",
                        Quarantines.Ruling.DESTROY,
                        "it was forced"));
        assertEquals(Map.of(), RECORDS.holding(id));
        assertEquals(Optional.empty(), FILES.read(id));
    }

    @Test
    void theSameBytesAreFoundWhateverTheyAreCalled() {
        String record = RECORDS.submit(Sample.incident("a school").submit());
        FILES.attached(record, "school.txt", Sample.label(Level.CONFIDENTIAL));
        Set<Fingerprint> sought = Fingerprint.of(
                portion("x", "other.txt", Sample.label(Level.CONFIDENTIAL)).content());
        assertTrue(RECORDS.ask(Records.SAME_CONTENT, new Records.SameContentOf(sought)).records().stream()
                .anyMatch(one -> one.facts().recordId().equals(record)));
    }

    @Test
    void piecesThatWereExchangedDoNotOpen() {
        String record = RECORDS.submit(Sample.incident("a road").submit());
        String id = FILES.attached(record, "road.txt", Sample.label(Level.CONFIDENTIAL));
        await(RECORDS.database.query(
                "update attachment_piece set ordinal = 2 where attachment = $1 and ordinal = 0", id));
        await(RECORDS.database.query(
                "update attachment_piece set ordinal = 0 where attachment = $1 and ordinal = 1", id));
        assertEquals(Optional.empty(), FILES.read(id));
    }
}
