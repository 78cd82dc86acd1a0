package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.Content;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What leaves without the head in which the grading stands says that it cannot be judged, whatever the head says. */
class GradingDoorTest {
    private static final String OFFICER = "lake.officer";
    private static final String READ = "/records/mixed?purpose=early-warning";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() throws Exception {
        gateway = RunningGateway.under(home, World::exporting);
        gateway.answers.records.put("mixed", headless(Optional.of(new Grading("A1"))));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void aViewWithoutItsHeadIsGraded() {
        JsonNode view = read(OFFICER);
        assertEquals("F6", view.path("grading").asText());
        assertFalse(view.has("type") || view.has("gradingStatement"), view::toString);
        assertEquals("the ford is mined", view.at("/portions/0/text").asText());
        gateway.answers.records.put("mixed", World.record("mixed", Level.CONFIDENTIAL, "the ford is mined"));
        assertEquals("B2", read(OFFICER).path("grading").asText());
    }

    @Test
    void whatTheHeadSaysMakesNoDifference() {
        Set<String> answers = new HashSet<>();
        for (Optional<Grading> grading :
                List.of(Optional.of(new Grading("A1")), Optional.of(new Grading("E5")), Optional.<Grading>empty())) {
            gateway.answers.records.put("mixed", headless(grading));
            HttpResponse<String> answer = gateway.get(OFFICER, READ);
            answers.add(answer.headers().firstValue("ETag").orElseThrow()
                    + answer.body().replaceAll("\"disclosure\":\\{[^}]*}", ""));
        }
        assertEquals(1, answers.size(), answers::toString);
    }

    @ParameterizedTest
    @ValueSource(strings = {"ndjson", "csv", "geojson", "stix", "misp"})
    void aFileSaysSoInItsFormat(String format) {
        String file = Exports.file(gateway, Exports.order(gateway, Map.of("format", format)), 200);
        assertTrue(file.contains("the ford is mined") && file.contains("F6"), file);
        assertFalse(file.contains("A1"), file);
        if (format.equals("misp")) {
            assertTrue(file.contains("admiralty-scale:source-reliability=\\\"f\\\""), file);
        }
    }

    @Test
    void aPageSaysSoInWords() {
        String page = gateway.get(OFFICER, "/records/mixed/document?purpose=early-warning&lang=en")
                .body();
        assertTrue(page.contains("F6"), page);
        assertTrue(page.contains("of a reliability that cannot be judged"), page);
    }

    @Test
    void theReleaserForeseesIt() {
        HttpResponse<String> audience =
                gateway.get("river.officer", "/records/mixed/audience?purpose=early-warning&recipients=LAKE");
        assertEquals(200, audience.statusCode(), audience.body());
        assertTrue(Json.tree(audience.body()).findValuesAsText("grading").contains("F6"), audience.body());
    }

    private JsonNode read(String account) {
        HttpResponse<String> answer = gateway.get(account, READ);
        new KeptContract(gateway).keeps("getRecord", 200, answer);
        return Json.tree(answer.body());
    }

    /** A record of which LAKE gets the body alone. */
    private static StoredRecord headless(Optional<Grading> grading) {
        StoredRecord open = World.record("mixed", Level.CONFIDENTIAL, "the ford is mined");
        PortionFacts head = World.record("mixed", Level.STRICTLY_CONFIDENTIAL, "")
                .facts()
                .portions()
                .getFirst();
        Content.Head plain = open.contents().values().stream()
                .filter(Content.Head.class::isInstance)
                .map(Content.Head.class::cast)
                .findFirst()
                .orElseThrow();
        Map<String, Content> contents = new HashMap<>(open.contents());
        contents.put(
                head.id(),
                new Content.Head(
                        plain.type(),
                        plain.language(),
                        plain.eventTime(),
                        plain.validUntil(),
                        plain.country(),
                        plain.admin1(),
                        plain.geometry(),
                        grading,
                        plain.tags(),
                        plain.details()));
        return new StoredRecord(
                open.facts().only(Set.of("2")).and(List.of(head)), contents, open.versionAt(), List.of());
    }
}
