package org.passerelle.system.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** What is told before an agreement is signed is what the recipient then finds, and what its suspension takes away again. */
@Live
class ImpactBeforeSignatureTest {
    private static final String TERMS = """
            {"titles": {"en": "Incidents of one week"}, "parties": ["MINUSMA", "UNODC"], "validFrom": "-P1D",
             "validUntil": "P90D", "noticePeriod": "PT0S",
             "clauses": [{"id": "week", "releaser": "MINUSMA", "recipient": "UNODC", "recordTypes": ["incident"],
               "areas": ["ML"], "eventFrom": "2014-05-01T00:00:00Z", "eventUntil": "2014-05-08T00:00:00Z", "ceiling": 2,
               "purposes": ["crime-analysis"], "actions": ["READ"], "tlpMax": "AMBER", "onward": []}]}
            """;
    private static final String RECORD = """
            {"type": "incident", "language": "en",
             "label": {"marking": "UN CONFIDENTIAL", "tlp": "AMBER", "purposes": ["crime-analysis"], "releasableTo": ["UNODC"]},
             "eventTime": "2014-05-02T09:00:00Z", "country": "ML", "admin1": ["ML-7"], "grading": "B2", "tags": [],
             "derivedFrom": [], "portions": [{"field": "title", "text": "Crossing NUMBER of the border was closed"}]}
            """;

    private final LiveSystem system;

    ImpactBeforeSignatureTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void equalsWhatTheRecipientThenFindsAndWhatSuspensionTakesAway() throws IOException, InterruptedException {
        Person drafting = Person.signedIn(system, "minusma.administrator", 2);
        Person answering = Person.signedIn(system, "unodc.administrator", 2);
        List<String> records = submitted();
        Set<String> before = found();
        Answer drafted = drafting.draft(TERMS, "impact" + System.nanoTime());
        assertEquals(201, drafted.status(), drafted::text);
        String id = drafted.json().path("agreement").path("id").asText();
        assertTrue(answering.get("/agreements/" + id + "/impact?act=activate").absent());
        JsonNode impact = impact(drafting, id, "activate");
        // Open are the first three; then: too secret, embargoed, for others, elsewhere, of another week, recalled.
        assertEquals(3, changing(impact, "DENY", "PERMIT"));
        assertEquals(List.of(), kinds(impact, "never-releases"));
        active(id, drafting, answering);
        Set<String> after = found();
        after.removeAll(before);
        assertEquals(Set.copyOf(records.subList(0, 3)), after);

        JsonNode theirs = impact(answering, id, "suspend");
        assertEquals(0, changing(theirs, "PERMIT", "DENY") + replayed(theirs), theirs::toString);
        JsonNode suspension = impact(drafting, id, "suspend");
        assertEquals(3, changing(suspension, "PERMIT", "DENY"));
        assertEquals(3, replayed(suspension), suspension::toString);
        assertEquals(201, drafting.states(id, "suspensions", "doubts").status());
        assertEquals(before, found());
        assertEquals(3, changing(impact(drafting, id, "reinstate"), "DENY", "PERMIT"));
    }

    private List<String> submitted() {
        List<String> bodies = new ArrayList<>();
        for (int i = 0; i < 9; i++) {
            bodies.add(RECORD.replace("NUMBER", String.valueOf(i)));
        }
        bodies.set(3, bodies.get(3).replace("UN CONFIDENTIAL", "UN STRICTLY CONFIDENTIAL"));
        bodies.set(4, bodies.get(4).replace("\"tlp\"", "\"embargoUntil\": \"2999-01-01T00:00:00Z\", \"tlp\""));
        bodies.set(5, bodies.get(5).replace("[\"UNODC\"]", "[\"UNOWA\"]"));
        bodies.set(6, bodies.get(6).replace("\"ML\"", "\"NE\"").replace("ML-7", "NE-6"));
        bodies.set(7, bodies.get(7).replace("2014-05-02", "2014-05-08"));
        List<String> ids = new ArrayList<>();
        for (String body : bodies) {
            ids.add(system.client()
                    .post("minusma-system", "/records", Map.of(), body)
                    .orFail("submitting")
                    .json()
                    .path("id")
                    .asText());
        }
        system.client()
                .post(
                        "minusma-system",
                        "/records/" + ids.get(8) + "/recalls",
                        Map.of(),
                        "{\"reason\": \"closed by mistake\"}")
                .orFail("recalling");
        return ids;
    }

    private Set<String> found() {
        JsonNode page = system.client()
                .get(
                        "unodc-system",
                        "/records?purpose=crime-analysis&type=incident&limit=200"
                                + "&from=2014-05-01T00:00:00Z&to=2014-06-01T00:00:00Z")
                .orFail("searching")
                .json();
        assertTrue(page.path("next").isMissingNode());
        Set<String> ids = new HashSet<>();
        page.path("items").forEach(item -> ids.add(item.path("id").asText()));
        return ids;
    }

    private static JsonNode impact(Person asking, String id, String act) {
        JsonNode impact = asking.get("/agreements/" + id + "/impact?act=" + act + "&days=1")
                .orFail("asking for the impact")
                .json();
        assertEquals(0, impact.path("problems").size(), impact::toString);
        return impact;
    }

    private static long changing(JsonNode impact, String before, String after) {
        long records = 0;
        for (JsonNode recipient : impact.path("stored").path("recipients")) {
            assertEquals("UNODC", recipient.path("party").asText());
            records += count(recipient.path("records"), before, after, "records");
        }
        return records;
    }

    private static long replayed(JsonNode impact) {
        long disclosures = 0;
        for (JsonNode recipient : impact.path("traffic").path("recipients")) {
            disclosures += count(recipient.path("disclosures"), "PERMIT", "DENY", "disclosures");
        }
        return disclosures;
    }

    private static long count(JsonNode changes, String before, String after, String what) {
        long count = 0;
        for (JsonNode change : changes) {
            if (change.path("before").asText().equals(before)
                    && change.path("after").asText().equals(after)) {
                count += change.path(what).asLong();
            }
        }
        return count;
    }

    private static List<String> kinds(JsonNode impact, String kind) {
        List<String> found = new ArrayList<>();
        impact.path("warnings")
                .forEach(warning -> found.add(warning.path("kind").asText()));
        found.removeIf(one -> !one.equals(kind));
        return found;
    }

    private void active(String id, Person drafting, Person answering) throws IOException, InterruptedException {
        assertEquals(201, drafting.states(id, "proposals", "as discussed").status());
        for (String approver : List.of("minusma.approver", "unodc.approver")) {
            assertEquals(
                    201,
                    Person.signedIn(system, approver, 2)
                            .states(id, "approvals", "agreed")
                            .status());
        }
        assertEquals(
                "AGREED\n", Shell.run(system, "./passerelle agreement sign " + id + " --as minusma.administrator"));
        assertEquals("ACTIVE\n", Shell.run(system, "./passerelle agreement sign " + id + " --as unodc.administrator"));
        assertEquals("ACTIVE", answering.state(id));
    }
}
