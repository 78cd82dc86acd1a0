package org.passerelle.gateway.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.passerelle.core.label.Level;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Every row of faults.json spoils a good submission in one place, which is then named. */
class SubmissionFaultsTest {
    private final JsonNode table = Json.tree(read("faults.json"));

    @Test
    void takesTheGoodOne() {
        Parsed.Accepted accepted =
                assertInstanceOf(Parsed.Accepted.class, parse(table.path("good").toString()));
        List<Draft.Portion> portions = accepted.draft().portions();
        assertEquals(
                List.of("head", "title", "body", "source"),
                portions.stream().map(Draft.Portion::field).toList());
        assertEquals(Level.UNCLASSIFIED, portions.get(1).label().level());
        assertEquals(
                portions.get(0).label(), portions.get(2).label(), "a portion without a label inherits the record's");
        assertEquals(portions.get(0).label().purposes(), portions.get(3).label().purposes(), "field by field");
    }

    @TestFactory
    Stream<DynamicTest> namesThePlaceOfEachFault() {
        return StreamSupport.stream(table.path("faults").spliterator(), false)
                .map(row -> DynamicTest.dynamicTest(row.path("name").asText(), () -> check(row)));
    }

    private void check(JsonNode row) {
        Parsed.Refused refused = assertInstanceOf(Parsed.Refused.class, parse(text(row)));
        List<String> found = refused.faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
        String expected = row.path("pointer").asText() + " " + row.path("code").asText();
        assertTrue(found.contains(expected), () -> found + " names not " + expected);
        assertFalse(refused.faults().isEmpty());
        refused.faults().forEach(fault -> assertTrue(fault.line() >= 1 && fault.column() >= 1));
    }

    private static Parsed parse(String text) {
        return new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN).parse(text);
    }

    private String text(JsonNode row) {
        if (row.has("text")) {
            return row.path("text").asText();
        }
        ObjectNode body = table.path("good").deepCopy();
        JsonPointer place = JsonPointer.compile(row.path("at").asText());
        JsonNode holder = body.at(place.head());
        JsonNode value = row.path("value");
        if (value.asText().equals("LONG")) {
            value = body.textNode("x".repeat(100_001));
        }
        switch (holder) {
            case ObjectNode object -> object.set(place.last().getMatchingProperty(), value);
            case ArrayNode array -> array.set(place.last().getMatchingIndex(), value);
            default -> throw new IllegalStateException("no such place: " + place);
        }
        return body.toString();
    }

    private static String read(String name) {
        try (InputStream file = Objects.requireNonNull(SubmissionFaultsTest.class.getResourceAsStream(name))) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
