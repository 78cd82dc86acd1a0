package org.passerelle.platform.json;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class JsonTest {
    enum Colour {
        RED,
        DARK_BLUE
    }

    sealed interface Shape {
        record Circle(double radius) implements Shape {}

        record RightAngle(int width, int height) implements Shape {}

        record Nothing() implements Shape {}
    }

    record Drawing(
            String title,
            Colour colour,
            Optional<String> note,
            List<Shape> shapes,
            Map<Colour, Integer> counts,
            Set<String> words,
            Instant at,
            Duration length,
            boolean open,
            long size) {}

    record Even(int number) {
        Even {
            if (number % 2 != 0) {
                throw new IllegalArgumentException("number must be even");
            }
        }
    }

    record Details(Map<String, Object> values) {}

    private static final Drawing DRAWING = new Drawing(
            "a",
            Colour.DARK_BLUE,
            Optional.empty(),
            List.of(new Shape.Circle(1.5), new Shape.RightAngle(2, 3), new Shape.Nothing()),
            Map.of(Colour.RED, 1, Colour.DARK_BLUE, 2),
            Set.of("z", "b", "a"),
            Instant.parse("2015-01-20T09:00:00Z"),
            Duration.ofMillis(500),
            true,
            7);

    private static final String TEXT = "{\"title\":\"a\",\"colour\":\"DARK_BLUE\",\"shapes\":["
            + "{\"kind\":\"circle\",\"radius\":1.5},{\"kind\":\"right-angle\",\"width\":2,\"height\":3},{\"kind\":\"nothing\"}],"
            + "\"counts\":{\"RED\":1,\"DARK_BLUE\":2},\"words\":[\"a\",\"b\",\"z\"],\"at\":\"2015-01-20T09:00:00Z\","
            + "\"length\":\"PT0.5S\",\"open\":true,\"size\":7}";

    @Test
    void writesRecordsByTheirComponentsWithoutWhatIsAbsentAndSetsInOrder() {
        assertEquals(Json.tree(TEXT), Json.tree(Json.write(DRAWING)));
        assertTrue(Json.write(DRAWING).contains("[\"a\",\"b\",\"z\"]"));
        assertFalse(Json.write(DRAWING).contains("note"));
    }

    @Test
    void readsWhatItWrites() {
        assertEquals(DRAWING, Json.read(Json.write(DRAWING), Drawing.class));
        assertEquals(DRAWING, Json.read(Json.write(DRAWING).getBytes(StandardCharsets.UTF_8), Drawing.class));
    }

    @Test
    void tellsVariantsApartAtTheRoot() {
        Shape circle = new Shape.Circle(2);
        assertEquals("{\"kind\":\"circle\",\"radius\":2.0}", Json.write(circle));
        assertEquals(circle, Json.read(Json.write(circle), Shape.class));
        assertEquals(new Shape.Nothing(), Json.read("{\"kind\":\"nothing\"}", Shape.class));
    }

    @Test
    void keepsWholeNumbersWholeInOpenValues() {
        Details details =
                Json.read("{\"values\":{\"a\":1,\"b\":1.0,\"c\":\"x\",\"d\":[\"y\"],\"e\":true}}", Details.class);
        assertEquals(Map.of("a", 1L, "b", 1.0, "c", "x", "d", List.of("y"), "e", true), details.values());
        assertEquals(details, Json.read(Json.write(details), Details.class));
    }

    @ParameterizedTest(name = "{0} -> {1}")
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "\"title\":\"a\"          | \"titel\":\"a\"              | /titel           | unknown key",
                "\"title\":\"a\",         | ``                           | /title           | is missing",
                "\"size\":7               | \"size\":null                | /size            | must not be null",
                ",\"size\":7              | ``                           | /size            | is missing",
                ",\"open\":true           | ``                           | /open            | is missing",
                "\"words\":[\"a\",\"b\",\"z\"],| ``                      | /words           | is missing",
                "\"title\":\"a\"          | \"title\":null               | /title           | must not be null",
                "\"title\":\"a\"          | \"title\":5                  | /title           | must be text",
                "\"title\":\"a\"          | \"title\":{}                 | /title           | must be text",
                "\"size\":7               | \"size\":7.5                 | /size            | must be a whole number",
                "\"size\":7               | \"size\":\"7\"               | /size            | must be a whole number",
                "\"open\":true            | \"open\":1                   | /open            | must be true or false",
                "\"open\":true            | \"open\":\"true\"            | /open            | must be true or false",
                "\"DARK_BLUE\",           | \"DARK_BLEU\",               | /colour          | must be one of RED, DARK_BLUE",
                "\"DARK_BLUE\",           | 1,                           | /colour          | must be one of RED, DARK_BLUE",
                "\"DARK_BLUE\",           | \"dark_blue\",               | /colour          | must be one of RED, DARK_BLUE",
                "{\"RED\":1               | {\"REDD\":1                  | /counts/REDD     | must be one of RED, DARK_BLUE",
                "\"circle\"               | \"circel\"                   | /shapes/0/kind   | must be one of circle, right-angle, nothing",
                "\"kind\":\"circle\",     | ``                           | /shapes/0/kind   | is missing",
                "\"radius\":1.5           | \"radiu\":1.5                | /shapes/0/radiu  | unknown key",
                "\"width\":2,             | ``                           | /shapes/1/width  | is missing",
                "\"radius\":1.5           | \"radius\":\"x\"             | /shapes/0/radius | must be a number",
                "[\"a\",\"b\",\"z\"]      | [\"a\",null]                 | /words/1         | must not be null",
                "[\"a\",\"b\",\"z\"]      | \"a\"                        | /words           | must be a list",
                "2015-01-20               | 2015-02-30                   | /at              | must be a time such as 2015-01-20T09:00:00Z",
                "\"2015-01-20T09:00:00Z\" | 1421744400                   | /at              | must be a time such as 2015-01-20T09:00:00Z",
                "PT0.5S                   | half                         | /length          | must be a duration such as PT3S",
                "\"title\":\"a\"          | \"title\":\"a\",\"title\":\"b\" | /title        | the key is repeated",
                "\"radius\":1.5           | \"radius\":1.5,\"radius\":2  | /shapes/0/radius | the key is repeated",
                "\"size\":7}              | \"size\":7} {}               | ``               | text follows the document",
                "\"size\":7}              | \"size\":7                   | /size            | is not well-formed JSON",
            })
    void refusesNamingThePlace(String part, String instead, String pointer, String problem) {
        String text = TEXT.replace(part, instead == null ? "" : instead);
        JsonFault fault = assertThrows(JsonFault.class, () -> Json.read(text, Drawing.class));
        assertEquals(pointer == null ? "" : pointer, fault.pointer());
        assertEquals(problem, fault.problem());
    }

    @Test
    void tellsLineColumnAndTheWordThatWasMeant() {
        String text = "{\n  \"values\": {},\n  \"value\": 1\n}";
        JsonFault fault = assertThrows(JsonFault.class, () -> Json.read(text, Details.class));
        assertEquals("/value", fault.pointer());
        assertEquals(3, fault.line());
        assertEquals(3, fault.column());
        assertEquals(Optional.of("values"), fault.suggestion());
        assertEquals("line 3, column 3, at /value: unknown key; did you mean values?", fault.getMessage());
    }

    @Test
    void findsThePlaceWithinVariants() {
        String text = TEXT.replace("{\"kind\":\"right-angle\",\"width\"", "\n {\"kind\":\"right-angle\",\"widht\"");
        JsonFault fault = assertThrows(JsonFault.class, () -> Json.read(text, Drawing.class));
        assertEquals("/shapes/1/widht", fault.pointer());
        assertEquals(2, fault.line());
        assertEquals(24, fault.column());
        assertEquals(Optional.of("width"), fault.suggestion());
    }

    @Test
    void passesOnWhatAConstructorRefuses() {
        JsonFault fault = assertThrows(JsonFault.class, () -> Json.read("{\"number\":3}", Even.class));
        assertEquals("number must be even", fault.problem());
    }

    @Test
    void neverEchoesContent() {
        String secret = "the-name-of-a-source";
        for (String text : List.of(
                TEXT.replace("\"size\":7", "\"size\":\"" + secret + "\""),
                TEXT.replace("\"size\":7", "\"size\":" + secret),
                TEXT.replace("2015-01-20T09:00:00Z", secret),
                TEXT.replace("\"circle\"", "\"" + secret + "\""),
                TEXT.replace("DARK_BLUE", secret),
                TEXT + secret)) {
            JsonFault fault = assertThrows(JsonFault.class, () -> Json.read(text, Drawing.class));
            assertFalse(String.valueOf(fault.getMessage()).contains(secret));
        }
    }

    @Test
    void refusesEmptyNullAndBrokenUtf8() {
        for (String text : List.of("", " ", "null", "[]", "3", "\"x\"")) {
            assertThrows(JsonFault.class, () -> Json.read(text, Drawing.class), text);
        }
        assertThrows(JsonFault.class, () -> Json.read(new byte[] {'"', (byte) 0xC3, '"'}, Drawing.class));
        assertThrows(JsonFault.class, () -> Json.tree("{\"a\":1,\"a\":2}"));
        assertThrows(JsonFault.class, () -> Json.tree(" "));
    }

    @Test
    void refusesTextThatCannotBeKept() {
        for (String text : List.of("\\u0000", "a\\ud800", "\\udc00b")) {
            JsonFault fault = assertThrows(
                    JsonFault.class, () -> Json.read("{\"values\":{\"a\":\"" + text + "\"}}", Details.class));
            assertEquals("/values/a", fault.pointer());
        }
        assertEquals(
                "\ud83d\ude00",
                Json.read("{\"values\":{\"a\":\"\\ud83d\\ude00\"}}", Details.class)
                        .values()
                        .get("a"));
    }

    @Test
    void writesCanonicalBytesAsRfc8785Does() {
        String example = """
                {"numbers": [333333333.33333329, 1E30, 4.50, 2e-3, 0.000000000000000000000000001],
                 "string": "\\u20ac$\\u000F\\u000aA'\\u0042\\u0022\\u005c\\\\\\"\\/", "literals": [null, true, false]}""";
        String expected = "{\"literals\":[null,true,false],\"numbers\":[333333333.3333333,1e+30,4.5,0.002,1e-27],"
                + "\"string\":\"€$\\u000f\\nA'B\\\"\\\\\\\\\\\"/\"}";
        assertEquals(expected, new String(Json.canonical(Json.tree(example)), StandardCharsets.UTF_8));
        assertEquals("\"a\"", new String(Json.canonical("a"), StandardCharsets.UTF_8));
        assertArrayEquals(Json.canonical(DRAWING), Json.canonical(Json.tree(TEXT)));
        assertThrows(IllegalArgumentException.class, () -> Json.canonical(Map.of("n", (1L << 53) + 1)));
    }

    @Test
    void findsTheNumberThatHasNoCanonicalForm() {
        assertEquals(
                Optional.of("/a~1b/1/n"),
                Json.inexact(Json.tree("{\"x\":[9007199254740992],\"a/b\":[0,{\"n\":-9007199254740993}]}")));
        assertEquals(Optional.of(""), Json.inexact(Json.tree("100000000000000000000")));
        assertEquals(
                Optional.empty(), Json.inexact(Json.tree("{\"a\":[1e300,-9007199254740992,\"9007199254740993\"]}")));
    }

    @Test
    void locatesValues() {
        LocatedJson document = LocatedJson.read("{\n \"a\": [1,\n  {\"b\": 2}]\n}");
        assertEquals(new LocatedJson.Place(3, 4), document.place("/a/1/b"));
        assertEquals(new LocatedJson.Place(3, 3), document.place("/a/1/missing"));
        assertEquals(new LocatedJson.Place(2, 8), document.place("/a/0"));
    }
}
