package org.passerelle.system.door;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.Draft;
import org.passerelle.node.demo.Draft.Marking;
import org.passerelle.node.demo.Explanation;
import org.passerelle.node.demo.Stage;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;

/** I10 through the door: the French share with MINUSMA and nobody beyond it; MINUSMA shares its own with the Americans. */
@Live
class LaunderingTest {
    private static final String PURPOSE = "force-protection";

    private final Stage stage;

    LaunderingTest(LiveSystem system) {
        this.stage = system.stage();
    }

    @Test
    void whatWasReadAndPostedAgainGoesNoFurtherThanItsOriginatorAllows() {
        String text = "Two pick-ups without lights wait at the third well, word " + stage.run() + "-wells.";
        String french = stage.submit("french-system", alert("FR NON PROTÉGÉ", -0.41237, text));
        assertTrue(stage.read("minusma-system", french, PURPOSE).ok());

        Answer posted = stage.offer("minusma-system", alert("UN UNCLASSIFIED", -0.41237, retyped(text)))
                .orFail("the copy");
        String copy = posted.json().path("id").asText();
        assertEquals(List.of("head", "body"), derived(posted, french));
        assertTrue(stage.read("us-system", copy, PURPOSE).absent());
        assertTrue(Waiting.until(() -> stage.holds("french.officer", copy).size() == 2, Duration.ofSeconds(15)));
        Explanation told = stage.explain("minusma.officer", "us-system", "READ", PURPOSE, copy);
        assertEquals(List.of("ORIGINATOR_CONSENT"), told.codes());
        assertEquals(2, told.count("HOLD"));

        String own = stage.submit(
                "minusma-system",
                alert("UN UNCLASSIFIED", -0.41238, "Of its own: " + stage.run() + " nothing moves at the wells."));
        assertTrue(stage.read("us-system", own, PURPOSE).ok(), "what is its own, MINUSMA may share");
    }

    @Test
    void whatWasRecalledStaysForeign() {
        String text = "The depot behind the mission school is being emptied, word " + stage.run() + "-depot.";
        String french = stage.submit("french-system", alert("FR NON PROTÉGÉ", -0.51237, text));
        assertTrue(stage.read("minusma-system", french, PURPOSE).ok());
        assertTrue(stage.because("french-system", "/records/" + french + "/recalls", "wrong")
                .ok());
        assertTrue(stage.read("minusma-system", french, PURPOSE).absent());

        Answer posted = stage.offer("minusma-system", alert("UN UNCLASSIFIED", -0.51237, retyped(text)))
                .orFail("the copy");
        assertEquals(List.of("head", "body"), derived(posted, ""));
        assertFalse(posted.text().contains(french));
        assertTrue(stage.read("us-system", posted.json().path("id").asText(), PURPOSE)
                .absent());
    }

    @Test
    void whatTheSubmitterNeverGotIsItsOwn() {
        String text = "The commander sleeps on the second barge, word " + stage.run() + "-barge.";
        stage.submit("french-system", alert("FR NON PROTÉGÉ", -0.61237, text));
        Answer posted = stage.offer("unodc-system", product(retyped(text))).orFail("the submission");
        assertEquals(List.of(), derived(posted, ""));
    }

    /** Fields that were derived; each from the record, or from none that may be named. */
    private static List<String> derived(Answer posted, String record) {
        List<String> fields = new ArrayList<>();
        for (JsonNode portion : posted.json().path("derived")) {
            fields.add(portion.path("field").asText());
            assertEquals(record.isEmpty() ? 0 : 1, portion.path("derivedFrom").size(), posted.text());
            assertEquals(record, portion.path("derivedFrom").path(0).asText());
        }
        return fields;
    }

    private static String retyped(String text) {
        return text.toUpperCase(java.util.Locale.ROOT).replace(" ", "  ").replace(",", " -");
    }

    private static Draft alert(String marking, double longitude, String text) {
        return Draft.of("alert", Marking.of(marking).tlp("GREEN").only("purposes", PURPOSE))
                .in("ML", "ML-7")
                .at(longitude, 16.20451)
                .eventTime("2015-05-18T20:00:00Z")
                .grading("B2")
                .detail("urgency", "priority")
                .portion("body", text);
    }

    private static Draft product(String text) {
        return Draft.of("product", Marking.of("UN UNCLASSIFIED").tlp("GREEN").only("purposes", "crime-analysis"))
                .in("ML", "ML-7")
                .detail("productType", "assessment")
                .portion("body", text);
    }
}
