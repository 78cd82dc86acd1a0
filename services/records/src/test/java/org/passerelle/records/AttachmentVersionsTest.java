package org.passerelle.records;

import static java.util.Objects.requireNonNull;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.platform.database.TestPostgres.await;
import static org.passerelle.records.AttachedFiles.portion;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
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
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.platform.database.Database;

/** Files stay with their record from version to version, as whoever attached them left them. */
class AttachmentVersionsTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final AttachedFiles FILES = new AttachedFiles(RECORDS);

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    @Test
    void everyVersionIsReadAsItWas() {
        String record = RECORDS.submit(Sample.incident("a ford").submit());
        FILES.attached(record, "ford.txt", Sample.label(Level.CONFIDENTIAL));
        FILES.attached(record, "ford-2.txt", Sample.label(Level.CONFIDENTIAL));
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
        FILES.open(id, Sample.label(Level.CONFIDENTIAL));
        FILES.send(id, 0);
        FILES.send(id, 1);
        NewPortion file = portion(id, "mill.txt", Sample.label(Level.CONFIDENTIAL));
        RECORDS.ask(
                Attachments.ATTACH,
                new Attachments.Attach(record, "MINUSMA", "minusma.analyst", file, Optional.empty()));
        FILES.attached(record, "another.txt", Sample.label(Level.CONFIDENTIAL));
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
        String first = FILES.attached(record, "one.txt", Sample.label(Level.CONFIDENTIAL));
        String second = FILES.attached(record, "two.txt", Sample.label(Level.CONFIDENTIAL));
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
        FILES.open(id, label);
        FILES.send(id, 0);
        FILES.send(id, 1);
        NewPortion file = portion(id, "copy.txt", label);
        NewPortion derived = new NewPortion(
                file.field(),
                file.content(),
                file.label(),
                file.originalMarking(),
                file.sourceType(),
                file.custody(),
                List.of(source));
        assertEquals(new Attached.Stored(id, false), FILES.attach(record, derived, Optional.empty()));
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
        String id = FILES.attached(record, "copy.txt", Sample.label(Level.CONFIDENTIAL));
        await(RECORDS.database.query(
                "update portion set derived_from = array[$2::text] where attachment = $1", id, source));
        await(RECORDS.database.transaction(connection ->
                Database.run(connection, """
                        insert into version (record_id, version, stored_at, submitter, type, areas, policy_tags, derived_from)
                        select record_id, 3, now(), submitter, type, areas, policy_tags, '{other}'
                        from version where record_id = $1 and version = 2
                        """, record).compose(written -> Database.run(connection, """
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
        FILES.attached(record, "ford.txt", Sample.label(Level.CONFIDENTIAL));
        assertEquals(2, RECORDS.found(record).facts().version());
        assertEquals(0, RECORDS.count("data_key where about like 'body " + record + "/%'"));
    }

    private static String migration(String file) throws IOException {
        try (InputStream sql = AttachmentVersionsTest.class.getResourceAsStream("/db/records/" + file)) {
            return new String(requireNonNull(sql).readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    private static List<String> derivatives(String source) {
        return RECORDS.ask(Records.DERIVATIVES, new Records.DerivedFrom(source)).byReleaser().values().stream()
                .flatMap(List::stream)
                .toList();
    }
}
