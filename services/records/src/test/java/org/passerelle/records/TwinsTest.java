package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.NewPortion;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.Grid;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** Whatever is stored is found again by its content, and by nobody without the key. */
class TwinsTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final String TEXT = "The ford below Tassiga is mined by night.";

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    @Test
    void areFoundByContentRetyped() {
        String id = RECORDS.submit(text("Two lorries wait behind the school.").submit());
        assertEquals(List.of(id), found(new Content.Text("two lorries WAIT, behind the school")));
        assertEquals(List.of(), found(new Content.Text("two lorries wait before the school")));
    }

    @Test
    void areFoundInEveryVersion() {
        String id = RECORDS.submit(text(TEXT).submit());
        RECORDS.ask(
                Records.REVISE,
                new Records.Revise(
                        id, 1, text("Nothing of the kind is at the ford.").submit()));
        Records.SameContent same = same(new Content.Text(TEXT));
        assertEquals(
                List.of(1),
                same.records().stream().map(record -> record.facts().version()).toList());
        assertEquals(Map.of(id, 2), same.newest());
    }

    @Test
    void areFoundByACoarsePlace() {
        Sample sample = Sample.incident("coarse").at("ML", -2.34567, 15.43219);
        String id = RECORDS.submit(sample.submit());
        Content.Head exact =
                (Content.Head) sample.submit().portions().getFirst().content();
        Content.Head coarse = new Content.Head(
                "alert",
                "en",
                exact.eventTime(),
                exact.validUntil(),
                exact.country(),
                exact.admin1(),
                exact.geometry().flatMap(place -> Grid.coarsened(place, GeometryTier.KM_50)),
                exact.grading(),
                List.of(),
                Map.of());
        assertEquals(List.of(id), found(coarse));
    }

    @Test
    void ofOneReleaserDoNotCrowdOutThoseOfAnother() {
        String text = "Nothing was seen in the sector during this period.";
        String first = RECORDS.submit(text(text).submit());
        for (int i = 0; i < 210; i++) {
            RECORDS.submit(text(text).by("EUCAP").submit());
        }
        List<String> found = found(new Content.Text(text));
        assertEquals(200, found.size());
        assertTrue(found.contains(first));
    }

    @Test
    void areLookedForWithTheSameStatementWhetherThereAreAny() {
        RECORDS.submit(text("A column of seven left the camp at dawn.").submit());
        List<String> present = statements(new Content.Text("A column of seven left the camp at dawn."));
        List<String> absent = statements(new Content.Text("A column of eight left the camp at dawn."));
        assertEquals(absent, present);
        assertEquals(1, present.size());
    }

    @Test
    void cannotBeGuessedFromTheDatabase() {
        RECORDS.submit(text("The informant sleeps at the mill by the river.").submit());
        Fingerprint guess = Fingerprint.of(new Content.Text("The informant sleeps at the mill by the river."))
                .iterator()
                .next();
        byte[] hash = Arrays.copyOf(HexFormat.of().parseHex(guess.hex()), 16);
        assertFalse(stored().contains(HexFormat.of().formatHex(hash)));
        assertFalse(stored().contains(guess.hex()));
    }

    @Test
    void areFoundInWhatWasStoredBeforeThereWereFingerprints() {
        String id =
                RECORDS.submit(text("Old words about an old bridge at Ansongo.").submit());
        await(RECORDS.database.query("update portion set fingerprints = null"));
        assertEquals(List.of(), found(new Content.Text("Old words about an old bridge at Ansongo.")));
        await(fingerprinting(RECORDS.home.resolve(InstallationKey.FILE)).complete());
        assertEquals(List.of(id), found(new Content.Text("Old words about an old bridge at Ansongo.")));
    }

    /** Batches are not completed one within the other: so many would be deeper than the stack. */
    @Test
    void areMadeUpForHoweverManyBatchesThereAre() {
        NewPortion line = text("One of many lines.").submit().portions().getLast();
        RECORDS.submit(
                text("Many lines.").portions(Collections.nCopies(4000, line)).submit());
        await(RECORDS.database.query("update portion set fingerprints = null"));
        await(fingerprinting(RECORDS.home.resolve(InstallationKey.FILE), 1).complete());
        assertEquals(
                0,
                await(RECORDS.database.query("select 1 from portion where fingerprints is null"))
                        .size());
    }

    @Test
    void areNotLookedForUnderAnotherKey() {
        Fingerprinting other = fingerprinting(RECORDS.home.resolve("other.key"));
        assertThrows(Exception.class, () -> await(other.complete()));
    }

    private static Fingerprinting fingerprinting(java.nio.file.Path key) {
        return fingerprinting(key, 500);
    }

    private static Fingerprinting fingerprinting(java.nio.file.Path key, int together) {
        return new Fingerprinting(
                RECORDS.database,
                new FingerprintKey(InstallationKey.loadOrGenerate(key)),
                new ContentSeal(new Seal(WrappingKeys.in(RECORDS.home.resolve(WrappingKeys.DIRECTORY)))),
                together);
    }

    private static List<String> statements(Content content) {
        RECORDS.statements.drain();
        found(content);
        return RECORDS.statements.drain();
    }

    private static String stored() {
        return await(RECORDS.database.query("select string_agg(fingerprints::text, ' ') from portion"))
                .iterator()
                .next()
                .getString(0);
    }

    private static Records.SameContent same(Content content) {
        return RECORDS.ask(Records.SAME_CONTENT, new Records.SameContentOf(Fingerprint.of(content)));
    }

    private static List<String> found(Content content) {
        return same(content).records().stream()
                .map(record -> record.facts().recordId())
                .toList();
    }

    private static Sample text(String text) {
        List<NewPortion> portions = new ArrayList<>();
        portions.add(Sample.portion("body", new Content.Text(text), Sample.label(Level.UNCLASSIFIED)));
        return Sample.incident(text).portions(portions);
    }
}
