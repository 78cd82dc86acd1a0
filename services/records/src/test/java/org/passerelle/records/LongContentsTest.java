package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.compiled.MayRead;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Fingerprint;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.Sketch;
import org.passerelle.core.record.StoredRecord;

/** However long what is stored is, an answer is not: it ends sooner and says so, and what is left comes with the next. */
class LongContentsTest {
    private static final RecordsFixture RECORDS = new RecordsFixture();
    private static final String LONG = "The ford below Tassiga is mined by night. ".repeat(24_000);
    private static final String TITLE = "Of this ford nobody has ever heard before.";
    private static final int MANY = 7;
    private static final List<String> NEWEST_FIRST = new ArrayList<>();

    @BeforeAll
    static void store() {
        for (int record = 0; record < MANY; record++) {
            NEWEST_FIRST.addFirst(RECORDS.submit(sample().submit()));
        }
    }

    @AfterAll
    static void close() {
        RECORDS.close();
    }

    private static Sample sample() {
        return Sample.incident("ford")
                .portions(List.of(
                        Sample.portion(PortionFacts.HEAD, Sample.head("ML", 0, 0), Sample.label(Level.UNCLASSIFIED)),
                        Sample.portion("title", new Content.Text(TITLE), Sample.label(Level.UNCLASSIFIED)),
                        Sample.portion("body", new Content.Text(LONG), Sample.label(Level.CONFIDENTIAL))));
    }

    private static List<String> ids(List<StoredRecord> records) {
        return records.stream().map(record -> record.facts().recordId()).toList();
    }

    @Test
    void ofVersions() {
        String id = NEWEST_FIRST.getFirst();
        for (int version = 1; version < MANY; version++) {
            RECORDS.ask(Records.REVISE, new Records.Revise(id, version, sample().submit()));
        }
        List<Integer> versions = new ArrayList<>();
        int pages = 0;
        boolean more = true;
        while (more) {
            Records.Versions page = RECORDS.ask(
                    Records.GATHER_VERSIONS,
                    new Records.GatherVersions(id, versions.isEmpty() ? 0 : versions.getLast()));
            page.versions().forEach(version -> versions.add(version.facts().version()));
            more = page.more();
            pages++;
        }
        assertEquals(List.of(1, 2, 3, 4, 5, 6, 7), versions);
        assertEquals(3, pages);
    }

    @Test
    void ofEqualContents() {
        Set<String> found = new HashSet<>();
        Optional<Records.TwinPlace> after = Optional.empty();
        int pages = 0;
        do {
            Records.SameContent page = RECORDS.ask(
                    Records.SAME_CONTENT, new Records.SameContentOf(Fingerprint.of(new Content.Text(LONG)), after));
            assertTrue(page.records().size() <= 3, () -> page.records().size() + " at once");
            found.addAll(ids(page.records()));
            after = page.next();
            pages++;
        } while (after.isPresent());
        assertEquals(Set.copyOf(NEWEST_FIRST), found);
        assertTrue(pages > 1);
    }

    @Test
    void ofEqualContentsSayNothingElse() {
        Records.SameContent page =
                RECORDS.ask(Records.SAME_CONTENT, new Records.SameContentOf(Fingerprint.of(new Content.Text(TITLE))));
        assertEquals(Optional.empty(), page.next());
        assertEquals(Set.copyOf(NEWEST_FIRST), Set.copyOf(ids(page.records())));
        StoredRecord one = page.records().getFirst();
        for (PortionFacts portion : one.facts().portions()) {
            Content content = one.contents().get(portion.id());
            switch (portion.field()) {
                case "title" -> assertEquals(new Content.Text(TITLE), content);
                case "body" -> assertEquals(Records.SameContent.OTHER, content);
                default -> assertNotEquals(Records.SameContent.OTHER, content);
            }
        }
    }

    /** The first time it is noticed, and from then on the database ends the page. */
    @ParameterizedTest
    @ValueSource(ints = {50, 50, 200})
    void ofWhatIsFound(int limit) {
        List<String> found = new ArrayList<>();
        Optional<Searching.Place> after = Optional.empty();
        boolean more = true;
        while (more) {
            Searching.Page page = RECORDS.ask(
                    Searching.SEARCH, new Searching.Search(sight(false), Searching.Filter.NONE, false, after, limit));
            assertTrue(page.hits().size() <= 3, () -> page.hits().size() + " at once");
            page.hits().forEach(hit -> found.add(hit.record().facts().recordId()));
            after = Optional.of(page.hits().getLast().place());
            more = page.more();
        }
        assertEquals(NEWEST_FIRST, found);
    }

    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void ofLikenesses(boolean seenBeforehand) {
        List<String> found = new ArrayList<>();
        Optional<Searching.LikePlace> after = Optional.empty();
        do {
            Searching.Like page = RECORDS.ask(
                    Searching.LIKE, new Searching.LikeOf(List.copyOf(Sketch.of(LONG)), sight(seenBeforehand), after));
            assertTrue(page.records().size() <= 3, () -> page.records().size() + " at once");
            found.addAll(ids(page.records()));
            after = page.next();
        } while (after.isPresent());
        assertEquals(
                NEWEST_FIRST.stream().sorted().toList(),
                found.stream().sorted(Comparator.naturalOrder()).toList());
    }

    private static Searching.Sight sight(boolean seenBeforehand) {
        Set<Integer> classes = RECORDS.ask(Records.CLASSES, new Records.ClassesAfter(0)).classes().stream()
                .map(Records.LabelClass::id)
                .collect(Collectors.toSet());
        List<Integer> patterns = RECORDS.ask(Searching.PATTERNS, new Searching.PatternsAfter(0)).patterns().stream()
                .map(Searching.Pattern::id)
                .toList();
        MayRead mayRead = new MayRead("", Sample.AT, false, classes, Set.of(), List.of(), Set.of());
        return seenBeforehand
                ? new Searching.Sight(
                        List.of(new Searching.Alike(Optional.of(GeometryTier.EXACT), patterns)),
                        List.of(),
                        patterns.stream()
                                .map(pattern -> Searching.Pattern.slot(pattern, 2))
                                .toList(),
                        mayRead)
                : new Searching.Sight(List.of(), patterns, List.of(), mayRead);
    }
}
