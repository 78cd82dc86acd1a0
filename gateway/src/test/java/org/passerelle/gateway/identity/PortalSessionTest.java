package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.nimbusds.jose.JOSEException;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.net.CookieManager;
import java.net.HttpCookie;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Clock;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.portal.Portal;
import org.passerelle.gateway.portal.PortalClient;

/** A session of the portal from sign-in to sign-out, with the tokens of an issuer of the test's own. */
class PortalSessionTest {
    private static final String PROTOCOL = "/realms/passerelle/protocol/openid-connect/";

    private final Vertx vertx = Vertx.vertx();
    private final Clock clock = Clock.systemUTC();
    private final TestIssuer issuer = new TestIssuer();
    private final CookieManager cookies = new CookieManager();
    private final HttpClient browser =
            HttpClient.newBuilder().cookieHandler(cookies).build();
    private final AtomicReference<SignIn.Shown> shown = new AtomicReference<>();
    private volatile int signedOutAtKeycloak = 204;
    private URI own = URI.create("http://127.0.0.1");

    PortalSessionTest() throws IOException, JOSEException {}

    @BeforeEach
    void open() throws Exception {
        URI keycloak = serve(keycloak());
        Portal portal = new Portal(
                vertx, new PortalClient(keycloak.resolve("/realms/passerelle"), "portal", "secret"), clock, () -> own);
        Router router = Router.router(vertx);
        portal.mount(router);
        SigningKeys keys = new SigningKeys(issuer.settings().keys(), System::nanoTime);
        SignIn signIn = portal.signIn(
                new TokenCheck(
                        issuer.settings(), keys, new ProofCheck(new SeenProofs(clock), clock), clock, System::nanoTime),
                nobody -> Future.failedFuture(new Refusal(Problem.Kind.UNAUTHENTICATED)));
        router.get("/api/v1/me")
                .handler(context -> signIn.show(context)
                        .onSuccess(shown::set)
                        .onComplete(done -> context.response()
                                .setStatusCode(done.succeeded() ? 204 : 401)
                                .end()));
        own = serve(router);
    }

    @AfterEach
    void close() throws Exception {
        await(vertx.close());
        issuer.close();
        browser.close();
    }

    /** Keycloak's two endpoints that the portal calls. */
    private Router keycloak() throws JOSEException {
        JsonObject tokens = new JsonObject()
                .put("access_token", issuer.sign(issuer.claims(Instant.now()).build()))
                .put("refresh_token", "refresh")
                .put("expires_in", 300)
                .put("refresh_expires_in", 1800);
        Router router = Router.router(vertx);
        router.post(PROTOCOL + "token").handler(context -> context.json(tokens));
        router.post(PROTOCOL + "logout").handler(this::signedOut);
        return router;
    }

    private void signedOut(RoutingContext context) {
        context.response().setStatusCode(signedOutAtKeycloak).end();
    }

    private URI serve(Router router) throws Exception {
        return URI.create("http://127.0.0.1:"
                + await(vertx.createHttpServer().requestHandler(router).listen(0, "127.0.0.1"))
                        .actualPort());
    }

    private static <T> T await(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    private HttpResponse<String> get(String path) throws Exception {
        return browser.send(HttpRequest.newBuilder(own.resolve(path)).build(), HttpResponse.BodyHandlers.ofString());
    }

    /** Where somebody who wants to sign in is sent. */
    private String begun() throws Exception {
        return get("/portal/sign-in").headers().firstValue("Location").orElseThrow();
    }

    private void signIn() throws Exception {
        String state = begun().replaceFirst(".*[?&]state=([^&]+).*", "$1");
        HttpResponse<String> back = get("/portal/callback?code=good&state=" + state);
        assertEquals("/portal/", back.headers().firstValue("Location").orElse(""));
        assertEquals(204, get("/api/v1/me").statusCode());
    }

    private void signOut() throws Exception {
        String proof = cookies.getCookieStore().getCookies().stream()
                .filter(cookie -> cookie.getName().equals("passerelle_csrf"))
                .map(HttpCookie::getValue)
                .findFirst()
                .orElse("");
        HttpRequest request = HttpRequest.newBuilder(own.resolve("/portal/sign-out"))
                .header("X-Passerelle-CSRF", proof)
                .POST(HttpRequest.BodyPublishers.noBody())
                .build();
        assertEquals(
                204, browser.send(request, HttpResponse.BodyHandlers.ofString()).statusCode());
        assertEquals(401, get("/api/v1/me").statusCode());
    }

    @Test
    void whatGoesOnUnderASessionEndsWithIt() throws Exception {
        signIn();
        assertTrue(shown.get().lasts().getAsBoolean());
        signOut();
        assertFalse(shown.get().lasts().getAsBoolean());
    }

    @Test
    void whoeverSignsInAnewEndsWhatWentOnBefore() throws Exception {
        signIn();
        SignIn.Shown before = shown.get();
        signIn();
        assertFalse(before.lasts().getAsBoolean());
        assertTrue(shown.get().lasts().getAsBoolean());
    }

    @Test
    void nobodyIsAskedAnewWhenKeycloakHasSignedThemOut() throws Exception {
        signIn();
        signOut();
        assertFalse(begun().contains("prompt="));
    }

    @Test
    void theNextSignInStartsFromNothingWhenKeycloakDidNotSignOut() throws Exception {
        signIn();
        signedOutAtKeycloak = 400;
        signOut();
        assertTrue(begun().contains("prompt=login"));
        assertTrue(begun().contains("prompt=login"));
        signIn();
        assertFalse(begun().contains("prompt="));
    }

    @Test
    void theNextSignInStartsFromNothingWhenNoSessionWasKnown() throws Exception {
        signOut();
        assertTrue(begun().contains("prompt=login"));
    }
}
