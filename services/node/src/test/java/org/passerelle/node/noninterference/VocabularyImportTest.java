package org.passerelle.node.noninterference;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.platform.json.Json;

/** Taxonomies are added to a running house: what they bring may be used when the call returns, and nothing goes. */
final class VocabularyImportTest {
    private static final String ADMINISTRATOR = "minusma.platform";
    private static final String TAXONOMY = """
            {"reason":"asked for","taxonomy":{"namespace":"convoy","description":"Convoys","version":1,
             "predicates":[{"value":"escorted"},{"value":"size","expanded":"How many"}],
             "values":[{"predicate":"size","entry":[{"value":"small"},{"value":"large"}]}]}}""";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private House house;

    @BeforeEach
    void open() {
        house = new House(home);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void whatATaxonomyBringsMayBeUsedAndWhatWasThereToo() {
        assertEquals(422, tagged("convoy:escorted"));
        JsonNode before = tags();
        assertEquals(201, extend(ADMINISTRATOR, TAXONOMY).statusCode());
        for (String tag : List.of("convoy:escorted", "convoy:size=\\\"large\\\"", "event:type=\\\"clash\\\"")) {
            assertEquals(201, tagged(tag), tag);
        }
        assertEquals(422, tagged("convoy:size=\\\"middling\\\""));
        assertEquals(
                201,
                extend(ADMINISTRATOR, TAXONOMY.replace("small", "middling")).statusCode());
        for (String value : List.of("small", "large", "middling")) {
            assertEquals(201, tagged("convoy:size=\\\"" + value + "\\\""), value);
        }
        before.properties().forEach(tag -> assertEquals(tag.getValue(), tags().path(tag.getKey()), tag.getKey()));
        long version = house.policy().bundle().version();
        assertEquals(201, extend(ADMINISTRATOR, TAXONOMY).statusCode(), "it is so already");
        assertEquals(version, house.policy().bundle().version());
    }

    @Test
    void whatExcludesWhatIsAsTheTaxonomySaidLast() {
        String both = "convoy:size=\\\"small\\\"\",\"convoy:size=\\\"large\\\"";
        String exclusive = TAXONOMY.replace("\"version\":1", "\"version\":2,\"exclusive\":true");
        assertEquals(201, extend(ADMINISTRATOR, TAXONOMY).statusCode());
        assertEquals(201, tagged(both));
        long version = house.policy().bundle().version();
        assertEquals(201, extend(ADMINISTRATOR, exclusive).statusCode());
        assertTrue(house.policy().bundle().version() > version, "it is not so already");
        assertEquals(422, tagged(both));
        assertEquals(201, tagged("convoy:escorted\",\"convoy:size=\\\"small\\\""));
        assertEquals(
                "values",
                Json.tree(house.get("minusma.officer", "/vocabulary").body())
                        .at("/exclusive/convoy:size")
                        .asText());
        assertEquals(201, extend(ADMINISTRATOR, TAXONOMY).statusCode());
        assertEquals(201, tagged(both));
    }

    @Test
    void onlyPlatformAdministratorsExtendIt() {
        assertEquals(403, extend("minusma.officer", TAXONOMY).statusCode());
        assertEquals(403, extend("minusma-system", TAXONOMY).statusCode());
        assertEquals(422, tagged("convoy:escorted"));
    }

    @Test
    void faultsAreNamedWithTheirPlacesAndNothingIsTaken() {
        assertEquals(
                List.of("/taxonomy/predicates/0/value", "/taxonomy/values/0/predicate"),
                faults(TAXONOMY.replace("escorted", "es corted")
                        .replace("\"predicate\":\"size\"", "\"predicate\":\"length\"")));
        assertEquals(List.of("/taxonomy/colours"), faults(TAXONOMY.replace("\"version\"", "\"colours\"")));
        assertEquals(List.of("/taxonomy"), faults("{\"reason\":\"x\",\"taxonomy\":[]}"));
        assertEquals(List.of("/reason"), faults(TAXONOMY.replace("\"reason\":\"asked for\",", "")));
        // Written with a value, a tag that stands without one would be lost, and the other way round.
        assertEquals(201, extend(ADMINISTRATOR, TAXONOMY).statusCode());
        assertEquals(
                List.of("/taxonomy/predicates"),
                faults(TAXONOMY.replace("\"predicate\":\"size\"", "\"predicate\":\"escorted\"")));
        assertEquals(
                List.of("/taxonomy/predicates"),
                faults(TAXONOMY.replace("convoy", "release")
                        .replace("\"size\"", "\"state\"")
                        .replace("escorted", "other")));
        assertEquals(201, tagged("convoy:escorted"));
        assertEquals(422, tagged("release:other"));
    }

    private HttpResponse<String> extend(String account, String body) {
        return house.post(account, "/vocabulary/taxonomies", body);
    }

    private List<String> faults(String body) {
        HttpResponse<String> refused = extend(ADMINISTRATOR, body);
        assertEquals(422, refused.statusCode(), refused::body);
        return StreamSupport.stream(Json.tree(refused.body()).path("errors").spliterator(), false)
                .map(error -> error.path("pointer").asText())
                .sorted()
                .distinct()
                .toList();
    }

    private JsonNode tags() {
        return Json.tree(house.get("minusma.officer", "/vocabulary").body()).path("tags");
    }

    private int tagged(String tag) {
        return house.post("minusma.officer", "/records", """
                        {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},"tags":["%s"],
                         "portions":[{"field":"title","text":"x"}]}""".formatted(tag)).statusCode();
    }
}
