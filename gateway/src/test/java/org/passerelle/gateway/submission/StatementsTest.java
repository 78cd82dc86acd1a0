package org.passerelle.gateway.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.record.Content;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** What is said of affiliations is taken as it is said; what is wrong with it stands in faults.json, but for what is long. */
class StatementsTest {

    private static ObjectNode stated(String more) {
        return (ObjectNode) Json.tree("{\"relation\":\"member-of\",\"party\":\"x\",\"source\":\"y\"" + more + "}");
    }

    private static Parsed parsed(ArrayNode statements) {
        ObjectNode body = (ObjectNode) Json.tree("""
                {"type":"incident","language":"en","label":{"marking":"UN UNCLASSIFIED","tlp":"GREEN"},
                 "portions":[{"field":"body","text":"A body."}]}""");
        body.putObject("details").set("affiliations", statements);
        return new SubmissionParser(World.bundle(1), "RIVER", World.BEGIN).parse(body.toString());
    }

    private static ArrayNode array(List<ObjectNode> statements) {
        ArrayNode array = ((ObjectNode) Json.tree("{}")).putArray("all");
        return array.addAll(statements);
    }

    private static Object taken(String more) {
        Parsed parsed = parsed(array(List.of(stated(more))));
        Draft draft = assertInstanceOf(Parsed.Accepted.class, parsed, parsed::toString)
                .draft();
        Content.Head head =
                assertInstanceOf(Content.Head.class, draft.portions().getFirst().content());
        return head.details().getOrDefault("affiliations", "nothing");
    }

    private static List<String> faults(ArrayNode statements) {
        return assertInstanceOf(Parsed.Refused.class, parsed(statements)).faults().stream()
                .map(fault ->
                        fault.fault().pointer() + " " + fault.fault().code().text())
                .toList();
    }

    @Test
    void whatIsNotSaidIsNotThere() {
        assertEquals(List.of(Map.of("relation", "member-of", "party", "x", "source", "y")), taken(""));
        assertEquals(
                List.of(Map.of("relation", "member-of", "party", "x", "source", "y", "grading", "B3")),
                taken(",\"grading\":\"B3\""));
    }

    @ParameterizedTest
    @CsvSource({
        "2014-03-18, 2014-03-18, 2014-03-18, 2014-03-18",
        "2014-03-18T09:00:00+01:00, 2014-03-18, 2014-03-18T08:00:00Z, 2014-03-18",
        "2014-03-18, 2014-03-18T00:00:01Z, 2014-03-18, 2014-03-18T00:00:01Z"
    })
    void lastsFromADayOrTimeUntilALaterOneOrTheEndOfTheDay(String from, String until, String began, String ended) {
        assertEquals(
                List.of(Map.of("relation", "member-of", "party", "x", "source", "y", "from", began, "until", ended)),
                taken(",\"from\":\"%s\",\"until\":\"%s\"".formatted(from, until)));
    }

    @Test
    void areAsManyAndAsLongAsOtherDetails() {
        List<ObjectNode> hundred =
                IntStream.range(0, 100).mapToObj(one -> stated("")).toList();
        assertInstanceOf(Parsed.Accepted.class, parsed(array(hundred)));
        ArrayNode more = array(hundred).add(stated(""));
        assertEquals(List.of("/details/affiliations wrong-type"), faults(more));
        for (String member : List.of("party", "source")) {
            assertEquals(
                    List.of("/details/affiliations/0/" + member + " too-long"),
                    faults(array(List.of(stated("").put(member, "x".repeat(2001))))));
        }
    }
}
