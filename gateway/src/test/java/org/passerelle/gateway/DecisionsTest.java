package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Audit;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Questions about decisions: in which language they are answered, how a label may be given, and who learns what. */
class DecisionsTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = new RunningGateway(home);
        gateway.answers.records.put("shared", World.record("shared", Level.CONFIDENTIAL, "the ford is guarded"));
        gateway.answers.records.put("secret", World.record("secret", Level.STRICTLY_CONFIDENTIAL, "the ford"));
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "en                    | en | LAKE (lake.officer) may read this for early warning, under clause river-to-lake of agreement river-lake.",
                "fr-FR,en;q=0.8        | fr | LAKE (lake.officer) peut consulter cette information pour la finalité «\u00a0alerte précoce\u00a0», en vertu de la clause river-to-lake de l’accord river-lake.",
                "de, ar;q=0.9, fr;q=0.5| ar | يجوز للمتلقي \u2066LAKE\u2069 (\u2066lake.officer\u2069) الاطلاع على ذلك لغرض الإنذار المبكر، بموجب البند \u2066river-to-lake\u2069 من الاتفاق \u2066river-lake\u2069.",
                "fr;q=0                | en | LAKE (lake.officer) may read this for early warning, under clause river-to-lake of agreement river-lake.",
                ";;;                   | en | LAKE (lake.officer) may read this for early warning, under clause river-to-lake of agreement river-lake."
            })
    void answersInTheLanguageThatIsPreferred(String accepted, String language, String headline) {
        HttpResponse<String> answer = ask("river.officer", question("'record':'shared'"), accepted);
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(Optional.of(language), answer.headers().firstValue("Content-Language"));
        JsonNode json = Json.tree(answer.body());
        assertEquals(language, json.path("language").asText());
        assertEquals(headline, json.path("headline").asText());
    }

    @Test
    void tellsWhatWouldChangeIt() {
        JsonNode json = Json.tree(
                ask("river.officer", question("'record':'secret'"), "en").body());
        assertEquals("DENY", json.path("verdict").asText());
        assertEquals("ABOVE_CEILING", json.path("primary").asText());
        assertEquals(1, json.path("stories").size());
        assertEquals(2, json.path("portions").size());
        JsonNode line = find(json.path("portions").path(0).path("trace"), "CLEARANCE");
        assertEquals(
                "Its level is Strictly Confidential, and clause river-to-lake goes up to Confidential.",
                line.path("fact").asText());
        assertEquals(
                "The originator lowers the level, or the parties amend the clause.",
                line.path("remedy").asText());
    }

    @Test
    void takesALabelInOneLineAsInJson() {
        String json = question(
                "'type':'incident','label':{'marking':'UN CONFIDENTIAL','tlp':'AMBER',"
                        + "'releasableTo':['LAKE'],'notReleasableTo':['RIVER'],'purposes':['early-warning'],'compartments':['SOURCE']}");
        String line = question("'type':'incident','label':'UN CONFIDENTIAL//TLP:AMBER//REL LAKE//NOT RIVER"
                + "//PURPOSE early-warning//COMP SOURCE'");
        HttpResponse<String> answer = ask("river.officer", line, "en");
        assertEquals(200, answer.statusCode(), answer.body());
        assertEquals(ask("river.officer", json, "en").body(), answer.body());
        assertEquals("COMPARTMENT", Json.tree(answer.body()).path("primary").asText());
    }

    @Test
    void takesTheNameOfALevelForAMarking() {
        String line = question("'type':'incident','label':'STRICTLY CONFIDENTIAL//TLP:AMBER'");
        assertEquals(
                "ABOVE_CEILING",
                Json.tree(ask("river.officer", line, "en").body())
                        .path("primary")
                        .asText());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "UN CONFIDENTIAL//TLP:AMBER//REL LAKE,LAKEE | unknown-word    | character 38: unknown party or group; did you mean LAKE?",
                "UN CONFIDENTAL//TLP:AMBER                  | unknown-word    | character 1: unknown marking; did you mean UN CONFIDENTIAL?",
                "UN CONFIDENTIAL//TLP:AMBER//FOR LAKE       | malformed-label | character 29: expected TLP: or one of REL, NOT, EYES, COMP, PURPOSE, ONWARD, FLAG, EMBARGO, RETAIN",
                "UN CONFIDENTIAL//TLP:AMBER//RETAIN soon    | not-a-time      | character 36: is not a time that exists, such as 2015-01-20T09:00:00Z",
                "UN CONFIDENTIAL//TLP:CLEAR                 | contradiction   | TLP:CLEAR is for what is unclassified only"
            })
    void tellsWhereALineGoesWrong(String line, String code, String message) {
        HttpResponse<String> answer = ask("river.officer", question("'type':'incident','label':'" + line + "'"), "en");
        assertEquals(422, answer.statusCode(), answer.body());
        JsonNode errors = Json.tree(answer.body()).path("errors");
        assertEquals(1, errors.size(), answer.body());
        assertEquals(code, errors.path(0).path("code").asText());
        assertEquals(message, errors.path(0).path("message").asText());
        assertTrue(errors.path(0).path("pointer").asText().startsWith("/label"));
    }

    @ParameterizedTest
    @CsvSource({"lake.officer,lake.officer", "LAKE,any member of LAKE"})
    void takesAnAccountOrAPartyByItsName(String recipient, String account) {
        String question = question("'record':'shared'").replace("\"lake.officer\"", "\"" + recipient + "\"");
        JsonNode json = Json.tree(ask("river.officer", question, "en").body());
        assertEquals(account, json.path("asked").path("account").asText());
    }

    @Test
    void knowsNoUnitOfAnotherParty() {
        String question = question("'record':'shared'").replace("\"lake.officer\"", "\"LAKE/NOWHERE\"");
        assertEquals(422, ask("river.officer", question, "en").statusCode());
    }

    /** RIVER and MARSH have agreed on nothing: RIVER is not told who there is in MARSH, at no door that takes the name of an account. */
    @Test
    void anAccountThatOneMayNotKnowIsAsOneThatDoesNotExist() {
        String label = "'type':'incident','label':'UN CONFIDENTIAL//TLP:AMBER'";
        for (String question : List.of(
                question("'record':'shared'").replace("lake.officer", "%s.officer"),
                question(label).replace("lake.officer", "%s.officer"),
                question(label.replace("AMBER'", "RED//EYES %s.officer'")))) {
            HttpResponse<String> unknown = ask("river.officer", question.formatted("march"), "en");
            HttpResponse<String> untold = ask("river.officer", question.formatted("marsh"), "en");
            assertEquals(422, untold.statusCode(), untold.body());
            assertEquals(withoutTrace(unknown), withoutTrace(untold));
            assertEquals(
                    200, ask("river.officer", question.formatted("river"), "en").statusCode());
        }
        for (String name : List.of("march.officer", "marsh.officer")) {
            assertEquals(
                    400,
                    gateway.get("river.officer", "/records/shared/audience?purpose=early-warning&recipients=" + name)
                            .statusCode(),
                    name);
        }
    }

    /** It passes every gate for whoever has a ledger entry, for which nobody vouches here. */
    @Test
    void noticesAreNotExplained() {
        String question = question("'record':'secret'").replace("READ", "NOTICE");
        HttpResponse<String> answer = ask("river.officer", question, "en");
        assertEquals(422, answer.statusCode(), answer.body());
        assertTrue(answer.body().contains("\"/action\""), answer.body());
    }

    /** A recipient learns why its own request is refused, whatever record it asks for. */
    @Test
    void theRequesterLearnsRequestLevelReasonsAlone() {
        for (String record : List.of("shared", "secret", "absent")) {
            String targeting = question("'record':'" + record + "'").replace("early-warning", "targeting");
            HttpResponse<String> refused = ask("lake.officer", targeting, "en");
            assertEquals(200, refused.statusCode(), refused.body());
            assertEquals(
                    "PURPOSE_PROHIBITED",
                    Json.tree(refused.body()).path("primary").asText());
            assertEquals(
                    ask("lake.officer", targeting.replace(record, "other"), "en")
                            .body(),
                    refused.body());
            HttpResponse<String> absent = ask("lake.officer", question("'record':'" + record + "'"), "en");
            assertEquals(404, absent.statusCode());
            assertFalse(absent.body().contains("ABOVE_CEILING"));
        }
    }

    @Test
    void othersLearnNothingOfTheRequestsOfARecipientAboutForeignRecords() {
        String targeting = question("'record':'absent'").replace("early-warning", "targeting");
        assertEquals(404, ask("river.officer", targeting, "en").statusCode());
    }

    @Test
    void whoMayNotReadARecordOfTheirOwnPartyLearnsNothingOfIt() {
        HttpResponse<String> hidden = ask("river.clerk", question("'record':'secret'"), "en");
        assertEquals(404, hidden.statusCode(), hidden.body());
        assertEquals(withoutTrace(ask("river.clerk", question("'record':'absent'"), "en")), withoutTrace(hidden));
    }

    @Test
    void whatIsExplainedOfAStoredRecordIsRecorded() {
        HttpResponse<String> answer = ask("river.officer", question("'record':'shared'"), "en");
        Audit.Append leaf = gateway.answers.leaves.getLast();
        assertEquals(
                leaf.disclosureId(),
                Json.tree(answer.body()).at("/disclosure/id").asText(),
                answer.body());
        assertEquals("early-warning", leaf.purpose());
        assertEquals(
                List.of("shared"),
                leaf.items().stream().map(Audit.Item::recordId).toList());
        assertTrue(leaf.items().getFirst().notice());
        int before = gateway.answers.leaves.size();
        ask("river.officer", question("'record':'absent'"), "en");
        ask("lake.officer", question("'record':'shared'"), "en");
        ask("river.officer", question("'type':'incident','label':'UN CONFIDENTIAL//TLP:AMBER'"), "en");
        assertEquals(before, gateway.answers.leaves.size());
        gateway.answers.auditReachable = false;
        HttpResponse<String> unrecorded = ask("river.officer", question("'record':'shared'"), "en");
        assertEquals(503, unrecorded.statusCode(), unrecorded.body());
        assertFalse(unrecorded.body().contains("Confidential"), unrecorded.body());
    }

    @Test
    void ofARecordThatIsReadInPartThatPartIsExplained() {
        gateway.answers.records.put("mixed", mixed());
        JsonNode whole = Json.tree(
                ask("river.officer", question("'record':'mixed'"), "en").body());
        assertEquals(2, whole.path("portions").size(), whole::toString);
        HttpResponse<String> answer = ask("river.clerk", question("'record':'mixed'"), "en");
        JsonNode read = Json.tree(answer.body()).path("portions");
        assertEquals(1, read.size(), answer.body());
        assertEquals("head", read.path(0).path("field").asText());
        assertFalse(answer.body().contains("Strictly Confidential"), answer.body());
    }

    /** With an open head and a secret text. */
    private static StoredRecord mixed() {
        StoredRecord open = World.record("mixed", Level.UNCLASSIFIED, "the ford");
        StoredRecord secret = World.record("mixed", Level.STRICTLY_CONFIDENTIAL, "the ford");
        RecordFacts facts = open.facts()
                .only(Set.of("1"))
                .and(secret.facts().only(Set.of("2")).portions());
        return new StoredRecord(facts, open.contents(), open.versionAt(), List.of());
    }

    private static String withoutTrace(HttpResponse<String> answer) {
        return answer.body().replaceAll("\"trace\":\"[^\"]*\"", "");
    }

    private static JsonNode find(JsonNode trace, String gate) {
        for (JsonNode line : trace) {
            if (line.path("gate").asText().equals(gate)) {
                return line;
            }
        }
        throw new AssertionError("no line of " + gate);
    }

    private static String question(String about) {
        return ("{'recipient':'lake.officer','action':'READ','purpose':'early-warning'," + about + "}")
                .replace('\'', '"');
    }

    private HttpResponse<String> ask(String account, String question, String language) {
        return gateway.send(gateway.request("/decisions")
                .header("Test-Account", account)
                .header("Test-Strength", "3")
                .header("Content-Type", "application/json")
                .header("Accept-Language", language)
                .POST(HttpRequest.BodyPublishers.ofString(question))
                .build());
    }
}
