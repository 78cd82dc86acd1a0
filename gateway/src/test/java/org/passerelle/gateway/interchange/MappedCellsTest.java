package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;

/** A cell is read as exactly what its column says, or not at all. */
class MappedCellsTest {
    private static final String FAULTY = "faulty";

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "decimal-comma|1,234|1.234",
                "decimal-comma|1234|1234.0",
                "decimal-comma|1.234|faulty",
                "decimal-comma|1.234,5|faulty",
                "decimal-comma|1,2,3|faulty",
                "number|1.234|1.234",
                "number|1,234|faulty",
                "number|-3.0088888888888885|-3.0088888888888885",
                "number|8.3e-05|8.3E-5",
                "number|8.3e|faulty",
                "number|8.3e-100|faulty",
                "decimal-comma|0,016666666666666666|0.016666666666666666",
                "decimal-comma|8,3E-05|8.3E-5",
                "integer|1e3|faulty",
                "integer|12|12",
                "integer|-12.0|-12",
                "integer|12.000|faulty",
                "integer|12.00|faulty",
                "integer|12.5|faulty"
            })
    void aNumberIsWrittenAsItsColumnSays(String as, String cell, String read) {
        assertEquals(read, said("{\"to\":\"details.killed\",\"as\":\"%s\"}".formatted(as), cell, "/details/killed"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "longitude|16°16′E|16.266667",
                "longitude|0°3′O|-0.05",
                "longitude|16°16′N|faulty",
                "longitude|16°16′S|faulty",
                "latitude|16°16′N|16.266667",
                "latitude|16°16′S|-16.266667",
                "latitude|16°16′E|faulty",
                "latitude|16°16′W|faulty"
            })
    void aCoordinateIsOfTheSideOfItsColumn(String to, String cell, String read) {
        String column = "{\"to\":\"%s\",\"as\":\"degrees-minutes\"}".formatted(to);
        String other = to.equals("longitude") ? "latitude" : "longitude";
        String mapping = "{\"columns\":{\"cell\":%s,\"other\":{\"to\":\"%s\"}}}".formatted(column, other);
        ObjectNode row = row(cell).put("other", "1");
        assertEquals(read, told(mapping, row, "/geometry/coordinates/" + (to.equals("longitude") ? 0 : 1)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "number|-3.0088888888888885|-3.0088888888888885",
                "number|0.016666666666666666|0.016666666666666666",
                "number|8.3e-05|8.3E-5",
                "decimal-comma|-3,0088888888888885|-3.0088888888888885",
                "decimal-comma|0,016666666666666666|0.016666666666666666",
                "decimal-comma|8,3e-05|8.3E-5"
            })
    void aCoordinateIsReadAsItWasComputed(String as, String cell, String read) {
        String mapping = "{\"columns\":{\"cell\":{\"to\":\"longitude\",\"as\":\"%s\"},\"other\":{\"to\":\"latitude\"}}}"
                .formatted(as);
        assertEquals(read, told(mapping, row(cell).put("other", "1"), "/geometry/coordinates/0"));
    }

    @Test
    void aCoordinateIsOneNumber() {
        String mapping = "{\"columns\":{\"cell\":{\"to\":\"longitude\",\"as\":\"decimal-comma\",\"separator\":\";\"},"
                + "\"other\":{\"to\":\"latitude\"}}}";
        assertEquals("1.5", told(mapping, row("1,5;").put("other", "1"), "/geometry/coordinates/0"));
        assertEquals(FAULTY, told(mapping, row("1,5;2,5").put("other", "1"), "/geometry/coordinates/0"));
        assertEquals(FAULTY, told(mapping, row("1.500").put("other", "1"), "/geometry/coordinates/0"));
    }

    @Test
    void aYearHasFourDigits() {
        String column = "{\"to\":\"eventTime\",\"format\":\"d/M/y\"}";
        assertEquals("1997-03-12T00:00:00Z", said(column, "12/3/1997", "/eventTime"));
        assertEquals(FAULTY, said(column, "12/3/97", "/eventTime"));
    }

    @Test
    void whatIsQuotedInAFormatStandsThereAsItIs() {
        String column = "{\"to\":\"eventTime\",\"format\":\"dd MMMM', year 'yyyy\"}";
        assertEquals("2020-03-05T00:00:00Z", said(column, "05 March, year 2020", "/eventTime"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"to\":\"details.weapon\",\"values\":{\"\":\"unknown\",\"1\":\"rifle\"}}|/details/weapon|unknown|rifle",
                "{\"to\":\"portions.body\",\"before\":\"Arm: \",\"values\":{\"\":\"none\",\"1\":\"rifle\"}}|/portions/0/text|Arm: none|Arm: rifle",
                "{\"to\":\"details.killed\",\"as\":\"integer\",\"values\":{\"\":\"0\",\"1\":\"7\"}}|/details/killed|0|7",
                "{\"to\":\"details.actors\",\"as\":\"list\",\"separator\":\";\",\"values\":{\"\":\"unknown\",\"1\":\"x\"}}|/details/actors/0|unknown|x"
            })
    void anEmptyCellIsWhatTheMappingSaysThatItStandsFor(String column, String pointer, String empty, String one) {
        assertEquals(empty, said(column, "", pointer));
        assertEquals(empty, said(column, "  ", pointer));
        assertEquals(one, said(column, "1", pointer));
        String mapping = "{\"columns\":{\"cell\":" + column + "}}";
        assertEquals(empty, told(mapping, JsonNodeFactory.instance.objectNode(), pointer), "a property that is absent");
        ObjectNode none = JsonNodeFactory.instance.objectNode().putNull("cell");
        assertEquals(empty, told(mapping, none, pointer));
        assertEquals(FAULTY, said(column, "2", pointer));
    }

    @Test
    void aRowThatTheMappingMakesTooLongIsOneFaultOfItsColumn() {
        String column = "{\"to\":\"portions.body\",\"separator\":\",\",\"values\":{\"a\":\"%s\"}}"
                .formatted("x".repeat(50_000));
        String mapping = "{\"columns\":{\"cell\":" + column + "}}";
        assertEquals(
                10 * 50_001 - 1,
                said(column, "a,".repeat(10), "/portions/0/text").length());
        Translator.Translated translated = new Csv()
                .translator(Optional.of(mapping))
                .translate(new Item.Whole(2, row("a,".repeat(1_000)).toString()));
        List<LocatedFault> faults = assertInstanceOf(Translator.Translated.Refused.class, translated)
                .faults();
        assertEquals(1, faults.size());
        assertEquals(Fault.Code.TOO_LONG, faults.getFirst().fault().code());
        assertEquals(2, faults.getFirst().line());
        assertEquals(1, faults.getFirst().column());
    }

    @Test
    void ofARowFiftyFaultsAreTold() {
        String mapping = "{\"columns\":{\"cell\":{\"to\":\"tags\",\"separator\":\",\",\"values\":{\"a\":\"b\"}}}}";
        Translator.Translated translated = new Csv()
                .translator(Optional.of(mapping))
                .translate(new Item.Whole(2, row("x,".repeat(1_000)).toString()));
        assertEquals(
                50,
                assertInstanceOf(Translator.Translated.Refused.class, translated)
                        .faults()
                        .size());
    }

    private static String said(String column, String cell, String pointer) {
        return told("{\"columns\":{\"cell\":" + column + "}}", row(cell), pointer);
    }

    private static ObjectNode row(String cell) {
        return JsonNodeFactory.instance.objectNode().put("cell", cell);
    }

    private static String told(String mapping, ObjectNode row, String pointer) {
        Translator.Translated translated =
                new Csv().translator(Optional.of(mapping)).translate(new Item.Whole(2, row.toString()));
        if (translated instanceof Translator.Translated.Refused) {
            return FAULTY;
        }
        JsonNode body = Json.tree(assertInstanceOf(Translator.Translated.Submission.class, translated)
                .body());
        return body.at(pointer).asText();
    }
}
