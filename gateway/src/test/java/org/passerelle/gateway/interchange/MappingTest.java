package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A mapping that would lose something of a row, or fail at each of them, is refused at its place. */
class MappingTest {
    private static final String TWO =
            "{\"columns\":{\"a\":{\"to\":\"%s\"%s},\n\"b\":{\"to\":\"%s\"%s},\"c\":{\"to\":\"portions.body\"}}}";
    private static final String LIST = ",\"as\":\"list\"";

    @ParameterizedTest
    @ValueSource(
            strings = {"details.killed", "eventTime", "country", "longitude", "latitude", "precision", "type", "grading"
            })
    void ofTwoColumnsNoneReplacesWhatTheOtherSays(String to) {
        assertEquals("/columns/b 2", fault(TWO.formatted(to, "", to, "")));
    }

    @Test
    void aListIsReplacedByNoOtherColumnAndReplacesNone() {
        String to = "details.actors";
        assertEquals("/columns/b 2", fault(TWO.formatted(to, LIST, to, "")));
        assertEquals("/columns/b 2", fault(TWO.formatted(to, "", to, LIST)));
        assertEquals("/columns/b 2", fault(TWO.formatted("tags", "", "tags", ",\"as\":\"text\"")));
    }

    @Test
    void whatIsJoinedHasManyColumns() {
        assertEquals(
                3, Mapping.read(TWO.formatted("tags", "", "tags", "")).columns().size());
        assertEquals(
                3,
                Mapping.read(TWO.formatted("details.actors", LIST, "details.actors", LIST))
                        .columns()
                        .size());
        assertEquals(
                3,
                Mapping.read(TWO.formatted("portions.body", "", "portions.body", ""))
                        .columns()
                        .size());
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/MM/yy", "uu-MM-dd", "dd.MM.[yy]", "dd 'yy' MM yy"})
    void aYearOfTwoDigitsIsOfNoCentury(String format) {
        assertEquals("/columns/a/format 1", fault(TWO.formatted("eventTime", format(format), "country", "")));
    }

    @ParameterizedTest
    @ValueSource(strings = {"dd/MM/yyyy", "uuuu-MM-dd", "'yy' dd MM yyyy", "d MMM y"})
    void aYearWithItsCenturyIsOne(String format) {
        assertEquals(
                3,
                Mapping.read(TWO.formatted("eventTime", format(format), "country", ""))
                        .columns()
                        .size());
    }

    private static String format(String pattern) {
        return ",\"format\":\"" + pattern + "\"";
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/constants/details|\"details\":\"none\"",
                "/constants/details|\"details\":[]",
                "/constants/details|\"details\":null",
                "/constants/portions|\"portions\":{\"field\":\"body\"}",
                "/constants/portions|\"portions\":\"text\"",
                "/constants/tags|\"tags\":\"event:type\"",
                "/constants/details/actors|\"details\":{\"actors\":\"Elders\"}"
            })
    void whatColumnsAreAddedToHasTheShapeForIt(String pointer, String constant) {
        String mapping = TWO.formatted("details.actors", LIST, "tags", "").replaceFirst("\\{", "{\"constants\":{%s},");
        assertEquals(pointer + " 1", fault(mapping.formatted(constant)));
        assertTrue(Mapping.read(mapping.formatted("\"tags\":[\"x\"],\"details\":{\"actors\":[]},\"portions\":[]"))
                .constants()
                .has("tags"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"label.marking", "label.tlp", "label.releasableTo"})
    void whatARowSaysOfItsLabelIsOfOneColumn(String to) {
        assertEquals("/columns/b 2", fault(TWO.formatted(to, "", to, "")));
    }

    @Test
    void compartmentsAreOfManyColumns() {
        String to = "label.compartments";
        assertEquals(3, Mapping.read(TWO.formatted(to, "", to, "")).columns().size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/constants/label/marking|\"label\":{\"marking\":\"UN CONFIDENTIAL\",\"tlp\":\"AMBER\"}",
                "/constants/portions/0/label/marking|\"portions\":[{\"field\":\"source\",\"label\":{\"marking\":\"UN CONFIDENTIAL\"}}]",
                "/constants/label|\"label\":\"UN CONFIDENTIAL\"",
                "/constants/label/compartments|\"label\":{\"compartments\":\"SOURCE\"}"
            })
    void noConstantStandsBesideWhatARowSaysOfItsMarking(String pointer, String constant) {
        String mapping = TWO.formatted("label.marking", "", "label.compartments", "")
                .replaceFirst("\\{", "{\"constants\":{%s},");
        assertEquals(pointer + " 1", fault(mapping.formatted(constant)));
    }

    @Test
    void noLabelOfAPortionStatesAMarkingBesideTheRows() {
        String own = ",\"label\":{\"marking\":\"UN CONFIDENTIAL\"}";
        assertEquals("/columns/b/label/marking 2", fault(TWO.formatted("label.marking", "", "portions.source", own)));
        assertEquals(
                3,
                Mapping.read(TWO.formatted("label.tlp", "", "portions.source", own))
                        .columns()
                        .size());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "/columns/a/as|label.marking|,\"as\":\"list\"",
                "/columns/a/as|label.compartments|,\"as\":\"text\"",
                "/columns/a/otherwise|label.tlp|,\"otherwise\":\"\"",
                "/columns/a/otherwise|label.releasableTo|,\"values\":{\"x\":\"UNOWA\"},\"otherwise\":\" \""
            })
    void ofALabelNothingIsReadLoosely(String pointer, String to, String more) {
        assertEquals(pointer + " 1", fault(TWO.formatted(to, more, "portions.title", "")));
    }

    private static String fault(String mapping) {
        UnreadableFile fault = assertThrows(UnreadableFile.class, () -> Mapping.read(mapping));
        return fault.pointer() + " " + fault.line();
    }
}
