package org.passerelle.gateway.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.Cookie;
import io.vertx.core.http.CookieSameSite;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.identity.TokenCheck;

/** Everything under {@code /portal/}: the files, and signing in and out. */
public final class Portal {
    private static final String POLICY =
            "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self' data:; "
                    + "connect-src 'self'; font-src 'self'; form-action 'self'; frame-ancestors 'none'; base-uri 'none'";
    private static final String HOME = "/portal/";
    private static final String SIGN_IN = "/portal/sign-in";
    private static final String CALLBACK = "/portal/callback";
    private static final String SIGN_IN_COOKIE = "passerelle_sign_in";
    /** Read by the page's own script, so that it can prove that a write is its own. */
    private static final String CSRF_COOKIE = "passerelle_csrf";

    /** Kept until somebody has signed in: Keycloak may still know who was here before, and must not let them in unasked. */
    private static final String ANEW_COOKIE = "passerelle_sign_in_anew";

    private static final int SIGN_IN_SECONDS = 600;
    /** The second factor; a person who has none is asked by Keycloak to set one up or refused. */
    private static final String STRENGTH = "2";

    private final PortalFiles files = PortalFiles.packed();
    private final Vertx vertx;
    private final PortalClient client;
    private final Clock clock;
    private final TokenEndpoint endpoint;
    private final Sessions sessions;
    private final Supplier<URI> ownAddress;

    /** @param ownAddress scheme, host and port under which this gateway is reached; never taken from a header */
    public Portal(Vertx vertx, PortalClient client, Clock clock, Supplier<URI> ownAddress) {
        this.vertx = vertx;
        this.client = client;
        this.clock = clock;
        this.endpoint = new TokenEndpoint(vertx, client, clock);
        this.sessions = new Sessions(clock);
        this.ownAddress = ownAddress;
    }

    /** Signs callers of the API in by their session here, else by {@code otherwise}. */
    public SignIn signIn(TokenCheck tokens, SignIn otherwise) {
        return new SessionSignIn(vertx, sessions, endpoint, tokens, clock, otherwise);
    }

    /** Mounts the portal beside the API. */
    public void mount(Router router) {
        router.get(SIGN_IN).handler(this::begin);
        router.get(CALLBACK).handler(this::callback);
        router.post("/portal/sign-out").handler(this::signOut);
        router.get("/portal/*").handler(this::file);
    }

    private void file(RoutingContext context) {
        // A router takes /portal and /portal/ for the same; relative links do not.
        if (!context.normalizedPath().startsWith(HOME)) {
            redirect(context, HOME);
            return;
        }
        Optional<PortalFile> found = files.at(context.normalizedPath().substring(HOME.length()));
        if (found.isEmpty()) {
            context.next();
            return;
        }
        PortalFile file = found.get();
        String accepted = context.request().getHeader(HttpHeaders.ACCEPT_ENCODING);
        boolean zipped = accepted != null && accepted.contains("gzip");
        HttpServerResponse response = context.response();
        response.putHeader("Content-Security-Policy", POLICY)
                .putHeader("Content-Type", file.mediaType())
                .putHeader("Vary", "Accept-Encoding")
                .putHeader("Cache-Control", file.lasting() ? "public, max-age=31536000, immutable" : "no-store");
        if (zipped) {
            response.putHeader("Content-Encoding", "gzip");
        }
        response.end(Buffer.buffer(zipped ? file.zipped() : file.content()));
    }

    private void begin(RoutingContext context) {
        String state = Sessions.random();
        String verifier = Sessions.random();
        Map<String, String> query = new LinkedHashMap<>();
        query.put("response_type", "code");
        query.put("client_id", client.id());
        query.put("redirect_uri", callbackAddress().toString());
        query.put("scope", "openid");
        query.put("state", state);
        query.put("acr_values", STRENGTH);
        query.put("code_challenge", Challenge.of(verifier));
        query.put("code_challenge_method", "S256");
        if (context.request().getCookie(ANEW_COOKIE) != null) {
            query.put("prompt", "login");
        }
        // Lax: Keycloak's redirect back comes from elsewhere.
        context.response()
                .addCookie(cookie(SIGN_IN_COOKIE, state + "." + verifier)
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setPath(CALLBACK)
                        .setMaxAge(SIGN_IN_SECONDS));
        redirect(context, client.address("auth") + "?" + encode(query));
    }

    private void callback(RoutingContext context) {
        Optional<String> code = Optional.ofNullable(context.request().getParam("code"));
        Optional<String> verifier = verifier(context);
        expire(context, SIGN_IN_COOKIE, CALLBACK);
        if (code.isEmpty() || verifier.isEmpty()) {
            failed(context);
            return;
        }
        endpoint.exchange(code.get(), verifier.get(), callbackAddress())
                .onSuccess(tokens -> tokens.ifPresentOrElse(issued -> open(context, issued), () -> failed(context)))
                .onFailure(unreachable -> failed(context));
    }

    /** What this browser began with, if it is this browser that began. */
    private static Optional<String> verifier(RoutingContext context) {
        String state = context.request().getParam("state");
        return Optional.ofNullable(context.request().getCookie(SIGN_IN_COOKIE))
                .map(Cookie::getValue)
                .filter(begun -> state != null && begun.startsWith(state + "."))
                .map(begun -> begun.substring(begun.indexOf('.') + 1));
    }

    private void open(RoutingContext context, PortalTokens tokens) {
        sessions.close(context.request());
        Session session = new Session(Sessions.random(), tokens);
        context.response()
                .addCookie(cookie(Sessions.COOKIE, sessions.open(session))
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.STRICT)
                        .setPath("/"));
        context.response()
                .addCookie(cookie(CSRF_COOKIE, session.csrf())
                        .setSameSite(CookieSameSite.STRICT)
                        .setPath(HOME));
        expire(context, ANEW_COOKIE, SIGN_IN);
        redirect(context, HOME);
    }

    private void signOut(RoutingContext context) {
        Optional<Session> session = sessions.of(context.request());
        String shown = context.request().getHeader(SessionSignIn.CSRF_HEADER);
        if (session.isPresent() && (shown == null || !session.get().provenBy(shown))) {
            context.response().setStatusCode(403).end();
            return;
        }
        sessions.close(context.request());
        expire(context, Sessions.COOKIE, "/");
        expire(context, CSRF_COOKIE, HOME);
        Future<Boolean> ended =
                session.map(open -> endpoint.signOut(open.tokens())).orElseGet(() -> Future.succeededFuture(false));
        // The session here is over in any case; where Keycloak's may not be, the next sign-in starts from nothing.
        ended.onSuccess(everywhere -> {
            if (!everywhere) {
                askAnew(context);
            }
            context.response().setStatusCode(204).end();
        });
    }

    private void askAnew(RoutingContext context) {
        context.response()
                .addCookie(cookie(ANEW_COOKIE, "yes")
                        .setHttpOnly(true)
                        .setSameSite(CookieSameSite.LAX)
                        .setPath(SIGN_IN)
                        .setMaxAge(TokenEndpoint.LONGEST_SESSION_SECONDS));
    }

    private void failed(RoutingContext context) {
        redirect(context, HOME + "#/sign-in-failed");
    }

    private URI callbackAddress() {
        return ownAddress.get().resolve(CALLBACK);
    }

    private Cookie cookie(String name, String value) {
        return Cookie.cookie(name, value)
                .setSecure("https".equals(ownAddress.get().getScheme()));
    }

    private void expire(RoutingContext context, String name, String path) {
        context.response().addCookie(cookie(name, "").setPath(path).setMaxAge(0));
    }

    private static void redirect(RoutingContext context, String address) {
        context.response().setStatusCode(303).putHeader("Location", address).end();
    }

    private static String encode(Map<String, String> query) {
        return query.entrySet().stream()
                .map(pair -> pair.getKey() + "=" + URLEncoder.encode(pair.getValue(), StandardCharsets.UTF_8))
                .collect(Collectors.joining("&"));
    }
}
