package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/**
 * Pages of searches: one behind the other they are what a search by hand finds, in its order, each once, whatever is hidden between and
 * whatever is added meanwhile; and their cursors are good for nobody and nothing else.
 */
final class SearchPagesTest {
    private static final String SEARCHER = "unowa.officer";
    private static final String SEARCH = "/records?purpose=early-warning";
    /** An L, so that its box holds much that it does not. */
    private static final double[][] L = {{-3, 15}, {1, 15}, {1, 16}, {-1.5, 16}, {-1.5, 18.5}, {-3, 18.5}, {-3, 15}};

    private static final String POLYGON =
            "&polygon=" + encoded("POLYGON((-3 15, 1 15, 1 16, -1.5 16, -1.5 18.5, -3 18.5, -3 15))");
    private static final String RELEVANCE = "&q=ferry&order=relevance";
    private static final int MOST_WORDS = 5;
    private static final String HIDDEN = ",\"notReleasableTo\":[\"UNOWA\"]";
    /** What has an embargo is decided one by one. */
    private static final String EMBARGOED = ",\"embargoUntil\":\"2100-01-01T00:00:00Z\"";

    private static final Random RANDOM = new Random(4);
    /** What is there to be found, by id, in the order in which it came. */
    private static final Map<String, Written> ALL = new LinkedHashMap<>();

    @TempDir
    @SuppressWarnings("NullAway.Init")
    static Path home;

    @SuppressWarnings("NullAway.Init")
    private static House house;

    /** @param words how often it has the word that is searched for, where the searcher sees it */
    private record Written(double longitude, double latitude, int words, boolean hidden) {
        boolean within() {
            boolean within = false;
            for (int i = 1; i < L.length; i++) {
                boolean spans = L[i - 1][1] > latitude != L[i][1] > latitude;
                double at = L[i - 1][0] + (latitude - L[i - 1][1]) / (L[i][1] - L[i - 1][1]) * (L[i][0] - L[i - 1][0]);
                within ^= spans && longitude < at;
            }
            return within;
        }
    }

    @BeforeAll
    static void open() {
        house = new House(home);
        for (int i = 0; i < 64; i++) {
            write(RANDOM.nextInt(MOST_WORDS + 1), i % 4 == 3);
        }
    }

    @AfterAll
    static void close() {
        house.close();
    }

    @Test
    void pagesOfAPolygonAreWhatLiesWithinNewestFirst() {
        Predicate<Written> within = one -> !one.hidden() && one.within();
        for (int limit : new int[] {2, 5}) {
            List<String> expected = byHand(within, Comparator.comparingInt(one -> 0));
            assertTrue(expected.size() > limit, expected::toString);
            // What is added meanwhile is newer than the page before.
            assertEquals(expected, walk(SEARCH + POLYGON, limit));
        }
    }

    @Test
    void pagesByRelevanceAreBestFirstAndNewestAmongEquals() {
        Predicate<Written> named = one -> !one.hidden() && one.words() > 0;
        Comparator<Written> best = Comparator.comparingInt(Written::words).reversed();
        for (int limit : new int[] {3, 4}) {
            List<String> before = byHand(named, best);
            List<String> walked = walk(SEARCH + RELEVANCE, limit);
            List<String> after = byHand(named, best);
            // What is added stands in its place, if that had not gone by.
            assertEquals(after.stream().filter(walked::contains).toList(), walked);
            assertTrue(walked.containsAll(before), walked::toString);
            assertTrue(walked.size() > before.size() && walked.size() < after.size(), walked::toString);
        }
    }

    /** All pages in turn; behind each something is added that might be found. */
    private static List<String> walk(String search, int limit) {
        List<String> found = new ArrayList<>();
        String cursor = "";
        while (true) {
            JsonNode page = page(SEARCHER, search + "&limit=" + limit + cursor);
            page.path("items").forEach(view -> found.add(view.path("id").asText()));
            assertEquals(found.stream().distinct().toList(), found);
            assertEquals(page.path("complete").asBoolean(), !page.has("next"), page::toString);
            if (page.path("complete").asBoolean()) {
                return found;
            }
            assertEquals(limit, page.path("items").size(), "what is hidden makes no page shorter");
            cursor = "&cursor=" + page.path("next").asText();
            if (found.size() <= 3 * limit) {
                write(1, false);
                write(MOST_WORDS, true);
                write(MOST_WORDS, false);
            }
        }
    }

    @Test
    void aCursorIsGoodForNobodyAndNothingElse() {
        String words = SEARCH + "&q=ferry";
        String polygon = SEARCH + POLYGON;
        for (String search : List.of(words, SEARCH + RELEVANCE, polygon)) {
            String cursor = page(SEARCHER, search + "&limit=2").path("next").asText();
            assertFalse(cursor.isEmpty(), search);
            page(SEARCHER, search + "&limit=3&cursor=" + cursor);
            useless("unowa-system", search, cursor);
            useless("minusma.officer", search, cursor);
            useless(SEARCHER, search.replace("early-warning", "mediation"), cursor);
            useless(SEARCHER, search + "&country=ML", cursor);
            useless(SEARCHER, search, cursor.substring(1));
            useless(SEARCHER, search, "A" + cursor.substring(1));
            for (String other : List.of(words, SEARCH + RELEVANCE, polygon, SEARCH + "&q=ferries", SEARCH)) {
                if (!other.equals(search)) {
                    useless(SEARCHER, other, cursor);
                }
            }
            useless(SEARCHER, polygon.replace("1.5", "1.6"), cursor);
        }
    }

    private static void useless(String account, String search, String cursor) {
        HttpResponse<String> answer = house.get(account, search + "&limit=2&cursor=" + cursor);
        assertEquals(400, answer.statusCode(), () -> account + " " + search + ": " + answer.body());
        assertEquals("cursor", Json.tree(answer.body()).at("/errors/0/pointer").asText());
        assertFalse(answer.body().contains("items"), answer::body);
    }

    private static List<String> byHand(Predicate<Written> found, Comparator<Written> order) {
        List<Map.Entry<String, Written>> all = new ArrayList<>(ALL.entrySet()).reversed();
        return all.stream()
                .filter(one -> found.test(one.getValue()))
                .sorted(Map.Entry.comparingByValue(order))
                .map(Map.Entry::getKey)
                .toList();
    }

    private static JsonNode page(String account, String search) {
        HttpResponse<String> answer = house.get(account, search);
        assertEquals(200, answer.statusCode(), answer::body);
        return Json.tree(answer.body());
    }

    /** Texts are of one length, and a portion that the searcher does not see has the word more often than any that they do. */
    private static void write(int words, boolean hidden) {
        Written one = new Written(
                (-40_000 + RANDOM.nextInt(60_000)) / 10_000.0 + 1e-5,
                (145_000 + RANDOM.nextInt(45_000)) / 10_000.0 + 1e-5,
                words,
                hidden);
        String body = """
                {"type":"incident","language":"en","country":"ML","geometry":{"type":"Point","coordinates":[%s,%s]},
                 "label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"%s},
                 "portions":[{"field":"body","text":"%s"},
                  {"field":"source","text":"%s","label":{"marking":"UN CONFIDENTIAL","tlp":"AMBER"%s}}]}""".formatted(
                        one.longitude(),
                        one.latitude(),
                        hidden ? HIDDEN : "",
                        text(words),
                        text(RANDOM.nextInt(MOST_WORDS + 3)),
                        RANDOM.nextBoolean() ? HIDDEN : EMBARGOED);
        HttpResponse<String> stored = house.post("minusma-system", "/records", body);
        assertEquals(201, stored.statusCode(), stored::body);
        ALL.put(Json.tree(stored.body()).path("id").asText(), one);
    }

    private static String text(int words) {
        return IntStream.range(0, MOST_WORDS + 3)
                .mapToObj(i -> i < words ? "ferry" : "river")
                .collect(Collectors.joining(" "));
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
