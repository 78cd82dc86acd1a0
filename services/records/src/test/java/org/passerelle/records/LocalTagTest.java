package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.platform.database.TestPostgres.await;

import java.time.Clock;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.LocalTags.ChangeOutcome;
import org.passerelle.core.message.LocalTags.Tagged;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Sight;

class LocalTagTest {
    private static final int MOST = 5;
    private static final String CASE = "unowa-case:number=\"Kettledrum 17\"";
    private static final String DONE = "unowa-case:done";

    private final RecordsFixture records = new RecordsFixture();
    private String first = "";
    private String second = "";

    @BeforeEach
    void submit() {
        first = records.submit(Sample.incident("the ford is guarded").submit());
        second = records.submit(Sample.incident("the bridge is not").submit());
    }

    @AfterEach
    void close() {
        records.close();
    }

    @Test
    void eachPartyHasItsOwn() {
        assertEquals(List.of(CASE, DONE), changed("UNOWA", List.of(CASE, DONE), List.of()));
        assertEquals(List.of(CASE), changed("UNODC", List.of(CASE), List.of()));
        assertEquals(List.of(), changed("UNODC", List.of(), List.of(CASE, DONE)));
        assertEquals(List.of(CASE, DONE), tags("UNOWA"));
        assertEquals(List.of(), tags("MINUSMA"));
        assertEquals(2, records.count("local_tag"));
        assertEquals(2, keys(), "data keys go with their tags");
    }

    @Test
    void whatIsThereStaysAsItWasPutThere() {
        changed("UNOWA", List.of(CASE), List.of());
        Tagged before = records.ask(LocalTags.OF, new LocalTags.Of(first, "UNOWA"))
                .tags()
                .getFirst();
        assertEquals("UNOWA.officer", before.subject());
        assertEquals(List.of(CASE, DONE), changed("UNOWA", List.of(CASE, CASE, DONE), List.of("none:there")));
        assertEquals(
                before,
                records.ask(LocalTags.OF, new LocalTags.Of(first, "UNOWA"))
                        .tags()
                        .getFirst());
    }

    @Test
    void goesWithTheLastOfItsRecordThatMayBeRetained() {
        changed("UNOWA", List.of(CASE, DONE), List.of());
        await(records.database.query(
                "update portion set retain_until = null where record_id = $1 and field = 'title'", first));
        expire();
        assertEquals(List.of(CASE, DONE), tags("UNOWA"));
        await(records.database.query("update portion set retain_until = now() where record_id = $1", first));
        expire();
        assertEquals(0, records.count("local_tag"));
        assertEquals(0, keys());
    }

    private void expire() {
        await(new Expiry(records.database, Clock.offset(Clock.systemUTC(), Duration.ofDays(40_000))).expire());
    }

    @Test
    void standsNowhereInClearAndOpensForNobodyElse() {
        changed("UNOWA", List.of(CASE), List.of());
        assertEquals(Map.of(), records.holding("Kettledrum"));
        await(records.database.query("update local_tag set party = 'UNODC'"));
        assertEquals(List.of(), tags("UNODC"), "moved to another party it does not open");
    }

    @Test
    void beyondWhatIsKeptNothingChangesHoweverManyCome() {
        List<ChangeOutcome> outcomes = IntStream.range(0, MOST + 3)
                .parallel()
                .mapToObj(number -> change("UNOWA", List.of("unowa-case:number=\"" + number + "\""), List.of()))
                .toList();
        assertEquals(
                3,
                outcomes.stream()
                        .filter(ChangeOutcome.TooMany.class::isInstance)
                        .count());
        List<String> kept = tags("UNOWA");
        assertEquals(MOST, kept.size());
        assertEquals(new ChangeOutcome.TooMany(MOST), change("UNOWA", List.of(CASE, DONE), List.of(kept.getFirst())));
        assertEquals(kept, tags("UNOWA"));
        changed("UNOWA", List.of(CASE), List.of(kept.getFirst()));
    }

    @Test
    void ofARecordThatIsGoneThereIsNone() {
        assertEquals(
                new ChangeOutcome.Absent(),
                records.ask(
                        LocalTags.CHANGE,
                        new LocalTags.Change("none", "UNOWA", "UNOWA.officer", List.of(CASE), List.of(), MOST)));
        assertEquals(0, records.count("local_tag"));
    }

    @Test
    void findsWhatThePartyHasTagged() {
        changed("UNOWA", List.of(CASE), List.of());
        for (boolean alike : List.of(true, false)) {
            assertEquals(List.of(first), found(alike, named("UNOWA", CASE)), () -> "alike: " + alike);
            assertEquals(List.of(), found(alike, named("UNODC", CASE)), "of another party");
            assertEquals(List.of(), found(alike, named("UNOWA", DONE)), "another tag");
            assertEquals(List.of(second, first), found(alike, Filter.NONE));
            assertEquals(List.of(first), found(alike, with("guarded", CASE)));
            assertEquals(List.of(), found(alike, with("bridge", CASE)));
        }
        assertEquals(1, counted(named("UNOWA", CASE)));
        assertEquals(0, counted(named("UNODC", CASE)));
        assertEquals(2, counted(Filter.NONE));
    }

    private List<String> found(boolean alike, Filter filter) {
        return records
                .ask(Searching.SEARCH, new Searching.Search(sight(alike), filter, false, Optional.empty(), 10))
                .hits()
                .stream()
                .map(hit -> hit.record().facts().recordId())
                .toList();
    }

    private long counted(Filter filter) {
        return records.ask(Searching.COUNT, new Searching.Count(sight(true), filter, Set.of())).byPattern().stream()
                .mapToLong(Searching.PatternCount::records)
                .sum();
    }

    /** Everything is seen: as patterns, or judged one by one. */
    private Sight sight(boolean alike) {
        List<Searching.Pattern> patterns =
                records.ask(Searching.PATTERNS, new Searching.PatternsAfter(0)).patterns();
        List<Integer> ids = patterns.stream().map(Searching.Pattern::id).toList();
        List<Integer> slots = patterns.stream()
                .flatMap(pattern -> IntStream.range(0, pattern.classes().size())
                        .mapToObj(ordinal -> Searching.Pattern.slot(pattern.id(), ordinal)))
                .toList();
        Set<Integer> classes = records.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes().stream()
                .map(Records.LabelClass::id)
                .collect(Collectors.toSet());
        MayRead mayRead = new MayRead("", Sample.AT, false, classes, Set.of(), List.of(), Set.of());
        return alike
                ? new Sight(List.of(new Alike(Optional.of(GeometryTier.EXACT), ids)), List.of(), slots, mayRead)
                : new Sight(List.of(), ids, List.of(), mayRead);
    }

    private static Filter named(String party, String tag) {
        return filter(Optional.empty(), party, tag);
    }

    private static Filter with(String text, String tag) {
        return filter(Optional.of(text), "UNOWA", tag);
    }

    private static Filter filter(Optional<String> text, String party, String tag) {
        return new Filter(
                text,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(new LocalTags.Named(party, tag)));
    }

    private List<String> tags(String party) {
        return records.ask(LocalTags.OF, new LocalTags.Of(first, party)).tags().stream()
                .map(Tagged::tag)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private List<String> changed(String party, List<String> add, List<String> remove) {
        return assertInstanceOf(ChangeOutcome.Changed.class, change(party, add, remove)).now().tags().stream()
                .map(Tagged::tag)
                .sorted(Comparator.reverseOrder())
                .toList();
    }

    private ChangeOutcome change(String party, List<String> add, List<String> remove) {
        return records.ask(LocalTags.CHANGE, new LocalTags.Change(first, party, party + ".officer", add, remove, MOST));
    }

    private long keys() {
        return await(records.database.query("select count(*) from data_key where about like 'local tag %'"))
                .iterator()
                .next()
                .getLong(0);
    }
}
