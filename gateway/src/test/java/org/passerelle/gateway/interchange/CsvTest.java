package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;

class CsvTest {
    private static final String MAPPING = """
            {
              "constants": {"type": "incident", "language": "en", "label": {"marking": "UN UNCLASSIFIED", "tlp": "GREEN"},
                "tags": ["collection:method=\\"open-source\\""]},
              "columns": {
                "date": {"to": "eventTime", "format": "dd MMMM yyyy"},
                "kind": {"to": "tags", "values": {"Battles": "event:type=\\"clash\\""}},
                "lat": {"to": "latitude"},
                "lon": {"to": "longitude"},
                "dead": {"to": "details.killed", "as": "integer"},
                "actors": {"to": "details.actors", "as": "list", "separator": ";"},
                "notes": {"to": "portions.body"},
                "source": {"to": "portions.body", "before": "Source: "}
              },
              "ignore": ["id"]
            }
            """;
    private static final String HEADER = "id,date,kind,lat,lon,dead,actors,notes,source\n";

    @Test
    void aRowBecomesASubmission() throws IOException {
        JsonNode body = submission(
                HEADER
                        + "7,05 March 2020,Battles,16.2666,-0.04,3,MNLA; GATIA,\"A clash, \"\"heavy\"\",\nuntil dusk\",Radio\n");
        assertEquals("2020-03-05T00:00:00Z", body.path("eventTime").asText());
        assertEquals("[-0.04,16.2666]", body.at("/geometry/coordinates").toString());
        assertEquals(3, body.at("/details/killed").asInt());
        assertEquals("[\"MNLA\",\"GATIA\"]", body.at("/details/actors").toString());
        assertEquals(2, body.path("tags").size());
        assertEquals(
                "A clash, \"heavy\",\nuntil dusk\nSource: Radio",
                body.at("/portions/0/text").asText());
    }

    @Test
    void anEmptyCellSaysNothing() throws IOException {
        JsonNode body = submission(HEADER + "7,05 March 2020,,,,,,notes,\n");
        assertTrue(body.path("geometry").isMissingNode());
        assertTrue(body.path("details").isMissingNode());
        assertEquals("notes", body.at("/portions/0/text").asText());
    }

    @Test
    void aCellThatIsNotWhatItsColumnSaysIsToldWithLineAndColumn() throws IOException {
        List<LocatedFault> faults = faults(HEADER
                + "1,05 March 2020,Battles,16.2,-0.04,3,,fine,\n"
                + "2,31 February 2020,Riots,north,-0.04,\"1,5\",,\"over\ntwo lines\",\n"
                + "3,05 March 2020,Battles,16.2,,3,,half a place,\n");
        assertEquals(
                List.of(
                        "3:2 /eventTime column \"date\" is not a time written dd MMMM yyyy",
                        "3:3 /tags column \"kind\" has a value that the mapping does not know",
                        "3:4 /geometry/coordinates/1 column \"lat\" is not a number with a decimal point",
                        "3:6 /details/killed column \"dead\" is not a whole number",
                        "5:4 /geometry column \"lat\" has no other coordinate"),
                faults.stream().map(CsvTest::told).toList());
    }

    @Test
    void aFaultOfTheSubmissionIsToldAtTheColumnThatItCameFrom() throws IOException {
        Translator translator = new Csv().translator(Optional.of(MAPPING));
        Item.Whole row = assertInstanceOf(
                Item.Whole.class,
                items(HEADER + "7,05 March 2020,Battles,96.5,-0.04,3,,x,\n", MAPPING)
                        .getFirst());
        var translated = assertInstanceOf(Translator.Translated.Submission.class, translator.translate(row));
        LocatedFault placed = translated
                .placing()
                .apply(new LocatedFault(
                        new Fault("/geometry/coordinates/1", Fault.Code.OFF_THE_GLOBE, "latitude must be -90 to 90"),
                        1,
                        99));
        assertEquals("2:4 /geometry/coordinates/1 column \"lat\": latitude must be -90 to 90", told(placed));
    }

    @Test
    void aRowWithTooFewCellsIsBrokenAndTheNextIsNot() throws IOException {
        List<Item> items = items(HEADER + "1,2\n7,05 March 2020,,,,,,notes,\n\"open", MAPPING);
        assertEquals(new Item.Broken(2, "has 2 cells where the table has 9 columns"), items.get(0));
        assertEquals(3, items.get(1).line());
        assertEquals(new Item.Broken(4, "ends within quotation marks"), items.get(2));
    }

    @Test
    void aRowThatIsTooLongIsReadToItsEndAndNothingOfItBecomesAnother() throws IOException {
        String mapping = "{\"columns\":{\"what\":{\"to\":\"portions.body\"}}}";
        String page = "A line of a report.\n".repeat(30_000);
        String problem = "is longer than 400000 characters; is a quotation mark left open?";
        assertEquals(
                List.of(new Item.Broken(2, problem), new Item.Whole(30_003, "{\"what\":\"next\"}")),
                items("what\n\"" + page + "\"\nnext\n", mapping));
        assertEquals(List.of(new Item.Broken(2, problem)), items("what\n\"" + page, mapping));
        assertEquals(
                List.of(new Item.Broken(2, problem), new Item.Whole(3, "{\"what\":\"next\"}")),
                items("what\n" + "x".repeat(400_001) + "\nnext\n", mapping));
        assertEquals(
                List.of(new Item.Broken(2, problem), new Item.Whole(3, "{\"what\":\"next\"}")),
                items("what\n" + ",".repeat(400_001) + "\nnext\n", mapping));
    }

    @Test
    void aHeaderThatIsNotWhatItSeemsStopsTheFile() {
        UnreadableFile fault =
                assertThrows(UnreadableFile.class, () -> items(HEADER.replace("notes", "\"no\"tes"), MAPPING));
        assertEquals("has text behind a closing quotation mark", fault.getMessage());
        assertThrows(UnreadableFile.class, () -> items("x".repeat(400_001) + "\n" + HEADER, MAPPING));
    }

    @Test
    void aColumnThatIsNeitherMappedNorIgnoredStopsTheFile() {
        UnreadableFile fault =
                assertThrows(UnreadableFile.class, () -> items(HEADER.replace("source", "source,extra"), MAPPING));
        assertEquals("column \"extra\" is neither mapped nor ignored", fault.getMessage());
        assertEquals(10, fault.column());
        assertThrows(UnreadableFile.class, () -> items(HEADER.replace("notes,", ""), MAPPING));
    }

    @Test
    void anUnknownWordInTheMappingIsToldWithItsPlace() {
        UnreadableFile fault = assertThrows(
                UnreadableFile.class,
                () -> Mapping.read("{\"columns\":\n{\"date\": {\"to\": \"eventTime\", \"formatt\": \"yyyy\"}}}"));
        assertEquals("/columns/date/formatt", fault.pointer());
        assertEquals(2, fault.line());
        assertTrue(String.valueOf(fault.getMessage()).contains("format"), fault.getMessage());
        assertThrows(
                UnreadableFile.class,
                () -> Mapping.read("{\"columns\":{\"date\":{\"to\":\"eventTime\",\"format\":\"qqqqqqq{\"}}}"));
    }

    @Test
    void aTimeBeyondTheCalendarIsNone() {
        Column day = Mapping.read("{\"columns\":{\"date\":{\"to\":\"eventTime\"}}}")
                .columns()
                .values()
                .iterator()
                .next();
        assertTrue(Cells.time("+999999999-12-31T23:59:59-18:00", day).isEmpty());
        assertEquals("2020-03-05T00:00:00Z", Cells.time("2020-03-05", day).orElseThrow());
    }

    @Test
    void placesAreReadInDegreesAndMinutesAndWithDecimalCommas() {
        assertEquals("16.267", Cells.sexagesimal("16°16'01.2\"N").orElseThrow().toPlainString());
        assertEquals("-0.05", Cells.sexagesimal("0°3′O").orElseThrow().toPlainString());
        assertTrue(Cells.sexagesimal("16°61'N").isEmpty());
        assertTrue(Cells.sexagesimal("16.5").isEmpty());
    }

    @Test
    void aTableIsReadAsItsMappingSaysThatItIsWritten() throws IOException {
        String mapping =
                MAPPING.replaceFirst("\\{", "{\"delimiter\":\";\",\"encoding\":\"windows-1252\",\"skipRows\":1,");
        String table = HEADER.replace(',', ';')
                + "#id;#date;;#lat;#lon;;;;\r\n\r\n7;05 March 2020;;;;3.0;;L\u2019\u00e9quipe;\r\n";
        List<Item> items = items(table.getBytes(Charset.forName("windows-1252")), mapping);
        assertEquals(1, items.size());
        assertEquals(4, items.getFirst().line());
        JsonNode body = submission(items.getFirst(), mapping);
        assertEquals("L\u2019\u00e9quipe", body.at("/portions/0/text").asText());
        assertEquals(3, body.at("/details/killed").asInt(), "written as computed tables write whole numbers");
        UnreadableFile foreign = assertThrows(
                UnreadableFile.class,
                () -> items(table.getBytes(Charset.forName("windows-1252")), mapping.replace("windows-1252", "UTF-8")));
        assertEquals(4, foreign.line());
        assertThrows(UnreadableFile.class, () -> Mapping.read(mapping.replace("1252", "1253")));
        assertThrows(UnreadableFile.class, () -> Mapping.read(mapping.replace("Rows\":1", "Rows\":-1")));
    }

    @Test
    void cellsAreSeparatedByTabsWhereTheMappingSaysSo() throws IOException {
        String mapping = MAPPING.replaceFirst("\\{", "{\"delimiter\":\"\\\\t\",");
        String table = HEADER.replace(',', '\t') + "7\t05 March 2020\t\t\t\t\t\ta well, then a ford\t\n";
        List<Item> items = items(table, mapping);
        assertEquals(1, items.size());
        assertEquals(
                "a well, then a ford",
                submission(items.getFirst(), mapping).at("/portions/0/text").asText());
    }

    @Test
    void aMarkOfTheEncodingIsNoPartOfTheFirstNameAndAColumnWithoutANameIsCalledByItsPlace() throws IOException {
        String mapping = MAPPING.replace("[\"id\"]", "[\"#10\", \"id\", \"not there\"]");
        String row = "7,05 March 2020,,,,,,notes,,0\n";
        assertEquals(
                1,
                items("\uFEFF\"id\"" + HEADER.substring(2).replace("\n", ",\n") + row, mapping)
                        .size());
        assertThrows(UnreadableFile.class, () -> items(HEADER.replace("\n", ",\n") + row, MAPPING));
    }

    @Test
    void aRowWithTheSameKeyIsToldAndNotTakenInTwice() throws IOException {
        String mapping = MAPPING.replaceFirst("\\{", "{\"key\":[\"id\",\"date\"],");
        String row = "7,05 March 2020,,,,,,notes,\n";
        List<Item> items = items(HEADER + row + row.replace("05", "06") + row + ",,,,,,,x,\n,,,,,,,x,\n", mapping);
        assertEquals(new Item.Broken(4, "repeats line 2 in id, date"), items.get(2));
        assertEquals(4, items.stream().filter(Item.Whole.class::isInstance).count());
        assertThrows(
                UnreadableFile.class, () -> items(HEADER + row, mapping.replace("\"id\",\"date", "\"no\",\"date")));
    }

    @Test
    void aPlaceIsAsExactAsItsColumnSays() throws IOException {
        String mapping = MAPPING.replace("\"kind\": {", "\"id\": {\"to\": \"precision\"},\"kind\": {");
        String row = "%s,,,60.0,179.9,,,notes,\n";
        assertEquals(
                "Point", placed(row.formatted("point"), mapping).path("type").asText());
        assertTrue(placed(row.formatted("none"), mapping).isMissingNode());
        assertEquals(
                "[[[179.54,59.82],[180.0,59.82],[180.0,60.18],[179.54,60.18],[179.54,59.82]]]",
                placed(row.formatted("20"), mapping).path("coordinates").toString());
        assertEquals(
                "Point",
                placed(row.formatted("20").replace("60.0", "96.0"), mapping)
                        .path("type")
                        .asText());
        // The last 32 bits of the last but one are a 1.
        for (String wrong : List.of("0", "-5", "2.5", "2000", "4294967297", "about")) {
            assertEquals(
                    List.of("2:1 /geometry column \"id\" is not point, none or a number of kilometres"),
                    refused(row.formatted(wrong), mapping));
        }
        assertEquals(
                List.of("2:1 /geometry column \"id\" is not point, none or a number of kilometres"),
                refused(
                        row.formatted("point;none"),
                        mapping.replace("\"precision\"", "\"precision\",\"separator\":\";\"")));
    }

    @Test
    void aPlaceOfWhichNothingSaysHowExactlyItIsKnownIsNeverExact() throws IOException {
        String mapping = MAPPING.replace("\"kind\": {", "\"id\": {\"to\": \"precision\"},\"kind\": {");
        String row = "%s,,,60.0,179.9,,,notes,\n";
        List<String> unstated = List.of("2:1 /geometry column \"id\" does not say how exactly the place is known");
        assertEquals(unstated, refused(row.formatted(""), mapping));
        assertEquals(unstated, refused(row.formatted("  "), mapping));
        String words = mapping.replace("\"precision\"", "\"precision\",\"values\":{\"1\":\"point\",\"9\":\"\"%s}");
        assertEquals(unstated, refused(row.formatted("9"), words.formatted("")));
        assertEquals(unstated, refused(row.formatted(""), words.formatted(",\"\":\"\"")));
        assertTrue(placed(row.formatted(""), words.formatted(",\"\":\"none\"")).isMissingNode());
        assertEquals(
                "Polygon",
                placed(row.formatted(""), words.formatted(",\"\":\"50\""))
                        .path("type")
                        .asText());
        assertTrue(placed(",,,,,,,notes,\n", mapping).isMissingNode(), "no place needs no word on how exact it is");
        assertEquals(
                "/columns/id",
                assertThrows(
                                UnreadableFile.class,
                                () -> Mapping.read(mapping.replace(
                                        "\"date\": {", "\"first\": {\"to\": \"precision\"},\"date\": {")))
                        .pointer());
    }

    private static List<String> refused(String row, String mapping) throws IOException {
        Item.Whole item = (Item.Whole) items(HEADER + row, mapping).getFirst();
        Translator.Translated translated =
                new Csv().translator(Optional.of(mapping)).translate(item);
        return assertInstanceOf(Translator.Translated.Refused.class, translated, translated::toString).faults().stream()
                .map(CsvTest::told)
                .toList();
    }

    private static JsonNode placed(String row, String mapping) throws IOException {
        return submission(items(HEADER + row, mapping).getFirst(), mapping).path("geometry");
    }

    @Test
    void whatBecomesPartOfATextIsReadAsItsColumnSays() throws IOException {
        String mapping = MAPPING.replace(
                "\"source\": {",
                "\"id\": {\"to\": \"portions.body\", \"as\": \"integer\", \"before\": \"No. \"},\"source\": {");
        Item item = items(HEADER + "7.0,,,,,,,notes,\n", mapping).getFirst();
        assertEquals(
                "No. 7\nnotes", submission(item, mapping).at("/portions/0/text").asText());
    }

    @Test
    void aTableOfOursBeginsWithAByteOrderMarkThatIsNoPartOfItsHeader() throws IOException {
        String table = Passage.exported(
                "csv", List.of(Map.of("id", "r1", "releaser", "RIVER"), Map.of("id", "r2", "releaser", "RIVER")), 1);
        byte[] bytes = table.getBytes(StandardCharsets.UTF_8);
        assertArrayEquals(new byte[] {(byte) 0xEF, (byte) 0xBB, (byte) 0xBF, 'i', 'd', ','}, Arrays.copyOf(bytes, 6));
        assertEquals(0, table.lastIndexOf('\uFEFF'));
        String ignored = String.join("\",\"", CsvExport.columns());
        String mapping = "{\"columns\":{\"id\":{\"to\":\"portions.body\"}},\"ignore\":[\"%s\"]}".formatted(ignored);
        List<Item> rows = items(bytes, mapping);
        assertEquals(2, rows.size());
        assertEquals(
                "r1",
                submission(rows.getFirst(), mapping).at("/portions/0/text").asText());
    }

    @Test
    void nobodyIsNotWrittenLikeEverybody() {
        Map<String, Object> open = Map.of("marking", "UN UNCLASSIFIED", "tlp", "GREEN");
        Map<String, Object> closed = new TreeMap<>(open);
        closed.put("releasableTo", List.of());
        closed.put("purposes", List.of());
        closed.put("onward", List.of());
        for (Map<String, Object> label : List.of(open, closed)) {
            String row = Passage.exported("csv", List.of(Map.of("id", "r1", "releaser", "RIVER", "label", label)), 1);
            String restrictions = label.equals(open) ? ",,,,," : ",,nobody,nobody,nobody,";
            assertTrue(row.contains(",UN UNCLASSIFIED,GREEN" + restrictions), row);
        }
    }

    @Test
    void noColumnIsStoredUnderTheLabelOfAnother() {
        String label = "\"label\":{\"marking\":\"UN CONFIDENTIAL\",\"tlp\":\"AMBER\"},";
        String body = "\"source\": {";
        assertEquals(
                "/columns/source",
                assertThrows(UnreadableFile.class, () -> Mapping.read(MAPPING.replace(body, body + label)))
                        .pointer());
        String dead = "\"dead\": {";
        assertEquals(
                "/columns/dead/label",
                assertThrows(UnreadableFile.class, () -> Mapping.read(MAPPING.replace(dead, dead + label)))
                        .pointer());
    }

    private static String told(LocatedFault fault) {
        return "%d:%d %s %s"
                .formatted(
                        fault.line(),
                        fault.column(),
                        fault.fault().pointer(),
                        fault.fault().message());
    }

    private static List<Item> items(String table, String mapping) throws IOException {
        return items(table.getBytes(StandardCharsets.UTF_8), mapping);
    }

    private static List<Item> items(byte[] table, String mapping) throws IOException {
        List<Item> items = new ArrayList<>();
        new Csv().items(new ByteArrayInputStream(table), Optional.of(mapping)).forEachRemaining(items::add);
        return items;
    }

    private static JsonNode submission(String table) throws IOException {
        return submission(items(table, MAPPING).getFirst(), MAPPING);
    }

    private static JsonNode submission(Item item, String mapping) {
        Item.Whole row = assertInstanceOf(Item.Whole.class, item);
        Translator.Translated translated =
                new Csv().translator(Optional.of(mapping)).translate(row);
        return Json.tree(assertInstanceOf(Translator.Translated.Submission.class, translated, translated::toString)
                .body());
    }

    private static List<LocatedFault> faults(String table) throws IOException {
        Translator translator = new Csv().translator(Optional.of(MAPPING));
        List<LocatedFault> faults = new ArrayList<>();
        for (Item item : items(table, MAPPING)) {
            if (translator.translate((Item.Whole) item) instanceof Translator.Translated.Refused refused) {
                faults.addAll(refused.faults());
            }
        }
        return faults;
    }
}
