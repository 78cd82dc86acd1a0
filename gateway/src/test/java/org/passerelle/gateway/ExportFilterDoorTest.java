package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.Geometry;
import org.passerelle.core.record.Geometry.Position;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.Altered;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** An export takes the filters of a search, and matches them on what leaves; the store of this test finds everything. */
class ExportFilterDoorTest {
    private static final Position FORD = new Position(-0.31, 16.32);

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, World::exporting);
        put("own", own());
        put("ford", ford(FORD));
        put("hidden", World.record("hidden", Level.STRICTLY_CONFIDENTIAL, "hidden text"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static StoredRecord own() {
        return placed(World.released("own", "LAKE", Level.UNCLASSIFIED, "own text"), "ML-8", "D4", new Position(3, 18));
    }

    private static StoredRecord ford(Position place) {
        return placed(World.record("ford", Level.CONFIDENTIAL, "at the ford"), "ML-7", "B2", place);
    }

    private void put(String id, StoredRecord record) {
        gateway.answers.records.put(id, record);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    q=text                                              | ford own
                    type=incident                                       | ford own
                    type=foreign-object                                 | none
                    tag=event:type="clash"                              | none
                    country=ML                                          | ford own
                    country=NE                                          | none
                    area=ML-7                                           | ford
                    area=NE-1                                           | none
                    bbox=2,17,4,19                                      | own
                    polygon=POLYGON((2 17, 4 17, 4 19, 2 17))           | own
                    polygon=POLYGON((-1 16, 0 16, 0 17, -1 17, -1 16))  | ford
                    polygon=POLYGON((10 16, 11 16, 11 17, 10 16))       | none
                    from=2026-01-01T00:00:00Z                           | ford own
                    to=2026-01-01T00:00:00Z                             | none
                    level=0                                             | own
                    level=2                                             | ford
                    level=3                                             | none
                    originator=RIVER                                    | ford
                    originator=LAKE                                     | own
                    originator=MARSH                                    | none
                    grading=C3                                          | ford
                    grading=F6                                          | ford own
                    """)
    void isThatOfASearchAndFindsTheSame(String filter, String expected) {
        String name = filter.substring(0, filter.indexOf('='));
        String value = filter.substring(filter.indexOf('=') + 1);
        Set<String> ids = expected.equals("none") ? Set.of() : Set.of(expected.split(" ", -1));
        assertEquals(ids, exported(Map.of(name, value)), filter);
        assertEquals(ids, searched(name, value), filter);
    }

    private Set<String> exported(Map<String, String> filters) {
        return Exports.file(gateway, Exports.order(gateway, filters), 1)
                .lines()
                .map(line -> Json.tree(line).path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private Set<String> searched(String name, String value) {
        HttpResponse<String> answer = search(name, value);
        assertEquals(200, answer.statusCode(), answer::body);
        return StreamSupport.stream(Json.tree(answer.body()).path("items").spliterator(), false)
                .map(view -> view.path("id").asText())
                .collect(Collectors.toCollection(TreeSet::new));
    }

    private HttpResponse<String> search(String name, String value) {
        return gateway.get(
                Exports.EXPORTER, "/records?purpose=" + Exports.PURPOSE + "&" + name + "=" + Exports.encoded(value));
    }

    @Test
    void whatIsHiddenNeitherPutsARecordIntoTheFileNorKeepsItOut() {
        List<Map<String, String>> orders = List.of(
                Map.of("level", "0"),
                Map.of("level", "2"),
                Map.of("level", "3"),
                Map.of("originator", "LAKE"),
                Map.of("originator", "RIVER"),
                Map.of("originator", "MARSH"),
                Map.of("polygon", around(FORD, 0.01)),
                Map.of("polygon", around(FORD, 1)),
                Map.of("bbox", "-0.32,16.31,-0.30,16.33"),
                Map.of("q", "text", "grading", "C3"));
        List<String> before = answers(orders);
        // Hidden portions of a higher level, one of them RIVER's in a record of LAKE.
        put("own", withHidden(own(), "RIVER"));
        put("ford", withHidden(ford(FORD), "RIVER"));
        assertEquals(before, answers(orders));
        // Another exact place in the same square.
        put("ford", withHidden(ford(new Position(-0.33, 16.34)), "RIVER"));
        assertEquals(before, answers(orders));
        for (int more = 0; more < 3; more++) {
            put(
                    "hidden" + more,
                    placed(World.record("hidden" + more, Level.STRICTLY_CONFIDENTIAL, "x"), "ML-7", "A1", FORD));
        }
        assertEquals(before, answers(orders));
        assertTrue(before.stream().anyMatch(answer -> answer.contains("at the ford")), before::toString);
        put("ford", ford(new Position(-8, 12)));
        assertFalse(before.equals(answers(orders)), "what is seen does");
    }

    /** The files page by page, and what the log then holds of each. */
    private List<String> answers(List<Map<String, String>> orders) {
        return orders.stream()
                .map(order -> {
                    gateway.answers.leaves.clear();
                    String file = Exports.file(gateway, Exports.order(gateway, order), 1);
                    List<Integer> items = gateway.answers.leaves.stream()
                            .map(leaf -> leaf.items().size())
                            .toList();
                    return order + " " + items + "\n" + file;
                })
                .toList();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    bbox       | 1,2,3
                    polygon    | POLYGON((0 0))
                    level      | 4
                    grading    | Z9
                    from       | yesterday
                    to         | 2026-02-30T00:00:00Z
                    q          | long
                    type       | long
                    tag        | long
                    country    | long
                    area       | long
                    originator | long
                    polygon    | longer
                    type       | incidents
                    tag        | event:typo="clash"
                    tag        | event:type="clasp"
                    tag        | event:type
                    tag        | event:type=clash
                    tag        | clash
                    country    | Mali
                    area       | ML
                    area       | ML-99
                    originator | NOBODY
                    """)
    void faultsAreThoseOfASearchAtTheirMembers(String name, String written) {
        String value = switch (written) {
            case "long" -> "x".repeat(201);
            case "longer" -> "x".repeat(8001);
            default -> written;
        };
        HttpResponse<String> searched = search(name, value);
        assertEquals(400, searched.statusCode(), searched::body);
        JsonNode fault = Json.tree(searched.body()).at("/errors/0");
        assertEquals(name, fault.path("pointer").asText());
        assertEquals(
                List.of("/%s %s %s"
                        .formatted(
                                name,
                                fault.path("code").asText(),
                                fault.path("message").asText())),
                faults(Exports.body(Map.of(name, value))));
    }

    @Test
    void allFaultsAreToldAtOnceAndWhatIsNoFilterIsOne() {
        assertEquals(
                Set.of("/format", "/level", "/originator", "/area", "/grading"),
                faults("""
                        {"purpose":"early-warning","format":"pdf","level":2,"originator":" ","area":"%s","grading":"Z9"}""".formatted("x".repeat(300))).stream()
                        .map(fault -> fault.substring(0, fault.indexOf(' ')))
                        .collect(Collectors.toSet()));
        assertEquals(List.of("/format missing format is missing", "/purpose missing purpose is missing"), faults("{}"));
        for (String none : List.of("order", "limit", "saved", "count", "facets")) {
            assertTrue(faults(Exports.body(Map.of(none, "1"))).getFirst().startsWith("/" + none + " unknown-field"));
        }
    }

    private List<String> faults(String body) {
        HttpResponse<String> refused = gateway.post(Exports.EXPORTER, "/exports", body);
        assertEquals(422, refused.statusCode(), refused::body);
        List<String> faults = new ArrayList<>();
        Json.tree(refused.body())
                .path("errors")
                .forEach(fault -> faults.add("%s %s %s"
                        .formatted(
                                fault.path("pointer").asText(),
                                fault.path("code").asText(),
                                fault.path("message").asText())));
        return faults;
    }

    @Test
    void aCursorIsGoodForItsFiltersAlone() {
        String id = Exports.order(gateway, Map.of("area", "ML-7", "level", "2"));
        put("other", placed(World.record("other", Level.CONFIDENTIAL, "another"), "ML-7", "B2", FORD));
        Optional<String> cursor =
                Exports.page(gateway, id, 1, Optional.empty()).headers().firstValue("Passerelle-Next");
        assertTrue(cursor.isPresent());
        assertEquals(200, Exports.page(gateway, id, 1, cursor).statusCode());
        for (Map<String, String> other : List.of(
                Map.of("area", "ML-7"),
                Map.of("area", "ML-7", "level", "0"),
                Map.of("area", "ML-7", "level", "2", "originator", "RIVER"),
                Map.of("area", "ML-7", "level", "2", "grading", "C3"),
                Map.of("area", "ML-7", "level", "2", "polygon", around(FORD, 1)))) {
            HttpResponse<String> page = Exports.page(gateway, Exports.order(gateway, other), 1, cursor);
            assertEquals(400, page.statusCode(), other::toString);
            assertEquals(
                    "cursor", Json.tree(page.body()).at("/errors/0/pointer").asText());
        }
    }

    @Test
    void theLargestPolygonIsFetchedToo() {
        String ring = IntStream.range(0, 200)
                .mapToObj(i -> 2 * Math.PI * (i % 199) / 199)
                .map(angle -> "%.16f %.16f".formatted(-0.5 + Math.cos(angle), 16.5 + Math.sin(angle)))
                .collect(Collectors.joining(","));
        String polygon = "POLYGON((%s))".formatted(ring) + " ".repeat(8000 - ring.length() - 11);
        assertEquals(8000, polygon.length());
        assertEquals(Set.of("ford"), searched("polygon", polygon));
        assertEquals(Set.of("ford"), exported(Map.of("polygon", polygon)));
        // Written so that the id is as long as it can be.
        // An order whose id is about as long as it can be: each character is three bytes.
        String named = "{\"type\":\"Polygon\",\"coordinates\":[[[-1,16],[0,16],[0,17],[-1,16]]],\"name\":\"%s\"}";
        String longest = named.formatted("\u6e21".repeat(8002 - named.length()));
        assertEquals(8000, longest.length());
        String words = "\u6e21".repeat(192) + " or ford";
        String id = Exports.order(gateway, Map.of("polygon", longest, "q", words));
        assertTrue(id.length() > 30_000 && id.length() <= 40_000, () -> id.length() + " characters");
        assertEquals(1, Exports.file(gateway, id, 1).lines().count());
    }

    private static String around(Position place, double degrees) {
        double west = place.longitude() - degrees;
        double east = place.longitude() + degrees;
        double south = place.latitude() - degrees;
        double north = place.latitude() + degrees;
        return "POLYGON((%s %s, %s %s, %s %s, %s %s, %s %s))"
                .formatted(west, south, east, south, east, north, west, north, west, south);
    }

    private static StoredRecord placed(StoredRecord record, String area, String grading, Position place) {
        Geometry point = new Geometry(Geometry.Kind.POINT, List.of(place));
        return Altered.head(
                record,
                head -> new Content.Head(
                        head.type(),
                        head.language(),
                        head.eventTime(),
                        head.validUntil(),
                        head.country(),
                        List.of(area),
                        Optional.of(point),
                        Optional.of(new Grading(grading)),
                        head.tags(),
                        head.details()));
    }

    /** The same with a portion of that party which nobody here may see. */
    private static StoredRecord withHidden(StoredRecord record, String party) {
        PortionFacts hidden = Altered.third("source", party, Level.STRICTLY_CONFIDENTIAL);
        return Altered.and(record, record.facts().portions().size(), hidden, "hidden text");
    }
}
