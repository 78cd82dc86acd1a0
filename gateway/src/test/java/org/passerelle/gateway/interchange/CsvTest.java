package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
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
    void placesAreReadInDegreesAndMinutesAndWithDecimalCommas() {
        assertEquals("16.267", Cells.sexagesimal("16°16'01.2\"N").orElseThrow().toPlainString());
        assertEquals("-0.05", Cells.sexagesimal("0°3′O").orElseThrow().toPlainString());
        assertTrue(Cells.sexagesimal("16°61'N").isEmpty());
        assertTrue(Cells.sexagesimal("16.5").isEmpty());
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
        List<Item> items = new ArrayList<>();
        new Csv()
                .items(new ByteArrayInputStream(table.getBytes(StandardCharsets.UTF_8)), Optional.of(mapping))
                .forEachRemaining(items::add);
        return items;
    }

    private static JsonNode submission(String table) throws IOException {
        Item.Whole row =
                assertInstanceOf(Item.Whole.class, items(table, MAPPING).getFirst());
        Translator.Translated translated =
                new Csv().translator(Optional.of(MAPPING)).translate(row);
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
