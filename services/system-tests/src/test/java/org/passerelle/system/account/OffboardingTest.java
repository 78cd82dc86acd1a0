package org.passerelle.system.account;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assertions.fail;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.identity.SignInRefused;
import org.passerelle.node.process.Waiting;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/** Whoever leaves is out at every gateway when the call returns; Keycloak follows, however late. */
@Live
final class OffboardingTest {
    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String REASON = "{\"reason\":\"the posting has ended\"}";

    private final LiveSystem system;

    OffboardingTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void whoeverLeavesIsOutEverywhereAndKeycloakFollowsHoweverLate() throws Exception {
        GatewayClient platform =
                SignedIn.with(token("minusma.platform"), system.gateways().subList(0, 1));
        String token = token("unsmil.officer");
        HttpResponse<InputStream> stream = SignedIn.with(
                        token, system.gateways().subList(2, 3))
                .open("unsmil.officer", "/feed/stream?purpose=early-warning");
        assertEquals(200, stream.statusCode());

        Answer left = offboard(platform, "unsmil.officer");
        assertEquals(201, left.status(), left::text);
        assertEnds(stream);
        for (URI gateway : system.gateways()) {
            Answer refused =
                    SignedIn.with(token, List.of(gateway)).get("unsmil.officer", "/records?purpose=early-warning");
            assertEquals(403, refused.status(), refused::text);
            assertTrue(refused.json().path("items").isMissingNode());
        }
        assertFollowed(platform, "UNSMIL", "unsmil.officer");
        assertThrows(SignInRefused.class, () -> SignedIn.tokenNow(system, "offboarding", "unsmil.officer", 2));
        Answer back = platform.post("minusma.platform", "/accounts/unsmil.officer/reinstatements", REASON);
        assertEquals(409, back.status(), back::text);

        // The permission of the second call is remembered from the first: an administrator who is signed in can act.
        GatewayClient other = SignedIn.with(token("ohchr.officer"), system.gateways());
        signal("STOP");
        try {
            Answer gone = offboard(platform, "ohchr.officer");
            assertEquals(201, gone.status(), gone::text);
            assertEquals("following", signIn(platform, "OHCHR", "ohchr.officer"));
        } finally {
            signal("CONT");
        }
        Answer refused = other.get("ohchr.officer", "/records?purpose=early-warning");
        assertEquals(403, refused.status(), refused::text);
        assertFollowed(platform, "OHCHR", "ohchr.officer");
        assertThrows(SignInRefused.class, () -> SignedIn.tokenNow(system, "offboarding", "ohchr.officer", 2));
    }

    private static Answer offboard(GatewayClient platform, String account) {
        return platform.post("minusma.platform", "/accounts/" + account + "/offboardings", REASON);
    }

    private static String signIn(GatewayClient platform, String party, String account) {
        Answer list = platform.get("minusma.platform", "/parties/" + party + "/accounts");
        assertEquals(200, list.status(), list::text);
        return StreamSupport.stream(list.json().path("accounts").spliterator(), false)
                .filter(each -> each.path("id").asText().equals(account))
                .findFirst()
                .orElseThrow()
                .path("signIn")
                .asText();
    }

    private static void assertFollowed(GatewayClient platform, String party, String account) {
        assertTrue(Waiting.until(() -> signIn(platform, party, account).equals("closed"), PATIENCE));
    }

    private static void assertEnds(HttpResponse<InputStream> stream) throws IOException {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            String line = lines.readLine();
            while (line != null) {
                if (line.equals("event: end")) {
                    return;
                }
                line = lines.readLine();
            }
        }
        fail("the stream broke off instead of ending");
    }

    private String token(String account) {
        return SignedIn.token(system, "offboarding", account, 2);
    }

    /** Keycloak is frozen, and thaws. */
    private void signal(String name) throws IOException, InterruptedException {
        ProcessHandle script = ProcessHandle.of(system.pid("keycloak")).orElseThrow();
        for (ProcessHandle process :
                Stream.concat(Stream.of(script), script.descendants()).toList()) {
            assertEquals(
                    0,
                    new ProcessBuilder("kill", "-" + name, Long.toString(process.pid()))
                            .start()
                            .waitFor());
        }
    }
}
