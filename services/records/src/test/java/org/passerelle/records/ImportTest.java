package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Imports;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.platform.bus.Unavailable;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

class ImportTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final String WHO = "minusma.officer";
    private static final String FILE = "f".repeat(64);

    private Imports.Job job = open();

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    @BeforeEach
    void openAnother() {
        job = open();
    }

    @Test
    void storesAPieceOnceHoweverOftenItIsSent() {
        long before = RECORDS.count("record");
        Imports.Store piece = piece(1, "a", accepted("one"), faulty(2), accepted("three"));
        Imports.Stored.Done first = assertInstanceOf(Imports.Stored.Done.class, RECORDS.ask(Imports.STORE, piece));
        Imports.Stored.Done again = assertInstanceOf(Imports.Stored.Done.class, RECORDS.ask(Imports.STORE, piece));
        assertEquals(first.piece(), again.piece());
        assertEquals(2, first.piece().stored());
        assertEquals(1, first.piece().refused());
        assertEquals(4, again.job().next());
        assertEquals(before + 2, RECORDS.count("record"));
        assertEquals(
                List.of(new Imports.Found(2, fault(2))),
                RECORDS.ask(Imports.FAULTS, new Imports.FaultsOf(job.id(), WHO, 0, 10))
                        .faults());
    }

    @Test
    void isFoundByTheDigestOfItsFileOfWhichAKeyedHashIsKept() {
        assertEquals(
                job,
                RECORDS.ask(Imports.LIST, new Imports.Of(WHO, Optional.of(FILE)))
                        .jobs()
                        .getFirst());
        assertTrue(RECORDS.ask(Imports.LIST, new Imports.Of(WHO, Optional.of("0".repeat(64))))
                .jobs()
                .isEmpty());
        RECORDS.ask(Imports.STORE, piece(1, "0a", accepted("one")));
        String kept = String.valueOf(TestPostgres.await(RECORDS.database.query("""
                        select string_agg(import.digest || import_piece.digest, ' ') from import, import_piece
                        """))
                .iterator()
                .next()
                .getString(0));
        assertFalse(kept.contains(FILE));
    }

    @Test
    void takesNothingThatDoesNotBeginWhereTheJobStands() {
        RECORDS.ask(Imports.STORE, piece(1, "a", accepted("one"), accepted("two")));
        long before = RECORDS.count("record");
        Imports.Stored.Elsewhere standsAt = new Imports.Stored.Elsewhere(3);
        assertEquals(standsAt, RECORDS.ask(Imports.STORE, piece(4, "b", accepted("four"))));
        assertEquals(standsAt, RECORDS.ask(Imports.STORE, piece(2, "b", accepted("two"))));
        assertEquals(standsAt, RECORDS.ask(Imports.STORE, piece(1, "other", accepted("one"), accepted("two"))));
        assertEquals(before, RECORDS.count("record"));
    }

    @Test
    void aPieceThatCannotBeStoredWholeLeavesNothing() {
        long records = RECORDS.count("record");
        long portions = RECORDS.count("portion");
        long events = RECORDS.count("event");
        Imports.Store unstorable = piece(1, "a", accepted("one"), accepted("zero \0 is no text for the database"));
        assertThrows(Unavailable.class, () -> RECORDS.ask(Imports.STORE, unstorable));
        assertEquals(records, RECORDS.count("record"));
        assertEquals(portions, RECORDS.count("portion"));
        assertEquals(events, RECORDS.count("event"));
        assertEquals(1, look().next());
        assertInstanceOf(Imports.Stored.Done.class, RECORDS.ask(Imports.STORE, piece(1, "b", accepted("one"))));
    }

    @Test
    void twoThatSendTheSamePieceAtOnceStoreItOnce() throws Exception {
        long before = RECORDS.count("record");
        Imports.Store piece = piece(1, "a", accepted("left"), accepted("right"));
        var one = RECORDS.bus.ask(Imports.STORE, piece).toCompletionStage().toCompletableFuture();
        var other = RECORDS.bus.ask(Imports.STORE, piece).toCompletionStage().toCompletableFuture();
        assertInstanceOf(Imports.Stored.Done.class, one.get());
        assertInstanceOf(Imports.Stored.Done.class, other.get());
        assertEquals(before + 2, RECORDS.count("record"));
    }

    @Test
    void everyRecordIsOfferedOnceInTheOrderOfTheFile() {
        long before = RECORDS.ask(Records.EVENTS, new Records.EventsAfter(0, 1000)).events().stream()
                .mapToLong(Records.Event::sequence)
                .max()
                .orElse(0);
        RECORDS.ask(
                Imports.STORE,
                piece(
                        1,
                        "a",
                        IntStream.range(0, 50).mapToObj(n -> accepted("n" + n)).toArray(Imports.Item[]::new)));
        List<Records.Event> events = RECORDS.ask(Records.EVENTS, new Records.EventsAfter(before, 1000))
                .events();
        assertEquals(50, events.size());
        List<String> texts = new ArrayList<>();
        events.forEach(event -> RECORDS.found(event.recordId()).contents().values().stream()
                .filter(Content.Text.class::isInstance)
                .map(content -> ((Content.Text) content).text())
                .filter(text -> text.startsWith("n"))
                .forEach(texts::add));
        assertEquals(IntStream.range(0, 50).mapToObj(n -> "n" + n).toList(), texts);
    }

    @Test
    void aRejectedItemLeavesItsCaseAndNoContent() {
        long cases = RECORDS.count("rejection");
        Imports.Item rejected = new Imports.Item.Rejected(
                fault(1),
                new Records.Reject(
                        "MINUSMA",
                        WHO,
                        "UN STRICTLY CONFIDENTIAL",
                        Level.STRICTLY_CONFIDENTIAL,
                        Level.CONFIDENTIAL,
                        "ab"));
        RECORDS.ask(Imports.STORE, piece(1, "a", rejected));
        assertEquals(cases + 1, RECORDS.count("rejection"));
        assertEquals(1, look().refused());
        assertEquals(0, look().stored());
    }

    @Test
    void isCompletedOnlyAtTheEndOfTheFileAndTakesNothingAfterwards() {
        RECORDS.ask(Imports.STORE, piece(1, "a", accepted("one")));
        assertEquals(new Imports.Completed.Elsewhere(2), RECORDS.ask(Imports.COMPLETE, complete(2)));
        assertInstanceOf(Imports.Completed.Done.class, RECORDS.ask(Imports.COMPLETE, complete(1)));
        assertInstanceOf(Imports.Completed.Done.class, RECORDS.ask(Imports.COMPLETE, complete(1)));
        assertEquals(new Imports.Stored.Closed(), RECORDS.ask(Imports.STORE, piece(2, "b", accepted("two"))));
    }

    @Test
    void nobodyElseKnowsTheJob() {
        Imports.Store others = new Imports.Store(job.id(), "somebody.else", 1, "a", List.of(accepted("one")));
        assertEquals(new Imports.Stored.Absent(), RECORDS.ask(Imports.STORE, others));
        assertEquals(
                Optional.empty(),
                RECORDS.ask(Imports.LOOK, new Imports.Look(job.id(), "somebody.else", 0, ""))
                        .job());
        assertTrue(RECORDS.ask(Imports.LIST, new Imports.Of("somebody.else", Optional.empty()))
                .jobs()
                .isEmpty());
    }

    @Test
    void whatIsTheSameIsFoundForEachOfManyAsForOne() {
        String one = "The ford below Tassiga is mined; twelve men guard it.";
        String other = "Two lorries wait behind the granary of the old market.";
        String stored = RECORDS.submit(
                Sample.incident("copy").portions(List.of(text(one))).submit());
        RECORDS.submit(Sample.incident("copy").portions(List.of(text(other))).submit());
        List<Records.SameContent> each = RECORDS.ask(
                        Records.SAME_CONTENTS,
                        new Records.SameContentsOf(List.of(
                                Fingerprint.of(new Content.Text(one)),
                                Fingerprint.of(new Content.Text("Nothing of the kind was ever reported here.")),
                                Fingerprint.of(new Content.Text(other)))))
                .each();
        assertEquals(stored, each.getFirst().records().getFirst().facts().recordId());
        assertTrue(each.get(1).records().isEmpty());
        assertEquals(
                RECORDS.ask(Records.SAME_CONTENT, new Records.SameContentOf(Fingerprint.of(new Content.Text(other)))),
                each.get(2));
    }

    private static final String MAPPING = """
            {"constants":{"portions":[{"field":"body","text":"the informant lives in Tassiga"}]}}""";

    private static Imports.Job openMapped() {
        return RECORDS.ask(
                Imports.OPEN,
                new Imports.Open("MINUSMA", WHO, "informants of Tassiga.csv", "csv", FILE, Optional.of(MAPPING)));
    }

    private static long keys(Imports.Job of) {
        return RECORDS.count("data_key where about in ('import " + of.id() + "', 'import mapping " + of.id() + "')");
    }

    @Test
    void whatItSaysOfItsFileIsSealedAndItsMappingGoesWhenItIsCompleted() {
        job = openMapped();
        assertEquals(Optional.of(MAPPING), look().mapping());
        Imports.Fault named = new Imports.Fault(1, 0, "/name of Tassiga", "unknown-field", "unknown field of Tassiga");
        RECORDS.ask(Imports.STORE, piece(1, "a", new Imports.Item.Faulty(List.of(named))));
        assertEquals(
                List.of(new Imports.Found(1, named)),
                RECORDS.ask(Imports.FAULTS, new Imports.FaultsOf(job.id(), WHO, 0, 10))
                        .faults());
        assertEquals(Map.of(), RECORDS.holding("of Tassiga"));
        assertEquals(Map.of(), RECORDS.holding("the informant lives"));
        assertEquals(2, keys(job));
        RECORDS.ask(Imports.COMPLETE, complete(1));
        assertEquals(Optional.empty(), look().mapping());
        assertEquals(job.mappingDigest(), look().mappingDigest());
        assertEquals("informants of Tassiga.csv", look().name());
        assertEquals(1, keys(job));
        assertEquals(0, RECORDS.count("import where sealed_mapping is not null and id = '" + job.id() + "'"));
    }

    @Test
    void isNotThereWhereItsMappingDoesNotOpen() {
        job = openMapped();
        TestPostgres.await(
                RECORDS.database.query("delete from data_key where about = $1", "import mapping " + job.id()));
        assertEquals(new Imports.Stored.Absent(), RECORDS.ask(Imports.STORE, piece(1, "a", accepted("one"))));
    }

    @Test
    void sealsWhatAnOlderProductLeftInClear() {
        job = openMapped();
        Imports.Job completed = openMapped();
        for (String change : List.of(
                "alter table import drop constraint import_is_sealed",
                "alter table import_fault drop constraint import_fault_is_sealed",
                "delete from data_key where about in ('import %1$s', 'import mapping %1$s')",
                "delete from data_key where about in ('import %2$s', 'import mapping %2$s')",
                "update import set name = 'old.csv', mapping = '{\"a\": 1}', sealed = null, sealed_mapping = null"
                        + " where id in ('%1$s', '%2$s')",
                "update import set completed_at = now() where id = '%2$s'",
                "insert into import_fault (import, item, line, at_column, pointer, code, message)"
                        + " values ('%1$s', 7, 8, 9, '/old name', 'missing', 'old words')")) {
            TestPostgres.await(RECORDS.database.query(change.formatted(job.id(), completed.id())));
        }
        TestPostgres.await(new ImportSealing(
                        RECORDS.database,
                        new ContentSeal(new Seal(WrappingKeys.in(RECORDS.home.resolve(WrappingKeys.DIRECTORY)))))
                .complete());
        assertEquals("old.csv", look().name());
        assertEquals(Optional.of("{\"a\": 1}"), look().mapping());
        assertEquals(Optional.of(Sha256.hex("{\"a\":1}")), look().mappingDigest());
        assertEquals(
                List.of(new Imports.Found(7, new Imports.Fault(8, 9, "/old name", "missing", "old words"))),
                RECORDS.ask(Imports.FAULTS, new Imports.FaultsOf(job.id(), WHO, 0, 10))
                        .faults());
        assertEquals(Map.of(), RECORDS.holding("old.csv"));
        assertEquals(Map.of(), RECORDS.holding("old words"));
        assertEquals(1, keys(completed));
    }

    private static Imports.Job open() {
        return RECORDS.ask(
                Imports.OPEN, new Imports.Open("MINUSMA", WHO, "events.ndjson", "ndjson", FILE, Optional.empty()));
    }

    private Imports.Job look() {
        return RECORDS.ask(Imports.LOOK, new Imports.Look(job.id(), WHO, 0, ""))
                .job()
                .orElseThrow();
    }

    private Imports.Store piece(long first, String digest, Imports.Item... items) {
        return new Imports.Store(job.id(), WHO, first, digest, List.of(items));
    }

    private Imports.Complete complete(long items) {
        return new Imports.Complete(job.id(), WHO, items);
    }

    private static Imports.Item accepted(String text) {
        return new Imports.Item.Accepted(Sample.incident("title of " + text)
                .portions(List.of(text(text)))
                .submit());
    }

    private static Records.NewPortion text(String text) {
        return Sample.portion("body", new Content.Text(text), Sample.label(Level.UNCLASSIFIED));
    }

    private static Imports.Item faulty(long line) {
        return new Imports.Item.Faulty(List.of(fault(line)));
    }

    private static Imports.Fault fault(long line) {
        return new Imports.Fault(line, 3, "/type", "unknown-word", "unknown record type");
    }
}
