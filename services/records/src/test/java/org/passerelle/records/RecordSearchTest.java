package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Search;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;

class RecordSearchTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static String tabankort = "";
    private static String menaka = "";

    @BeforeAll
    static void store() {
        tabankort =
                RECORDS.submit(Sample.incident("Frappe aérienne à Tabankort").submit());
        menaka = RECORDS.submit(
                Sample.incident("Clash at Menaka").at("NE", 2.4, 15.9).submit());
        RECORDS.submit(Sample.incident("Tabankort, doubtful").quarantined().submit());
    }

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Set<Integer> classes(Level... levels) {
        return RECORDS.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes().stream()
                .filter(each -> Set.of(levels)
                        .contains(each.portion().label().orElseThrow().level()))
                .map(Records.LabelClass::id)
                .collect(Collectors.toSet());
    }

    private static Set<Integer> all() {
        return classes(Level.values());
    }

    private static MayRead mayRead(Set<Integer> classes) {
        return new MayRead("", Sample.AT, false, classes, Set.of(), List.of(), Set.of());
    }

    private static Search text(Set<Integer> permitted, String text) {
        return search(permitted, Filter.of(text));
    }

    private static Search search(Set<Integer> permitted, Filter filter) {
        return search(RECORDS, permitted, filter, Optional.empty(), 50);
    }

    private static Filter filter(Optional<String> country, Optional<Instant> from) {
        return new Filter(
                Optional.empty(),
                Optional.empty(),
                country,
                Optional.empty(),
                Optional.empty(),
                from,
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** Every pattern is open: each record is judged by its classes. */
    private static Search search(
            RecordsFixture records, Set<Integer> permitted, Filter filter, Optional<Searching.Place> after, int limit) {
        List<Integer> patterns = records.ask(Searching.PATTERNS, new Searching.PatternsAfter(0)).patterns().stream()
                .map(Searching.Pattern::id)
                .toList();
        Searching.Sight sight = new Searching.Sight(List.of(), patterns, List.of(), mayRead(permitted));
        return new Search(sight, filter, false, after, limit);
    }

    private static List<String> ids(Search search) {
        return RECORDS.ask(Searching.SEARCH, search).hits().stream()
                .map(hit -> hit.record().facts().recordId())
                .toList();
    }

    @Test
    void findsWordsWithoutAccentsOrCase() {
        assertEquals(List.of(tabankort), ids(text(all(), "FRAPPE aerienne")));
        assertEquals(List.of(), ids(text(all(), "frappe menaka")));
        assertEquals(List.of(), ids(text(all(), "''")));
    }

    @Test
    void findsNothingThatHasAWordWhichIsNotWanted() {
        // Kept as English has it; any other language has the word otherwise.
        assertEquals(
                List.of(tabankort, menaka),
                ids(text(all(), "clashes or frappe")).stream()
                        .sorted(Comparator.comparing(menaka::equals))
                        .toList());
        assertEquals(List.of(tabankort), ids(text(all(), "menaka -clashes or tabankort")));
        assertEquals(List.of(), ids(text(all(), "menaka -clash")));
    }

    @Test
    void neverMatchesTextOfAClassThatIsNotPermitted() {
        assertEquals(List.of(tabankort), ids(text(classes(Level.UNCLASSIFIED), "tabankort")));
        assertEquals(List.of(), ids(text(classes(Level.STRICTLY_CONFIDENTIAL), "tabankort")));
        assertEquals(List.of(), ids(text(Set.of(), "tabankort")));
    }

    @Test
    void aboveTheSearchableLevelNothingIsFoundByItsWords() {
        assertEquals(List.of(), ids(text(all(), "informant")));
    }

    @Test
    void tellsWhichPortionsMatched() {
        Searching.Hit hit =
                RECORDS.ask(Searching.SEARCH, text(all(), "tabankort")).hits().getFirst();
        PortionFacts title = hit.record().facts().portions().get(1);
        assertEquals("title", title.field());
        assertEquals(Set.of(title.id()), hit.matched());
    }

    @Test
    void filtersHeadFieldsOnlyWhereTheHeadIsPermitted() {
        Filter niger = filter(Optional.of("NE"), Optional.empty());
        assertEquals(List.of(menaka), ids(search(all(), niger)));
        assertEquals(List.of(), ids(search(classes(Level.UNCLASSIFIED), niger)));
        Filter from = filter(Optional.empty(), Optional.of(Sample.AT));
        assertEquals(2, ids(search(all(), from)).size());
        Filter later = filter(Optional.empty(), Optional.of(Sample.AT.plusSeconds(1)));
        assertEquals(List.of(), ids(search(all(), later)));
    }

    @Test
    void aPlaceBesideTheBoxIsNotInIt() {
        assertEquals(List.of(menaka), ids(search(all(), Filter.in(List.of(2.4, 15.9, 3.0, 16.0)))));
        assertEquals(List.of(), ids(search(all(), Filter.in(List.of(2.4000005, 15.9, 3.0, 16.0)))));
        assertEquals(List.of(), ids(search(all(), Filter.in(List.of(2.0, 15.0, 2.4, 15.8999995)))));
    }

    @Test
    void findsPlacesAtEveryExactnessInWhichTheyCanLeave() {
        assertEquals(List.of(tabankort), ids(search(all(), Filter.in(List.of(-0.35, 19.05, -0.25, 19.15)))));
        assertEquals(List.of(), ids(search(all(), Filter.in(List.of(5.0, 30.0, 6.0, 31.0)))));
        // The centre of the 50 km cell, in which the point itself does not lie.
        Place place = Place.of(Sample.head("ML", -0.3, 19.1).geometry().orElseThrow());
        double longitude = place.west() == -0.3 ? place.east() : place.west();
        double latitude = place.south() == 19.1 ? place.north() : place.south();
        Filter cell = Filter.in(List.of(longitude - 0.001, latitude - 0.001, longitude + 0.001, latitude + 0.001));
        assertEquals(List.of(tabankort), ids(search(all(), cell)));
    }

    @Test
    void filtersByTagAreaAndGrading() {
        Filter filter = new Filter(
                Optional.empty(),
                Optional.of("event:type=\"air-strike\""),
                Optional.empty(),
                Optional.of("ML-7"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("B3"),
                Optional.empty());
        Search search = search(all(), filter);
        assertEquals(List.of(menaka, tabankort), ids(search));
    }

    @Test
    void pagesNewestFirstWithoutGapOrRepetition() {
        List<String> pages = new ArrayList<>();
        Optional<Searching.Place> after = Optional.empty();
        boolean more = true;
        while (more) {
            Searching.Page page = RECORDS.ask(Searching.SEARCH, search(RECORDS, all(), Filter.NONE, after, 1));
            page.hits().forEach(hit -> pages.add(hit.record().facts().recordId()));
            after = Optional.of(page.hits().getLast().place());
            more = page.more();
        }
        assertEquals(List.of(menaka, tabankort), pages);
    }

    @Test
    void matchesTheCurrentVersionAndKeepsItsPlaceInTheList() {
        try (RecordsFixture own = new RecordsFixture()) {
            String first = own.submit(Sample.incident("delta").submit());
            String second = own.submit(Sample.incident("beta").submit());
            own.ask(
                    Records.REVISE,
                    new Records.Revise(first, 1, Sample.incident("gamma").submit()));
            Set<Integer> permitted = own.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes().stream()
                    .map(Records.LabelClass::id)
                    .collect(Collectors.toSet());
            assertTrue(own.ask(Searching.SEARCH, search(own, permitted, Filter.of("delta"), Optional.empty(), 50))
                    .hits()
                    .isEmpty());
            assertFalse(own.ask(Searching.SEARCH, search(own, permitted, Filter.of("gamma"), Optional.empty(), 50))
                    .hits()
                    .isEmpty());
            List<String> order =
                    own.ask(Searching.SEARCH, search(own, permitted, Filter.NONE, Optional.empty(), 50)).hits().stream()
                            .map(hit -> hit.record().facts().recordId())
                            .toList();
            assertEquals(List.of(second, first), order);
        }
    }

    @Test
    void readsDetailsAsTextToo() {
        assertEquals("bomb", Words.of(Sample.head("ML", 0, 0)));
        assertEquals("x", Words.of(new Content.Text("x")));
    }
}
