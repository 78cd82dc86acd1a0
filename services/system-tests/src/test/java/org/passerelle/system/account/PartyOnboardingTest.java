package org.passerelle.system.account;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.passerelle.agreements.TermsJws;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/** A party comes to be through the API: one proposes, another approves. */
@Live
final class PartyOnboardingTest {
    private static final String REASON = "{\"reason\":\"agreed in writing\"}";

    private final LiveSystem system;

    PartyOnboardingTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void oneProposesAndAnotherApproves() throws Exception {
        Map<String, Object> wrong = new TreeMap<>(proposal());
        wrong.put("addresses", List.of("https://127.0.0.1/hook"));
        Answer refused = system.client().post("minusma.platform", "/parties", Json.write(wrong));
        assertEquals(422, refused.status(), refused::text);
        assertEquals(
                "/addresses/0",
                refused.json().path("errors").path(0).path("pointer").asText());
        assertEquals(
                403,
                system.client()
                        .post("unodc.administrator", "/parties", Json.write(proposal()))
                        .status());

        Answer proposed = system.client().post("minusma.platform", "/parties", Json.write(proposal()));
        assertEquals(201, proposed.status(), proposed::text);
        String approvals = "/party-proposals/" + proposed.json().path("id").asText() + "/approvals";
        Answer own = signedIn("minusma.platform", 2).post("minusma.platform", approvals, REASON);
        assertEquals(409, own.status(), own::text);
        assertEquals(
                404,
                signedIn("unodc.approver", 2)
                        .post("unodc.approver", approvals, REASON)
                        .status());
        assertEquals(
                401,
                signedIn("minusma.approver", 1)
                        .post("minusma.approver", approvals, REASON)
                        .status());
        assertEquals(0, parties("DELTA-OFFICE"));
        Answer approved = signedIn("minusma.approver", 2).post("minusma.approver", approvals, REASON);
        assertEquals(201, approved.status(), approved::text);
        assertEquals(1, parties("DELTA-OFFICE"), "at every gateway, as the call has returned");
    }

    private long parties(String id) {
        long least = Long.MAX_VALUE;
        for (int gateway = 0; gateway < system.gateways().size(); gateway++) {
            Answer list = system.client(gateway).get("unodc.officer", "/parties");
            assertEquals(200, list.status(), list::text);
            least = Math.min(
                    least,
                    StreamSupport.stream(list.json().path("parties").spliterator(), false)
                            .filter(party -> party.path("id").asText().equals(id))
                            .count());
        }
        return least;
    }

    private static Map<String, Object> proposal() {
        Ed25519Keys keys = Ed25519Keys.generate();
        Map<String, Object> statement =
                Map.of("party", "DELTA-OFFICE", "key", Map.of("kty", "OKP", "crv", "Ed25519", "x", keys.publicKey()));
        return Map.ofEntries(
                Map.entry("id", "DELTA-OFFICE"),
                Map.entry("names", Map.of("en", "Delta Office", "fr", "Bureau du delta", "ar", "مكتب الدلتا")),
                Map.entry("type", "UN_ENTITY"),
                Map.entry("accreditation", 2),
                Map.entry("hostingCeiling", 3),
                Map.entry("compartments", List.of()),
                Map.entry("purposes", List.of("early-warning")),
                Map.entry("markingSystem", "UN"),
                Map.entry(
                        "keys",
                        List.of(Map.of(
                                "statement",
                                statement,
                                "proof",
                                TermsJws.sign(Json.canonical(statement), "passerelle-party-key", keys)))),
                Map.entry("addresses", List.of("https://feeds.delta-office.example/passerelle")),
                Map.entry(
                        "persons",
                        List.of(Map.of(
                                "id",
                                "delta.administrator",
                                "name",
                                "Noor Valdimarsen",
                                "roles",
                                List.of("agreement-administrator", "signatory"),
                                "clearance",
                                2))),
                Map.entry("reason", "joins the exchange"));
    }

    private GatewayClient signedIn(String account, int strength) {
        return SignedIn.as(system, "onboarding", account, strength);
    }
}
