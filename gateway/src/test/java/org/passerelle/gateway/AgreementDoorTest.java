package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementEvent;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Outcome;
import org.passerelle.core.message.Agreements.Version;
import org.passerelle.core.message.Agreements.View;
import org.passerelle.gateway.world.World;

/** Agreements at the door: step-up sign-in, conditions, places of faults, and answers as the OpenAPI file says. */
class AgreementDoorTest {
    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");
    private static final String REASON = "{\"reason\":\"fine\"}";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @SuppressWarnings("NullAway.Init")
    private KeptContract contract;

    @BeforeEach
    void open() throws Exception {
        gateway = new RunningGateway(home);
        contract = new KeptContract(gateway);
        gateway.answers.looked = new Agreements.Looked(List.of(view()));
        gateway.answers.acted = new Outcome.Done(view(), 2, Optional.of(7L), AT);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    private static View view() {
        Agreement first = World.agreement();
        Map<String, Agreement.Signature> signed = Map.of("LAKE", new Agreement.Signature("k1", "h..s", AT));
        Agreement second = new Agreement(
                first.id(),
                Map.of("en", "Lake and river"),
                first.parties(),
                AgreementState.AGREED,
                2,
                first.validFrom(),
                first.validUntil(),
                first.clauses(),
                "01",
                signed,
                Set.of());
        return new View(
                first.id(),
                1,
                List.of(
                        new Version(first, "", Optional.empty(), AT, Map.of(), Map.of(), Map.of()),
                        new Version(
                                second,
                                "LAKE",
                                Optional.of(1),
                                AT,
                                Map.of("LAKE", "lake.approver"),
                                Map.of("LAKE", "lake.officer"),
                                Map.of("k1", "A".repeat(43)))),
                List.of(new Agreements.Event(
                        AgreementEvent.NOTICED,
                        1,
                        "LAKE",
                        "lake.officer",
                        "enough",
                        AT,
                        Optional.of(3L),
                        Optional.of(AT))),
                Set.of(),
                Optional.of(AT),
                "seen");
    }

    private HttpResponse<String> call(String path, String body, String... headers) {
        HttpRequest.Builder request = gateway.request("/agreements" + path)
                .header("Test-Account", "lake.officer")
                .header("Content-Type", "application/json");
        for (int i = 0; i < headers.length; i += 2) {
            request.header(headers[i], headers[i + 1]);
        }
        return gateway.send(
                request.POST(HttpRequest.BodyPublishers.ofString(body)).build());
    }

    @Test
    void showsVersionsDifferencesSignaturesAndHistory() {
        HttpResponse<String> answer = gateway.get("lake.officer", "/agreements/river-lake");
        JsonObject agreement = contract.keeps("getAgreement", 200, answer);
        assertEquals("\"seen\"", answer.headers().firstValue("ETag").orElse(""));
        JsonObject second = agreement.getJsonArray("versions").getJsonObject(1);
        assertEquals(
                new JsonObject()
                        .put("pointer", "/titles/en")
                        .put("before", "River and lake")
                        .put("after", "Lake and river"),
                second.getJsonArray("changes").getJsonObject(0));
        assertEquals(1, second.getJsonArray("changes").size());
        assertEquals(
                "OKP",
                second.getJsonObject("signatures")
                        .getJsonObject("LAKE")
                        .getJsonObject("key")
                        .getString("kty"));
        contract.keeps("listAgreements", 200, gateway.get("lake.officer", "/agreements"));
    }

    @Test
    void whatIsNotSeenIsAbsent() {
        gateway.answers.looked = new Agreements.Looked(List.of());
        contract.keeps("getAgreement", 404, gateway.get("lake.officer", "/agreements/river-lake"));
    }

    @Test
    void termsAreTheVeryBytes() {
        HttpResponse<String> answer = gateway.get("lake.officer", "/agreements/river-lake/terms?version=1");
        assertEquals("{\"id\":\"é\"}", answer.body());
        assertEquals("\"00\"", answer.headers().firstValue("ETag").orElse(""));
    }

    @Test
    void approvalAndSignatureNeedARecentSecondFactor() {
        for (String path : List.of("/river-lake/approvals", "/river-lake/signatures")) {
            HttpResponse<String> weak = call(path, REASON, "If-Match", "\"seen\"", "Test-Strength", "1");
            assertEquals(
                    "INSUFFICIENT_USER_AUTHENTICATION",
                    contract.keeps("approveAgreement", 401, weak).getString("code"));
            String challenge = weak.headers().firstValue("WWW-Authenticate").orElse("");
            assertTrue(challenge.startsWith("Bearer error=\"insufficient_user_authentication\""), challenge);
            assertTrue(challenge.contains("acr_values=\"2\", max_age=\"600\""), challenge);
            assertEquals(
                    401,
                    call(path, REASON, "If-Match", "\"seen\"", "Test-Seconds-Ago", "660")
                            .statusCode());
        }
        assertEquals(List.of(), gateway.answers.acts);
        JsonObject done =
                contract.keeps("approveAgreement", 201, call("/river-lake/approvals", REASON, "If-Match", "\"seen\""));
        assertEquals(Set.of("agreement", "version", "effective", "at"), done.fieldNames());
        assertEquals(new Deed.Approve("fine"), gateway.answers.acts.getFirst().deed());
        assertEquals(Optional.of("seen"), gateway.answers.acts.getFirst().match());
    }

    @Test
    void nobodyApprovesOrProposesUnseen() {
        assertEquals(428, call("/river-lake/approvals", REASON).statusCode());
        assertEquals(428, call("/river-lake/proposals", REASON).statusCode());
        assertEquals(428, call("/river-lake/counters", "{}").statusCode());
        gateway.answers.acted = new Outcome.Moved();
        assertEquals(
                412,
                call("/river-lake/proposals", REASON, "If-Match", "\"old\"").statusCode());
    }

    @Test
    void everyRefusalNamesItsPlace() {
        gateway.answers.acted = new Outcome.Refused(Refusal.SAME_PERSON, AgreementState.AGREED, "/approvals/LAKE");
        JsonObject refused = contract.keeps("signAgreement", 403, call("/river-lake/signatures", "{\"jws\":\"a..b\"}"));
        assertEquals("SAME_PERSON", refused.getString("code"));
        assertEquals(
                "/approvals/LAKE",
                refused.getJsonArray("errors").getJsonObject(0).getString("pointer"));
        gateway.answers.acted = new Outcome.NotSigned(Agreements.Unsigned.SIGNATURE);
        assertEquals(
                "SIGNATURE_FORGED",
                contract.keeps("signAgreement", 422, call("/river-lake/signatures", "{\"jws\":\"a..b\"}"))
                        .getString("code"));
        gateway.answers.acted =
                new Outcome.Unreadable(List.of(new Agreements.Misread("/parties/1", "unknown-word", "unknown party")));
        JsonObject unreadable =
                contract.keeps("draftAgreement", 422, call("", "{\n\"parties\":\n[\"LAKE\",\n\"RIVR\"]}"));
        assertEquals(4, unreadable.getJsonArray("errors").getJsonObject(0).getInteger("line"));
        assertEquals(400, call("", "{").statusCode());
    }

    @Test
    void aDraftSaysWhereItStands() {
        HttpResponse<String> answer = call("", "{}", "Idempotency-Key", "once");
        contract.keeps("draftAgreement", 201, answer);
        assertEquals(
                "/api/v1/agreements/river-lake",
                answer.headers().firstValue("Location").orElse(""));
        assertEquals(Optional.of("once"), gateway.answers.acts.getFirst().key());
    }
}
