package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Searches;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** A search for what no record can have is refused, at every door alike; what was taken once goes on. */
class SearchWordsDoorTest {
    private static final String SEARCH = "/records?purpose=" + Exports.PURPOSE;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, World::exporting);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private HttpResponse<String> search(String name, String value) {
        return gateway.get(Exports.EXPORTER, SEARCH + "&" + name + "=" + Exports.encoded(value));
    }

    private HttpResponse<String> save(String name, String value) {
        Map<String, String> query = Map.of("purpose", Exports.PURPOSE, name, value);
        return gateway.post(Exports.EXPORTER, "/searches", Json.write(Map.of("name", "One", "query", query)));
    }

    private static String fault(int status, HttpResponse<String> answer) {
        assertEquals(status, answer.statusCode(), answer::body);
        JsonNode fault = Json.tree(answer.body()).at("/errors/0");
        return "%s %s: %s"
                .formatted(
                        fault.path("pointer").asText(),
                        fault.path("code").asText(),
                        fault.path("message").asText());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            type       | incidents          | unknown record type; did you mean incident?
            type       | alert              | unknown record type; there are foreign-object, incident
            tag        | event:tipe="clash" | unknown tag; did you mean event:type?
            tag        | event:type="clasp" | unknown tag value; did you mean clash?
            tag        | event:type         | event:type has a value: event:type="…"
            country    | Mali               | unknown country; there are ML, NE
            country    | ml                 | unknown country; did you mean ML?
            area       | Gao                | unknown admin-1 area; there are ML-7, ML-8, NE-1
            originator | HARBOUR            | unknown party; there are LAKE, MARSH, RIVER
            """)
    void anUnknownWordIsRefusedAtEveryDoor(String name, String value, String message) {
        String fault = name + " unknown-word: " + message;
        assertEquals(fault, fault(400, search(name, value)));
        assertEquals("/query/" + fault, fault(422, save(name, value)));
        String order = Exports.body(Map.of(name, value));
        assertEquals("/" + fault, fault(422, gateway.post(Exports.EXPORTER, "/exports", order)));
        assertTrue(gateway.answers.searches.isEmpty(), "nothing is saved");
    }

    @Test
    void aWordThatOnlyLooksLikeOneIsToldApart() {
        assertEquals(
                "country confusable: only looks like a country: it has look-alike or invisible characters",
                fault(400, search("country", "\u041cL")));
    }

    @Test
    void orderAndCountAreReadStrictly() {
        assertEquals(
                "order unknown-word: unknown order; there are relevance, time", fault(400, search("order", "banana")));
        assertEquals(
                "/query/order unknown-word: unknown order; there are relevance, time",
                fault(422, save("order", "banana")));
        assertEquals("count wrong-type: must be true or false", fault(400, search("count", "yes")));
        HttpResponse<String> facets = gateway.get(Exports.EXPORTER, SEARCH + "&facets=type&count=yes");
        assertEquals("count wrong-type: must be true or false", fault(400, facets));
        assertEquals(200, search("order", "time").statusCode());
        assertEquals(200, search("count", "false").statusCode());
        assertTrue(Json.tree(search("count", "true").body()).has("counts"));
    }

    @Test
    void whatOnlySaysWhatIsNotWantedHasNoOrderOfRelevance() {
        String none = "order contradiction: relevance is that of words: q has to want one, in each alternative";
        for (String text : List.of("-ford", "guarded or -ford")) {
            String query = "&order=relevance&q=" + Exports.encoded(text);
            assertEquals(none, fault(400, gateway.get(Exports.EXPORTER, SEARCH + query)));
            assertEquals(200, search("q", text).statusCode(), "newest first it is found");
        }
        Map<String, String> query = Map.of("purpose", Exports.PURPOSE, "order", "relevance", "q", "-ford");
        String saving = Json.write(Map.of("name", "One", "query", query));
        assertEquals("/query/" + none, fault(422, gateway.post(Exports.EXPORTER, "/searches", saving)));
        HttpResponse<String> some = gateway.get(Exports.EXPORTER, SEARCH + "&order=relevance&q=guarded+-ford");
        assertEquals(200, some.statusCode(), some.body());
    }

    /** What records hold, and who sees it, makes no word. */
    @Test
    void noRecordMakesAWordKnown() {
        HttpResponse<String> before = search("type", "caravan");
        gateway.answers.records.put("hidden", World.record("hidden", Level.STRICTLY_CONFIDENTIAL, "caravan"));
        assertEquals(fault(400, before), fault(400, search("type", "caravan")));
        assertEquals(
                fault(400, before),
                fault(400, gateway.get("river.officer", SEARCH + "&type=caravan")),
                "nor whoever asks");
    }

    @Test
    void tagsOfAnImportedTaxonomyAreWordsWithAValueOrWithout() throws Exception {
        fault(400, search("tag", "caravan:escorted"));
        gateway.change(SearchWordsDoorTest::withCaravans);
        for (String tag : Set.of("caravan:escorted", "caravan:size=\"large\"", "event:type=\"clash\"")) {
            assertEquals(200, search("tag", tag).statusCode(), tag);
            assertEquals(201, save("tag", tag).statusCode(), tag);
            Exports.order(gateway, Map.of("tag", tag));
        }
        assertEquals(
                "tag unknown-word: unknown tag value; did you mean large?",
                fault(400, search("tag", "caravan:size=\"larger\"")));
    }

    @Test
    void whatWasTakenBeforeItsWordsWentFindsNothingAndBreaksNothing() throws Exception {
        gateway.change(SearchWordsDoorTest::withCaravans);
        String order = Exports.order(gateway, Map.of("tag", "caravan:escorted"));
        String saved =
                Json.tree(save("tag", "caravan:escorted").body()).path("id").asText();
        gateway.answers.searches.put(
                "older",
                new Searches.Saved(
                        "older",
                        "Older",
                        Map.of("purpose", Exports.PURPOSE, "type", "rumour", "order", "banana"),
                        Instant.EPOCH));
        gateway.change(World::exporting);
        fault(400, search("tag", "caravan:escorted"));
        for (String id : Set.of(saved, "older")) {
            HttpResponse<String> found = gateway.get(Exports.EXPORTER, "/records?saved=" + id);
            assertEquals(200, found.statusCode(), found::body);
            assertEquals(0, Json.tree(found.body()).path("items").size());
        }
        assertEquals("", Exports.file(gateway, order, 10));
        assertEquals(200, Exports.page(gateway, order, 10, Optional.empty()).statusCode());
    }

    private static Bundle withCaravans(long version) {
        return World.tagged(
                version,
                Map.of(
                        "caravan:escorted",
                        new Vocabulary.Predicate(Set.of(), false, Set.of()),
                        "caravan:size",
                        new Vocabulary.Predicate(Set.of("small", "large"), false, Set.of())));
    }
}
