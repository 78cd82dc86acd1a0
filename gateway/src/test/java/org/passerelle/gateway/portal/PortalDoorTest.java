package org.passerelle.gateway.portal;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.ext.web.Router;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The portal's door over a real socket; Keycloak's side of it is in the journey test. */
class PortalDoorTest {
    private static final Pattern SCRIPT = Pattern.compile("src=\"([^\"]+/js/main\\.js)\"");

    private final Vertx vertx = Vertx.vertx();
    private final AtomicReference<URI> address = new AtomicReference<>(URI.create("http://127.0.0.1"));
    private final HttpClient http = HttpClient.newHttpClient();

    @BeforeEach
    void listen() throws Exception {
        PortalClient client = new PortalClient(URI.create("http://127.0.0.1:1/realms/test"), "portal", "secret");
        Router router = Router.router(vertx);
        new Portal(vertx, client, Clock.systemUTC(), address::get).mount(router);
        HttpServer server = vertx.createHttpServer()
                .requestHandler(router)
                .listen(0, "127.0.0.1")
                .toCompletionStage()
                .toCompletableFuture()
                .get(10, TimeUnit.SECONDS);
        address.set(URI.create("http://127.0.0.1:" + server.actualPort()));
    }

    @AfterEach
    void close() {
        vertx.close();
        http.close();
    }

    @Test
    void servesEveryFileUnderItsVersion() throws Exception {
        HttpResponse<String> index = get("/portal/");
        Matcher script = SCRIPT.matcher(index.body());
        assertTrue(script.find());
        assertEquals(200, get("/portal/" + script.group(1)).statusCode());
        assertTrue(header(index, "Content-Security-Policy").startsWith("default-src 'none'"));
        assertFalse(header(index, "Content-Security-Policy").contains("unsafe"));
        assertEquals("no-store", header(index, "Cache-Control"));
        assertTrue(header(get("/portal/" + script.group(1)), "Cache-Control").contains("immutable"));
    }

    @Test
    void sendsThePathWithoutSlashToTheIndexOnce() throws Exception {
        assertEquals("/portal/", header(get("/portal"), "Location"));
        assertEquals(200, get("/portal/").statusCode());
    }

    @Test
    void knowsNoPathBesideItsFiles() throws Exception {
        String version = PortalFiles.packed().version();
        for (String path : List.of(
                "/portal/../index.html",
                "/portal/" + version + "/../../org/passerelle/gateway/Gateway.class",
                "/portal/%2e%2e/%2e%2e/openapi/passerelle.yaml",
                "/portal/" + version,
                "/portal/index.html.bak")) {
            assertEquals(404, get(path).statusCode(), path);
        }
    }

    @Test
    void sendsToKeycloakWithChallengeAndState() throws Exception {
        HttpResponse<String> answer = get("/portal/sign-in");
        String location = header(answer, "Location");
        assertEquals(303, answer.statusCode());
        assertTrue(location.startsWith("http://127.0.0.1:1/realms/test/protocol/openid-connect/auth?"));
        assertTrue(location.contains("code_challenge_method=S256") && location.contains("acr_values=2"));
        String cookie = header(answer, "Set-Cookie");
        assertTrue(cookie.toLowerCase(java.util.Locale.ROOT).contains("httponly") && cookie.contains("SameSite=Lax"));
        String verifier = cookie.substring(cookie.indexOf('.') + 1, cookie.indexOf(';'));
        assertFalse(location.contains(verifier));
        assertTrue(location.contains("code_challenge=" + Challenge.of(verifier)));
    }

    @Test
    void refusesACallbackThatThisBrowserDidNotBegin() throws Exception {
        HttpResponse<String> answer = get("/portal/callback?code=stolen&state=other");
        assertEquals("/portal/#/sign-in-failed", header(answer, "Location"));
        assertFalse(answer.headers().allValues("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("passerelle_session")));
    }

    @Test
    void opensNoSessionWhenKeycloakIsUnreachable() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.get().resolve("/portal/callback?code=c&state=s"))
                .header("Cookie", "passerelle_sign_in=s.verifier")
                .build();
        HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
        assertEquals("/portal/#/sign-in-failed", header(answer, "Location"));
        assertFalse(answer.headers().allValues("Set-Cookie").stream()
                .anyMatch(cookie -> cookie.startsWith("passerelle_session")));
    }

    @Test
    void compressesFilesWhereTheBrowserCan() throws Exception {
        HttpRequest request = HttpRequest.newBuilder(address.get().resolve("/portal/"))
                .header("Accept-Encoding", "gzip")
                .build();
        HttpResponse<byte[]> answer = http.send(request, HttpResponse.BodyHandlers.ofByteArray());
        assertEquals("gzip", answer.headers().firstValue("Content-Encoding").orElse(""));
    }

    private HttpResponse<String> get(String path) throws Exception {
        return http.send(
                HttpRequest.newBuilder(URI.create(address.get() + path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    private static String header(HttpResponse<?> response, String name) {
        return response.headers().firstValue(name).orElse("");
    }
}
