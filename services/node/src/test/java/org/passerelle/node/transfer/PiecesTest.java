package org.passerelle.node.transfer;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.interchange.Formats;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.Translator;
import org.passerelle.platform.json.Json;

/** No item of any format is more than a gateway takes: sent, it would be refused for good, and with it all that come after. */
class PiecesTest {
    private static final int LONGEST_BODY = 1024 * 1024;
    private static final String WIDE = "\u0939".repeat(380_000);
    private static final String MAPPING = "{\"columns\":{\"what\":{\"to\":\"portions.body\"}}}";

    @Test
    void whatOnlyTheEscapingMakesTooLongIsBrokenAndTheNextIsNot() throws IOException {
        check("ndjson", Optional.empty(), "{}\n" + "\0".repeat(180_000) + "\n{}\n", List.of(1L, 2L, 3L));
        check(
                "csv",
                Optional.of(MAPPING),
                "what\none\n\"" + "\"\"".repeat(300_000) + "\"\nthree\n",
                List.of(2L, 3L, 4L));
    }

    @Test
    void whatOnlyItsAlphabetMakesTooLongIsBrokenAndTheNextIsNot() throws IOException {
        String feature = "{\"type\":\"Feature\",\"geometry\":null,\"properties\":{\"what\":\"%s\"}}";
        check(
                "geojson",
                Optional.empty(),
                "{\"type\":\"FeatureCollection\",\"features\":[\n%s,\n%s,\n%s]}"
                        .formatted(feature.formatted("1"), feature.formatted(WIDE), feature.formatted("3")),
                List.of(2L, 3L, 4L));
        String note = "{\"type\":\"note\",\"id\":\"note--%d\",\"content\":\"%s\"}";
        check(
                "stix",
                Optional.empty(),
                "{\"type\":\"bundle\",\"objects\":[\n%s,\n%s,\n%s]}"
                        .formatted(note.formatted(1, "1"), note.formatted(2, WIDE), note.formatted(3, "3")),
                List.of(2L, 3L, 4L));
        String event = "{\"Event\":{\"uuid\":\"%d\",\"info\":\"%s\"}}";
        check(
                "misp",
                Optional.empty(),
                "{\"response\":[\n%s,\n%s,\n%s]}"
                        .formatted(event.formatted(1, "1"), event.formatted(2, WIDE), event.formatted(3, "3")),
                List.of(2L, 3L, 4L));
    }

    @Test
    void whatFitsIntoOneRequestIsSent() {
        Item item = new Item.Whole(7, "\0".repeat(166_000));
        Pieces pieces = new Pieces(List.of(item).iterator(), lines(), Long.MAX_VALUE - 1);
        String piece = pieces.next();
        assertTrue(piece.length() > 990_000, () -> "" + piece.length());
        assertEquals(item, item(Json.tree(piece).at("/items/0")));
        assertTrue(bytes(piece) <= LONGEST_BODY);
    }

    /** The gateway holds the submissions of a piece together, and refuses what comes to more with the item at which it does. */
    @Test
    void whatAMappingMakesMuchOfIsCutByWhatItMakes() throws IOException {
        String mapping = "{\"constants\":{\"type\":\"incident\",\"language\":\"" + "x".repeat(50_000)
                + "\"},\"columns\":{\"what\":{\"to\":\"portions.body\"}}}";
        Pieces pieces = pieces("csv", Optional.of(mapping), "what\n" + "Shots.\n".repeat(200));
        List<Long> lines = new ArrayList<>();
        int cut = 0;
        while (pieces.hasNext()) {
            long first = pieces.number();
            JsonNode piece = Json.tree(pieces.next());
            assertEquals(first, piece.path("first").asLong());
            assertEquals(first + piece.path("items").size(), pieces.number());
            assertTrue(made(mapping, piece) <= ImportFormat.MOST_OF_A_PIECE, () -> "" + made(mapping, piece));
            piece.path("items").forEach(entry -> lines.add(entry.path("line").asLong()));
            cut++;
        }
        assertEquals(LongStream.rangeClosed(2, 201).boxed().toList(), lines);
        assertEquals(3, cut, "as few as hold them");
    }

    @Test
    void whatAMappingCannotDoWithIsSentAndRefusedWhereItIsJudged() {
        Translator broken = item -> {
            throw new IllegalStateException("unforeseen");
        };
        Item item = new Item.Whole(7, "{}");
        String piece = new Pieces(List.of(item).iterator(), broken, 1).next();
        assertEquals(item, item(Json.tree(piece).at("/items/0")));
    }

    /** Characters that a gateway makes of a piece. */
    private static long made(String mapping, JsonNode piece) {
        Translator translator = Formats.toImport("csv").orElseThrow().translator(Optional.of(mapping));
        long made = 0;
        for (JsonNode entry : piece.path("items")) {
            Item.Whole whole = assertInstanceOf(Item.Whole.class, item(entry));
            made += assertInstanceOf(Translator.Translated.Submission.class, translator.translate(whole))
                    .body()
                    .length();
        }
        return made;
    }

    private static Translator lines() {
        return Formats.toImport("ndjson").orElseThrow().translator(Optional.empty());
    }

    private static Pieces pieces(String format, Optional<String> mapping, String file) throws IOException {
        ImportFormat read = Formats.toImport(format).orElseThrow();
        return new Pieces(
                read.items(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), mapping),
                read.translator(mapping),
                1);
    }

    /** The second of three items is told as too long, at its line. */
    private static void check(String format, Optional<String> mapping, String file, List<Long> lines)
            throws IOException {
        Pieces pieces = pieces(format, mapping, file);
        List<Item> sent = new ArrayList<>();
        while (pieces.hasNext()) {
            String piece = pieces.next();
            assertTrue(bytes(piece) <= LONGEST_BODY, () -> format + " sends " + bytes(piece));
            Json.tree(piece).path("items").forEach(entry -> sent.add(item(entry)));
        }
        assertEquals(lines, sent.stream().map(Item::line).toList());
        assertInstanceOf(Item.Whole.class, sent.get(0));
        assertTrue(
                assertInstanceOf(Item.Broken.class, sent.get(1)).problem().startsWith("is longer than"),
                sent.get(1)::toString);
        assertInstanceOf(Item.Whole.class, sent.get(2));
    }

    private static Item item(JsonNode entry) {
        long line = entry.path("line").asLong();
        return entry.has("text")
                ? new Item.Whole(line, entry.path("text").asText())
                : new Item.Broken(line, entry.path("fault").asText());
    }

    private static int bytes(String piece) {
        return piece.getBytes(StandardCharsets.UTF_8).length;
    }
}
