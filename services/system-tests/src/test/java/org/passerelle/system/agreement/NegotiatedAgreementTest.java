package org.passerelle.system.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.system.agreement.Person.refused;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.passerelle.agreements.TermsJws;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.Shell;

/** Two parties and four persons negotiate, counter, approve, sign and end an agreement by API alone. */
@Live
class NegotiatedAgreementTest {
    private static final String TERMS = """
            {"titles": {"en": "Incidents for crime analysis", "fr": "Incidents pour l'analyse criminelle"},
             "parties": ["MINUSMA", "UNODC"], "validFrom": "-P1D", "validUntil": "P%dD", "noticePeriod": "PT0S",
             "clauses": [{"id": "%s", "releaser": "MINUSMA", "recipient": "UNODC", "recordTypes": ["incident"],
               "areas": ["ML"], "ceiling": 2, "purposes": ["crime-analysis"], "actions": ["READ"], "tlpMax": "AMBER",
               "onward": []}]}
            """;
    private static final String RECORD = """
            {"type": "incident", "language": "en",
             "label": {"marking": "UN CONFIDENTIAL", "tlp": "AMBER", "purposes": ["crime-analysis"],
               "releasableTo": ["UNODC"]},
             "eventTime": "2015-01-20T09:00:00Z", "country": "ML", "admin1": ["ML-7"], "grading": "B2", "tags": [],
             "derivedFrom": [], "portions": [{"field": "title", "text": "A convoy was stopped near the ford"}]}
            """;
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final LiveSystem system;

    NegotiatedAgreementTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void isNegotiatedCounteredSignedEnforcedSuspendedAmendedAndTerminatedByApiAlone() throws Exception {
        Person drafting = Person.signedIn(system, "minusma.administrator", 2);
        Person approving = Person.signedIn(system, "minusma.approver", 2);
        Person answering = Person.signedIn(system, "unodc.administrator", 2);
        Person theirApprover = Person.signedIn(system, "unodc.approver", 2);
        String record = system.client()
                .post("minusma-system", "/records", Map.of(), RECORD)
                .orFail("submitting")
                .json()
                .path("id")
                .asText();
        assertTrue(read(record).absent());

        String id = drafted(drafting, answering);
        countered(id, drafting, answering);
        approved(id, drafting, answering, approving, theirApprover);
        signed(id, drafting, answering);
        assertEquals("ACTIVE", answering.state(id));
        assertTrue(read(record).ok());
        verifiedOffline(id, answering);
        toldInWords(id, answering);

        assertEquals(201, answering.states(id, "suspensions", "doubts").status());
        assertTrue(read(record).absent());
        refused(409, "NOT_SUSPENDED", drafting.states(id, "reinstatements", "not ours to lift"));
        assertEquals(201, answering.states(id, "reinstatements", "resolved").status());
        assertTrue(read(record).ok());

        amended(id, drafting, answering, approving, theirApprover);
        assertTrue(read(record).ok());
        assertEquals(
                201, drafting.states(id, "terminations", "no longer needed").status());
        assertEquals("TERMINATED", answering.state(id));
        assertTrue(read(record).absent());
        refused(409, "STATE", drafting.states(id, "suspensions", "too late"));
        toldToBothAndNobodyElse(id);
    }

    private void toldToBothAndNobodyElse(String id) {
        List<String> expected =
                List.of("activated", "suspended", "reinstated", "activated", "terminating", "terminated");
        for (String party : List.of("unodc", "minusma")) {
            assertTrue(
                    Waiting.until(() -> told(party + ".officer", id).size() >= expected.size(), PATIENCE),
                    () -> party + " was told " + told(party + ".officer", id));
            assertEquals(expected, told(party + ".officer", id));
        }
        assertEquals(List.of(), told("cted.officer", id));
    }

    /** The verbs of the notices about what happened to this agreement on an account's feed; reminders of its dates come when they are due. */
    private List<String> told(String account, String agreement) {
        List<String> verbs = new ArrayList<>();
        JsonNode page;
        String after = "";
        do {
            page = system.client()
                    .get(account, "/feed?purpose=crime-analysis" + after)
                    .orFail("reading the feed")
                    .json();
            for (JsonNode item : page.path("items")) {
                if (item.path("kind").asText().equals("agreement")
                        && item.path("agreement").asText().equals(agreement)) {
                    verbs.add(item.path("verb").asText());
                }
            }
            after = "&after=" + page.path("cursor").asText();
        } while (!page.path("items").isEmpty());
        return verbs;
    }

    private Answer read(String record) {
        return system.client().get("unodc.officer", "/records/" + record + "?purpose=crime-analysis");
    }

    private String drafted(Person drafting, Person answering) {
        Answer wrong = drafting.draft(TERMS.formatted(90, "incidents").replace("crime-analysis", "crime-anlysis"), "w");
        assertEquals(422, wrong.status(), wrong::text);
        JsonNode fault = wrong.json().path("errors").path(0);
        assertEquals("/clauses/0/purposes/0", fault.path("pointer").asText());
        assertEquals(4, fault.path("line").asInt());
        String key = "draft" + System.nanoTime();
        Answer drafted = drafting.draft(TERMS.formatted(90, "incidents"), key);
        assertEquals(201, drafted.status(), drafted::text);
        String id = drafted.json().path("agreement").path("id").asText();
        assertEquals("/api/v1/agreements/" + id, drafted.header("Location").orElse(""));
        assertEquals(
                id,
                drafting.draft(TERMS.formatted(90, "incidents"), key)
                        .json()
                        .path("agreement")
                        .path("id")
                        .asText());
        assertTrue(answering.get("/agreements/" + id).absent());
        assertTrue(answering.states(id, "withdrawals", "unseen").absent());
        assertEquals(
                428, drafting.blindly(id, "proposals", "{\"reason\": \"x\"}").status());
        assertEquals(201, drafting.states(id, "proposals", "as discussed").status());
        return id;
    }

    private static void countered(String id, Person drafting, Person answering) {
        String stale = answering.tag(id);
        refused(403, "OWN_TERMS", drafting.post(id, "counters", TERMS.formatted(80, "incidents"), drafting.tag(id)));
        Answer countered = answering.post(id, "counters", TERMS.formatted(30, "incidents"), stale);
        assertEquals(201, countered.status(), countered::text);
        JsonNode version = countered.json().path("agreement").path("versions").path(1);
        assertEquals("COUNTERED", version.path("state").asText());
        assertTrue(version.path("changes").findValuesAsText("pointer").contains("/validUntil"), countered::text);
        assertEquals(
                412,
                answering
                        .post(id, "counters", TERMS.formatted(20, "incidents"), stale)
                        .status());
    }

    private void approved(String id, Person drafting, Person answering, Person approving, Person theirApprover) {
        refused(403, "ROLE", answering.states(id, "approvals", "not an approver"));
        Answer weak = Person.signedIn(system, "unodc.approver", 1).states(id, "approvals", "with a password");
        assertEquals(401, weak.status(), weak::text);
        String challenge = weak.header("WWW-Authenticate").orElse("");
        assertTrue(challenge.contains("error=\"insufficient_user_authentication\""), challenge);
        assertTrue(challenge.contains("acr_values=\"2\"") && challenge.contains("max_age=\"600\""), challenge);
        refused(409, "STATE", sign(id, drafting, "MINUSMA"));
        assertEquals(201, approving.states(id, "approvals", "acceptable").status());
        refused(409, "ALREADY", approving.states(id, "approvals", "again"));
        assertEquals(201, theirApprover.states(id, "approvals", "ours").status());
        assertEquals("AGREED", drafting.state(id));
        refused(403, "ROLE", sign(id, theirApprover, "UNODC"));
        String outsider =
                system.client().get("french.administrator", "/agreements/" + id).text();
        assertEquals(
                withoutTrace(outsider),
                withoutTrace(system.client()
                        .get("french.administrator", "/agreements/none")
                        .text()));
    }

    private static String withoutTrace(String problem) {
        return problem.replaceAll("\"trace\":\"[^\"]*\"", "");
    }

    private Answer sign(String id, Person signing, String party) {
        return signing.blindly(id, "signatures", Json.write(Map.of("jws", jws(terms(id, signing), party))));
    }

    private static String terms(String id, Person reading) {
        return reading.get("/agreements/" + id + "/terms")
                .orFail("reading the terms")
                .text();
    }

    private String jws(String terms, String party) {
        Path key = system.home().directory().resolve("keys").resolve("party-" + party + ".pem");
        return TermsJws.sign(terms.getBytes(StandardCharsets.UTF_8), Ed25519Keys.loadOrGenerate(key));
    }

    private void signed(String id, Person drafting, Person answering) throws IOException, InterruptedException {
        String terms = terms(id, drafting);
        refused(422, "SIGNATURE_KEY", drafting.blindly(id, "signatures", body(jws(terms, "UNODC"))));
        refused(422, "SIGNATURE_FORGED", drafting.blindly(id, "signatures", body(jws(terms + " ", "MINUSMA"))));
        assertEquals(201, sign(id, drafting, "MINUSMA").status());
        assertEquals("AGREED", drafting.state(id));
        assertEquals("ACTIVE\n", Shell.run(system, "./passerelle agreement sign " + id + " --as unodc.administrator"));
        refused(409, "STATE", sign(id, answering, "UNODC"));
    }

    private static String body(String jws) {
        return Json.write(Map.of("jws", jws));
    }

    private static void verifiedOffline(String id, Person reading) throws IOException, InterruptedException {
        String terms = terms(id, reading);
        JsonNode agreement = reading.agreement(id);
        assertEquals(sha256(terms), agreement.path("hash").asText());
        JsonNode signatures = agreement
                .path("versions")
                .path(agreement.path("versions").size() - 1)
                .path("signatures");
        assertEquals(2, signatures.size());
        for (JsonNode signature : signatures) {
            assertEquals("EdDSA", OfflineCheck.header(signature).path("alg").asText());
            assertTrue(OfflineCheck.verifies(signature, terms));
            assertFalse(OfflineCheck.verifies(signature, terms.replace("ML", "NE")));
        }
    }

    /** Page and PDF of each language bear the hash of the canonical JSON, over which the signatures have just been verified. */
    private void toldInWords(String id, Person reading) throws IOException, InterruptedException {
        String hash = sha256(terms(id, reading));
        Map<String, String> signatures = reading.signingKeys(id);
        for (String language : List.of("en", "fr", "ar")) {
            String path = "/agreements/" + id + "/text?lang=" + language;
            SignedText page = SignedText.ofPage(reading.open(path, "text/html"));
            SignedText pdf = SignedText.ofPdf(reading.open(path, "application/pdf"));
            for (SignedText text : List.of(page, pdf)) {
                assertEquals(List.of(hash), text.hashes(), text::toString);
                assertTrue(text.says(id + ".incidents"), text::toString);
                signatures.values().forEach(key -> assertTrue(text.says(key), text::toString));
            }
        }
        Path printed = Files.createTempFile("agreement", ".pdf");
        Shell.run(
                system, "./passerelle agreement text " + id + " --as unodc.administrator --lang fr --pdf > " + printed);
        assertEquals(
                List.of(hash), SignedText.ofPdf(Files.readAllBytes(printed)).hashes());
        String outsider = "french.administrator";
        assertEquals(
                withoutTrace(
                        system.client().get(outsider, "/agreements/none/text").text()),
                withoutTrace(system.client()
                        .get(outsider, "/agreements/" + id + "/text")
                        .text()));
    }

    private static String sha256(String terms) {
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(terms.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private void amended(String id, Person drafting, Person answering, Person approving, Person theirApprover) {
        String before = drafting.agreement(id).path("hash").asText();
        // What is shown can be changed and sent back.
        JsonNode versions = drafting.agreement(id).path("versions");
        ObjectNode terms = versions.path(versions.size() - 1).path("terms").deepCopy();
        Answer amended =
                drafting.post(id, "amendments", terms.put("validUntil", "P60D").toString(), drafting.tag(id));
        assertEquals(201, amended.status(), amended::text);
        assertEquals(
                List.of("/validUntil"),
                amended.json()
                        .path("agreement")
                        .path("versions")
                        .path(versions.size())
                        .path("changes")
                        .findValuesAsText("pointer"));
        assertEquals(201, drafting.states(id, "proposals", "for longer").status());
        assertEquals(201, approving.states(id, "approvals", "acceptable").status());
        assertEquals(201, theirApprover.states(id, "approvals", "acceptable").status());
        assertEquals(before, answering.agreement(id).path("hash").asText());
        assertEquals(201, sign(id, drafting, "MINUSMA").status());
        assertEquals(201, sign(id, answering, "UNODC").status());
        assertTrue(Waiting.until(() -> answering.state(id).equals("ACTIVE"), PATIENCE));
        assertNotEquals(before, answering.agreement(id).path("hash").asText());
    }
}
