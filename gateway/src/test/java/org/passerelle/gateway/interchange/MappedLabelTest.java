package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.gateway.submission.LocatedFault;
import org.passerelle.platform.json.Json;

/** A row is stored under what it says of itself: what the mapping states tightens it and never loosens it, and nothing is guessed. */
class MappedLabelTest {
    private static final String MAPPING = """
            {"constants":{"type":"incident","language":"en",
                          "label":{"tlp":"GREEN","releasableTo":["UNOWA","UNODC"],"compartments":["SOURCE"]},
                          "portions":[{"field":"title","text":"Shots","label":{"tlp":"CLEAR","releasableTo":["UNOWA","OHCHR"]}}]},
             "columns":{
               "what":{"to":"portions.body"},
               "who":{"to":"portions.source","label":{"tlp":"AMBER","compartments":[]}},
               "class":{"to":"label.marking","values":{"C":"UN CONFIDENTIAL","SC":"UN STRICTLY CONFIDENTIAL"}},
               "tlp":{"to":"label.tlp"},
               "for":{"to":"label.releasableTo","separator":";","values":{"a":"UNOWA","b":"UNODC","c":"OHCHR","":""}},
               "within":{"to":"label.compartments","values":{"talks":"NEGOTIATION","":""}}}}
            """;

    private static ObjectNode row(String marking, String tlp, String audience, String compartment) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("what", "Shots at the ford.")
                .put("who", "A trader.")
                .put("class", marking)
                .put("tlp", tlp)
                .put("for", audience)
                .put("within", compartment);
    }

    private static Translator.Translated translated(String mapping, ObjectNode row) {
        return new Csv().translator(Optional.of(mapping)).translate(new Item.Whole(7, row.toString()));
    }

    private static JsonNode body(ObjectNode row) {
        return Json.tree(assertInstanceOf(Translator.Translated.Submission.class, translated(MAPPING, row))
                .body());
    }

    private static List<String> faults(String mapping, ObjectNode row) {
        return assertInstanceOf(Translator.Translated.Refused.class, translated(mapping, row)).faults().stream()
                .map(MappedLabelTest::told)
                .toList();
    }

    private static String told(LocatedFault fault) {
        return "%d:%d %s %s"
                .formatted(
                        fault.line(),
                        fault.column(),
                        fault.fault().pointer(),
                        fault.fault().code().text());
    }

    @Test
    void eachRowIsStoredUnderItsOwnMarking() {
        assertEquals(
                "UN CONFIDENTIAL",
                body(row("C", "AMBER", "", "")).at("/label/marking").asText());
        assertEquals(
                "UN STRICTLY CONFIDENTIAL",
                body(row("SC", "AMBER", "", "")).at("/label/marking").asText());
    }

    @ParameterizedTest
    @CsvSource({
        "CLEAR, GREEN, CLEAR, AMBER",
        "GREEN, GREEN, GREEN, AMBER",
        "AMBER+STRICT, AMBER+STRICT, AMBER+STRICT, AMBER+STRICT",
        "RED, RED, RED, RED"
    })
    void noStatedTlpLoosensThatOfTheRow(String said, String whole, String title, String source) {
        JsonNode body = body(row("C", said, "", ""));
        assertEquals(whole, body.at("/label/tlp").asText());
        assertEquals(title, body.at("/portions/0/label/tlp").asText());
        assertEquals(source, body.at("/portions/2/label/tlp").asText());
        assertEquals("source", body.at("/portions/2/field").asText());
        assertFalse(body.at("/portions/1").has("label"), "the body inherits");
    }

    @Test
    void compartmentsAreAddedAlsoToThoseOfAPortion() {
        JsonNode body = body(row("C", "AMBER", "", "talks"));
        assertEquals(
                "[\"SOURCE\",\"NEGOTIATION\"]", body.at("/label/compartments").toString());
        assertEquals(
                "[\"NEGOTIATION\"]", body.at("/portions/2/label/compartments").toString());
        assertEquals(
                "[\"SOURCE\"]",
                body(row("C", "AMBER", "", "")).at("/label/compartments").toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "a|[\"UNOWA\"]|[\"UNOWA\"]",
                "b;c|[\"UNODC\"]|[\"OHCHR\"]",
                "c|[]|[\"OHCHR\"]",
                "''|[\"UNOWA\",\"UNODC\"]|[\"UNOWA\",\"OHCHR\"]"
            })
    void onlyWhomBothNameMayHaveIt(String said, String whole, String title) {
        JsonNode body = body(row("C", "AMBER", said, ""));
        assertEquals(whole, body.at("/label/releasableTo").toString());
        assertEquals(title, body.at("/portions/0/label/releasableTo").toString());
    }

    @Test
    void anEmptyCellIsAFaultUnlessTheMappingSaysWhatItStandsFor() {
        assertEquals(List.of("7:3 /label/marking missing"), faults(MAPPING, row("", "AMBER", "", "")));
        assertEquals(List.of("7:4 /label/tlp missing"), faults(MAPPING, row("C", " ", "", "")));
        ObjectNode absent = row("C", "AMBER", "", "");
        absent.remove("class");
        assertEquals(List.of("7:0 /label/marking missing"), faults(MAPPING, absent));
        String strict = MAPPING.replace(",\"\":\"\"", "");
        assertEquals(
                List.of("7:5 /label/releasableTo missing", "7:6 /label/compartments missing"),
                faults(strict, row("C", "AMBER", "", "")));
    }

    @Test
    void anUnknownWordIsAFaultUnlessTheMappingSaysWhatItStandsFor() {
        assertEquals(List.of("7:3 /label/marking unknown-word"), faults(MAPPING, row("TS", "AMBER", "", "")));
        assertEquals(List.of("7:4 /label/tlp unknown-word"), faults(MAPPING, row("C", "PINK", "", "")));
        assertEquals(List.of("7:5 /label/releasableTo unknown-word"), faults(MAPPING, row("C", "AMBER", "a;d", "")));
        assertEquals(List.of("7:6 /label/compartments unknown-word"), faults(MAPPING, row("C", "AMBER", "", "x")));
        String marking = "\"to\":\"label.marking\",";
        String kept = MAPPING.replace(marking, marking + "\"otherwise\":\"UN SECRET\",");
        JsonNode body = Json.tree(
                assertInstanceOf(Translator.Translated.Submission.class, translated(kept, row("TS", "AMBER", "", "")))
                        .body());
        assertEquals("UN SECRET", body.at("/label/marking").asText());
    }
}
