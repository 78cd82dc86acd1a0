package org.passerelle.records;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Attachments;
import org.passerelle.core.message.Attachments.Attached;
import org.passerelle.core.message.Quarantines;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.Database;

class AttachmentsTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final String MARKER = "zwischenfall am brunnen";
    private static final byte[] BYTES = bytes();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static byte[] bytes() {
        byte[] bytes = new byte[Attachments.PIECE + 1000];
        byte[] marker = MARKER.getBytes(StandardCharsets.UTF_8);
        for (int at = 0; at < bytes.length; at++) {
            bytes[at] = marker[at % marker.length];
        }
        return bytes;
    }

    private static NewPortion portion(String id, String name, Label label) {
        Content content = new Content.Attachment(id, name, "text/plain", BYTES.length, Sha256.hex(BYTES), 2);
        return new NewPortion(
                PortionFacts.ATTACHMENT, content, label, "UN CONFIDENTIAL", "incident", List.of(), List.of());
    }

    private static void open(String id, Label label) {
        RECORDS.ask(Attachments.OPEN, new Attachments.Open(id, label, 2, "minusma.officer"));
    }

    private static void send(String id, int ordinal) {
        byte[] piece = Arrays.copyOfRange(
                BYTES, ordinal * Attachments.PIECE, Math.min(BYTES.length, (ordinal + 1) * Attachments.PIECE));
        RECORDS.ask(
                Attachments.STORE,
                new Attachments.Store(id, ordinal, Base64.getEncoder().encodeToString(piece)));
    }

    private static Attached attach(String record, NewPortion portion, Optional<String> quarantine) {
        return RECORDS.ask(
                Attachments.ATTACH, new Attachments.Attach(record, "MINUSMA", "minusma.officer", portion, quarantine));
    }

    private static String attached(String record, String name, Label label) {
        String id = UUID.randomUUID().toString();
        open(id, label);
        send(id, 0);
        send(id, 1);
        assertEquals(new Attached.Stored(id, false), attach(record, portion(id, name, label), Optional.empty()));
        return id;
    }

    private static Optional<byte[]> read(String id) {
        ByteArrayOutputStream all = new ByteArrayOutputStream();
        for (int ordinal = 0; ordinal < 2; ordinal++) {
            Optional<String> piece = RECORDS.ask(Attachments.READ, new Attachments.Read(id, ordinal))
                    .bytes();
            if (piece.isEmpty()) {
                return Optional.empty();
            }
            all.writeBytes(Base64.getDecoder().decode(piece.get()));
        }
        return Optional.of(all.toByteArray());
    }

    private static Map<String, PortionFacts> portions(StoredRecord record) {
        return record.facts().portions().stream().collect(Collectors.toMap(PortionFacts::id, one -> one));
    }

    @Test
    void anAttachmentMakesAVersionInWhichEverythingElseStandsAsItStood() {
        String record = RECORDS.submit(Sample.incident("a well").submit());
        StoredRecord before = RECORDS.found(record);
        String id = attached(record, "well.txt", Sample.label(Level.CONFIDENTIAL));
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
        assertEquals(Optional.of(Sha256.hex(BYTES)), read(id).map(Sha256::hex));
        assertEquals(Map.of(), RECORDS.holding(MARKER));
        assertEquals(Map.of(), RECORDS.holding("well.txt"));
    }

    @Test
    void everyVersionIsReadAsItWas() {
        String record = RECORDS.submit(Sample.incident("a ford").submit());
        attached(record, "ford.txt", Sample.label(Level.CONFIDENTIAL));
        attached(record, "ford-2.txt", Sample.label(Level.CONFIDENTIAL));
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(
                        record, 3, Sample.incident("a ford and a mill").submit()));
        List<StoredRecord> versions = RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(record))
                .versions();
        assertEquals(
                List.of(3, 4, 5, 5),
                versions.stream()
                        .map(version -> version.facts().portions().size())
                        .toList());
        assertEquals(
                Stream.of("a ford", "a ford", "a ford", "a ford and a mill")
                        .map(title -> String.valueOf(new Content.Text(title)))
                        .toList(),
                versions.stream()
                        .map(version -> version.facts().portions().stream()
                                .filter(portion -> portion.field().equals("title"))
                                .map(portion ->
                                        String.valueOf(version.contents().get(portion.id())))
                                .collect(Collectors.joining()))
                        .toList());
        StoredRecord last = versions.getLast();
        List<PortionFacts> kept = last.facts().portions().subList(3, 5);
        assertEquals(List.of(2, 3), kept.stream().map(last.facts()::versionOf).toList());
        assertEquals(
                Set.of(2, 3, 4),
                RECORDS
                        .ask(
                                Records.FACTS,
                                new Records.FactsOf(List.of(
                                        new Records.VersionOf(record, 2),
                                        new Records.VersionOf(record, 3),
                                        new Records.VersionOf(record, 1))))
                        .facts()
                        .stream()
                        .map(facts -> facts.portions().size() - 1)
                        .collect(Collectors.toSet()));
    }

    /** Whoever writes the text anew has not written the files that stay with it, and what is for its author alone is not for them. */
    @Test
    void aFileIsOfWhoAttachedItWhoeverRevisesTheText() {
        String record = RECORDS.submit(Sample.incident("a mill").submit());
        String id = UUID.randomUUID().toString();
        open(id, Sample.label(Level.CONFIDENTIAL));
        send(id, 0);
        send(id, 1);
        NewPortion file = portion(id, "mill.txt", Sample.label(Level.CONFIDENTIAL));
        RECORDS.ask(
                Attachments.ATTACH,
                new Attachments.Attach(record, "MINUSMA", "minusma.analyst", file, Optional.empty()));
        attached(record, "another.txt", Sample.label(Level.CONFIDENTIAL));
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(record, 3, Sample.incident("a mill").submit()));
        for (StoredRecord version : RECORDS.ask(Records.GATHER_VERSIONS, new Records.GatherVersions(record))
                .versions()) {
            version.facts().portions().forEach(portion -> {
                boolean analysts = version.contents().get(portion.id()) instanceof Content.Attachment attached
                        && attached.name().equals("mill.txt");
                assertEquals(
                        analysts ? "minusma.analyst" : "minusma.officer",
                        version.facts().author(portion),
                        portion.field());
            });
        }
    }

    @Test
    void aRevisionLeavesOutWhatItSays() {
        String record = RECORDS.submit(Sample.incident("a bridge").submit());
        String first = attached(record, "one.txt", Sample.label(Level.CONFIDENTIAL));
        String second = attached(record, "two.txt", Sample.label(Level.CONFIDENTIAL));
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(record, 3, Sample.incident("a bridge").submit(), Set.of(first, "unknown")));
        assertEquals(
                Set.of(second),
                RECORDS.found(record).contents().values().stream()
                        .filter(Content.Attachment.class::isInstance)
                        .map(content -> ((Content.Attachment) content).id())
                        .collect(Collectors.toSet()));
    }

    /** Whoever recalls the source must find what stays. */
    @Test
    void aRevisionStillDerivesFromWhatTheFilesThatStayDeriveFrom() throws IOException {
        String source = RECORDS.submit(Sample.incident("a source").submit());
        String record = RECORDS.submit(Sample.incident("a copy").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String id = UUID.randomUUID().toString();
        open(id, label);
        send(id, 0);
        send(id, 1);
        NewPortion file = portion(id, "copy.txt", label);
        NewPortion derived = new NewPortion(
                file.field(),
                file.content(),
                file.label(),
                file.originalMarking(),
                file.sourceType(),
                file.custody(),
                List.of(source));
        assertEquals(new Attached.Stored(id, false), attach(record, derived, Optional.empty()));
        Records.Submit anew = Sample.incident("a copy, corrected").submit();
        RECORDS.ask(Records.REVISE, new Records.Revise(record, 2, anew));
        assertEquals(List.of(source), RECORDS.found(record).derivedFrom());
        assertEquals(List.of(record), derivatives(source));
        await(RECORDS.database.query("update version set derived_from = '{}' where record_id = $1", record));
        await(RECORDS.database.query(migration("V24__what_files_that_stay_derive_from.sql")));
        assertEquals(List.of(record), derivatives(source), "as of what was stored before");
        RECORDS.ask(Records.REVISE, new Records.Revise(record, 3, anew, Set.of(id)));
        assertEquals(List.of(), RECORDS.found(record).derivedFrom());
        assertEquals(List.of(), derivatives(source));
    }

    /** During an update a node of an older product writes beside: of the text alone it says what a new version derives from. */
    @Test
    void aVersionThatAnOlderNodeWritesDerivesFromWhatItsFilesDeriveFrom() {
        String source = RECORDS.submit(Sample.incident("a source").submit());
        String record = RECORDS.submit(Sample.incident("a copy").submit());
        String id = attached(record, "copy.txt", Sample.label(Level.CONFIDENTIAL));
        await(RECORDS.database.query(
                "update portion set derived_from = array[$2::text] where attachment = $1", id, source));
        await(RECORDS.database.transaction(connection -> Database.run(connection, """
                        insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                        select record_id, 3, now(), submitter, type, areas, policy_tags, '{other}'
                        from version where record_id = $1 and version = 2
                        """, record)
                .compose(written -> Database.run(connection, """
                        update portion set version = 3, first_version = coalesce(first_version, version), since = coalesce(since, now())
                        where attachment = $1
                        """, id))));
        assertEquals(
                Set.of(source, "other"),
                Set.of(await(RECORDS.database.query(
                                "select derived_from from version where record_id = $1 and version = 3", record))
                        .iterator()
                        .next()
                        .getArrayOfStrings("derived_from")));
    }

    @Test
    void aFileIsAttachedToARecordOfWhichNothingElseIsLeft() {
        String record = RECORDS.submit(Sample.incident("a ford").submit());
        await(RECORDS.database.query("delete from data_key where about = $1", "body " + record + "/1"));
        attached(record, "ford.txt", Sample.label(Level.CONFIDENTIAL));
        assertEquals(2, RECORDS.found(record).facts().version());
        assertEquals(0, RECORDS.count("data_key where about like 'body " + record + "/%'"));
    }

    private static String migration(String file) throws IOException {
        try (InputStream sql = AttachmentsTest.class.getResourceAsStream("/db/records/" + file)) {
            return new String(requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> derivatives(String source) {
        return RECORDS.ask(Records.DERIVATIVES, new Records.DerivedFrom(source)).byReleaser().values().stream()
                .flatMap(List::stream)
                .toList();
    }

    @Test
    void whatIsNotAllThereIsNotAttachedAndNothingOfItStays() {
        String record = RECORDS.submit(Sample.incident("a mill").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String id = UUID.randomUUID().toString();
        open(id, label);
        send(id, 0);
        assertThrows(Unavailable.class, () -> attach(record, portion(id, "mill.txt", label), Optional.empty()));
        assertEquals(1, RECORDS.found(record).facts().version());
        assertEquals(Optional.empty(), read(id));
        RECORDS.ask(Attachments.DISCARD, new Attachments.Discard(id));
        assertEquals(Map.of(), RECORDS.holding(id));
    }

    @Test
    void whoeverDoesNotComeBackLeavesNothing() {
        String id = UUID.randomUUID().toString();
        open(id, Sample.label(Level.CONFIDENTIAL));
        send(id, 0);
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
        open(first, label);
        send(first, 0);
        send(first, 1);
        Optional<String> cause = Optional.of("possible-mistreatment");
        assertEquals(new Attached.Stored(first, false), attach(record, portion(first, "tower.txt", label), cause));
        List<Long> raised = List.copyOf(RECORDS.awaited);
        String again = UUID.randomUUID().toString();
        open(again, label);
        send(again, 0);
        send(again, 1);
        RECORDS.awaited.clear();
        assertEquals(new Attached.Stored(first, true), attach(record, portion(again, "tower.txt", label), cause));
        assertEquals(2, RECORDS.found(record).facts().version());
        assertEquals(List.of(raised.getLast()), RECORDS.awaited, "the first one may still wait for its barrier");
    }

    @Test
    void nobodyAttachesToWhatIsAnothersOrRecalledOrAbsent() {
        Label label = Sample.label(Level.CONFIDENTIAL);
        String foreign = RECORDS.submit(Sample.incident("theirs").by("UNODC").submit());
        String recalled = RECORDS.submit(Sample.incident("gone").submit());
        RECORDS.ask(Records.RECALL, new Records.Recall(recalled, "MINUSMA", "minusma.officer", "mistaken"));
        for (String record : List.of(foreign, recalled, "no such record")) {
            String id = UUID.randomUUID().toString();
            open(id, label);
            send(id, 0);
            send(id, 1);
            assertInstanceOf(Attached.Absent.class, attach(record, portion(id, "x.txt", label), Optional.empty()));
            assertEquals(Optional.empty(), read(id));
        }
    }

    @Test
    void aDelayAndARetentionCountFromWhenTheFileCame() {
        String record = RECORDS.submit(Sample.incident("a market").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        Instant end = Instant.now().plus(Duration.ofDays(1));
        String id = attached(
                record,
                "market.txt",
                new Label(
                        label.level(),
                        label.tlp(),
                        label.originators(),
                        label.purposes(),
                        label.compartments(),
                        label.releasableTo(),
                        label.notReleasableTo(),
                        label.eyesOnly(),
                        label.onward(),
                        label.flags(),
                        label.embargoUntil(),
                        Optional.of(end),
                        label.markedAt()));
        await(new Expiry(RECORDS.database, Clock.fixed(end.plusSeconds(1), ZoneOffset.UTC)).expire());
        assertEquals(Optional.empty(), read(id));
        assertEquals(3, RECORDS.found(record).contents().size());
        assertEquals(Map.of("portion", 1L), RECORDS.holding(id));
    }

    @Test
    void destructionLeavesNothingOfIt() {
        String record = RECORDS.submit(Sample.incident("a cell").submit());
        Label label = Sample.label(Level.CONFIDENTIAL);
        String id = UUID.randomUUID().toString();
        open(id, label);
        send(id, 0);
        send(id, 1);
        assertEquals(
                new Attached.Stored(id, false),
                attach(record, portion(id, "cell.txt", label), Optional.of("possible-mistreatment")));
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
        assertEquals(Optional.empty(), read(id));
    }

    @Test
    void theSameBytesAreFoundWhateverTheyAreCalled() {
        String record = RECORDS.submit(Sample.incident("a school").submit());
        attached(record, "school.txt", Sample.label(Level.CONFIDENTIAL));
        Set<Fingerprint> sought = Fingerprint.of(
                portion("x", "other.txt", Sample.label(Level.CONFIDENTIAL)).content());
        assertTrue(RECORDS.ask(Records.SAME_CONTENT, new Records.SameContentOf(sought)).records().stream()
                .anyMatch(one -> one.facts().recordId().equals(record)));
    }

    @Test
    void piecesThatWereExchangedDoNotOpen() {
        String record = RECORDS.submit(Sample.incident("a road").submit());
        String id = attached(record, "road.txt", Sample.label(Level.CONFIDENTIAL));
        await(RECORDS.database.query(
                "update attachment_piece set ordinal = 2 where attachment = $1 and ordinal = 0", id));
        await(RECORDS.database.query(
                "update attachment_piece set ordinal = 0 where attachment = $1 and ordinal = 1", id));
        assertEquals(Optional.empty(), read(id));
    }
}
