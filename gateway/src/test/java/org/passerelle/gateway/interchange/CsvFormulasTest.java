package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.platform.json.Json;

/** No spreadsheet finds a formula in what leaves, whatever it takes for the end of a cell; and our own reader finds the text. */
class CsvFormulasTest {
    /** Begins a cell for whoever separates by semicolons or tabs, or knows no quoted line breaks. */
    private static final Pattern RUNS = Pattern.compile("[;\t\r\n][\" ]*[=+@-]");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "=cmd|' /C calc'!A0",
                "First line\n=cmd|' /C calc'!A0",
                "First line\r\n=cmd|' /C calc'!A0",
                "x;=cmd|' /C calc'!A0;y",
                "x;\"=cmd|' /C calc'!A0\";y",
                "x; =cmd|' /C calc'!A0;y",
                "x\t@SUM(A1)",
                "\t=1+1",
                "\rone",
                "a list\n- of one\n- and two\n+ three",
                "'=already marked",
                "it's;'=marked;''=twice",
                "1 = 1; a-b, c+d, e@f",
                "'quoted' and nothing else"
            })
    void aTextLeavesAsNoFormulaAndComesBackAsItWas(String text) throws IOException {
        String file = file(text);
        String rows = file.substring(file.indexOf('\n') + 1).strip();
        assertFalse(RUNS.matcher(rows).find(), rows);
        assertEquals(text.replace("\r\n", "\n").replace('\r', '\n').strip(), read(file, "body"));
        JsonNode portions = Json.tree(read(file, "portions"));
        assertEquals(text, portions.at("/0/text").asText(), "JSON is read as JSON");
    }

    @Test
    void aPlaceIsANumberAndNoText() {
        Map<String, Object> view = new TreeMap<>(view("text"));
        view.put("geometry", Map.of("type", "Point", "coordinates", List.of(-0.04, 16.2)));
        assertTrue(Passage.exported("csv", List.of(view), 1).contains(",-0.04,16.2,"));
    }

    /** Whoever wrote an apostrophe into a table of their own meant it. */
    @Test
    void anApostropheInTheTableOfAnotherIsText() throws IOException {
        assertEquals("'=x", read("body\n'=x\n", "body"));
    }

    private static Map<String, Object> view(String text) {
        return Map.of("id", "r1", "releaser", "RIVER", "portions", List.of(Map.of("field", "body", "text", text)));
    }

    private static String file(String text) {
        return Passage.exported("csv", List.of(view(text)), 1);
    }

    private static String read(String file, String column) throws IOException {
        String header = file.lines().findFirst().orElseThrow().replace("\uFEFF", "");
        String others = header.replace(",", "\",\"");
        String mapping =
                "{\"columns\":{\"%s\":{\"to\":\"portions.body\"}},\"ignore\":[\"%s\"]}".formatted(column, others);
        Item item = new Csv()
                .items(new ByteArrayInputStream(file.getBytes(StandardCharsets.UTF_8)), Optional.of(mapping))
                .next();
        Translator.Translated translated = new Csv()
                .translator(Optional.of(mapping))
                .translate(assertInstanceOf(Item.Whole.class, item, item::toString));
        return Json.tree(assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                        .body())
                .at("/portions/0/text")
                .asText();
    }
}
