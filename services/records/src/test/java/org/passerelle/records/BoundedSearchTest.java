package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Page;
import org.passerelle.core.message.Searching.Pattern;
import org.passerelle.core.message.Searching.Search;
import org.passerelle.core.message.Searching.Sight;
import org.passerelle.platform.crypto.InstallationKey;
import org.passerelle.platform.seal.Seal;
import org.passerelle.platform.seal.WrappingKeys;

/** What is seen of old records that are decided one by one does not hide the records between them and the newest that were looked at. */
class BoundedSearchTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final List<String> NEWEST_FIRST = new ArrayList<>();
    private static List<Pattern> patterns = List.of();

    @BeforeAll
    static void store() {
        submit("own", 3);
        submit("alike", 3);
        // Further away than a search looks at first.
        await(RECORDS.database.query(
                "select setval(pg_get_serial_sequence('record', 'position'), 1000000) as position"));
        submit("alike", 2);
        patterns =
                RECORDS.ask(Searching.PATTERNS, new Searching.PatternsAfter(0)).patterns();
    }

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static void submit(String kind, int records) {
        for (int record = 0; record < records; record++) {
            var portions = Sample.incident(kind + " ferry " + record).submit().portions();
            NEWEST_FIRST.addFirst(RECORDS.submit(Sample.incident("ferry")
                    .portions(kind.equals("own") ? portions.subList(0, 2) : portions)
                    .submit()));
        }
    }

    private static int pattern(String kind) {
        int portions = kind.equals("own") ? 2 : 3;
        return patterns.stream()
                .filter(pattern -> pattern.classes().size() == portions)
                .map(Pattern::id)
                .findFirst()
                .orElseThrow();
    }

    static List<Arguments> filters() {
        Filter country = new Filter(
                Optional.empty(),
                Optional.empty(),
                Optional.of("ML"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        return List.of(
                Arguments.of(SearchPlan.PROBING, country),
                Arguments.of(SearchPlan.BY_SQUARE, Filter.in(List.of(-0.5, 19.0, 0.0, 19.5))),
                Arguments.of(SearchPlan.NEWEST_SEEN, Filter.of("ferry")));
    }

    @ParameterizedTest
    @MethodSource("filters")
    void theFirstPageIsOfTheNewest(SearchPlan plan, Filter filter) {
        Page found = page(plan, filter, List.of(pattern("own")), 4);
        assertEquals(
                NEWEST_FIRST.subList(0, 4),
                found.hits().stream()
                        .map(hit -> hit.record().facts().recordId())
                        .toList(),
                () -> plan + " stops where it should go on");
    }

    @ParameterizedTest
    @MethodSource("filters")
    void aPageThatTheNewestJustFillIsNotTheLast(SearchPlan plan, Filter filter) {
        Page found = page(plan, filter, List.of(), 2);
        assertEquals(
                NEWEST_FIRST.subList(0, 2),
                found.hits().stream()
                        .map(hit -> hit.record().facts().recordId())
                        .toList());
        assertTrue(found.more(), () -> plan + " takes the oldest that it looked at for the oldest");
    }

    /** One that is looked for among the newest thousand positions first. */
    private static Page page(SearchPlan plan, Filter filter, List<Integer> open, int limit) {
        Set<Integer> classes = Set.copyOf(RECORDS.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes().stream()
                .map(Records.LabelClass::id)
                .toList());
        List<Integer> seen = List.of(pattern("alike"));
        Sight sight = new Sight(
                List.of(new Alike(Optional.of(GeometryTier.EXACT), seen)),
                open,
                List.of(Pattern.slot(pattern("alike"), 1)),
                new MayRead("", Sample.AT, false, classes, Set.of(), List.of(), Set.of()));
        var sizes = new PatternSizes.Sizes(Map.of(seen.getFirst(), 900_000L), 900_000, 1_000_002, false, 0);
        Search search = new Search(sight, filter, false, Optional.empty(), limit);
        return await(new RecordSearch(
                        RECORDS.database,
                        RECORDS.database,
                        new PatternSizes(RECORDS.database),
                        new StoredRows(new ContentSeal(
                                new Seal(WrappingKeys.in(RECORDS.home.resolve(WrappingKeys.DIRECTORY))))),
                        new FingerprintKey(InstallationKey.loadOrGenerate(RECORDS.home.resolve(InstallationKey.FILE))))
                .page(new SearchWay.Choice(search, seen, sizes, limit + 1), new SearchWay(plan, 1_000), limit));
    }
}
