package org.passerelle.gateway.portal;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpMethod;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.time.Clock;
import java.util.Optional;
import java.util.Set;
import org.passerelle.gateway.edge.Problem;
import org.passerelle.gateway.edge.Refusal;
import org.passerelle.gateway.edge.SignIn;
import org.passerelle.gateway.edge.Workers;
import org.passerelle.gateway.identity.PresentedToken;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.identity.TokenVerdict;
import org.passerelle.platform.bus.Unavailable;

/** Sign-in by the portal's session cookie, else by whatever the request carries. The session's token is verified like any other. */
final class SessionSignIn implements SignIn {
    /** Repeats on a write what only a page of this origin can know. */
    static final String CSRF_HEADER = "X-Passerelle-CSRF";

    private static final Set<HttpMethod> READS = Set.of(HttpMethod.GET, HttpMethod.HEAD);

    private final Vertx vertx;
    private final Sessions sessions;
    private final TokenEndpoint endpoint;
    private final TokenCheck tokens;
    private final Clock clock;
    private final SignIn otherwise;

    SessionSignIn(
            Vertx vertx, Sessions sessions, TokenEndpoint endpoint, TokenCheck tokens, Clock clock, SignIn otherwise) {
        this.vertx = vertx;
        this.sessions = sessions;
        this.endpoint = endpoint;
        this.tokens = tokens;
        this.clock = clock;
        this.otherwise = otherwise;
    }

    @Override
    public Future<Shown> show(RoutingContext context) {
        Optional<Session> session = sessions.of(context.request());
        if (session.isEmpty() || context.request().headers().contains("Authorization")) {
            return otherwise.show(context);
        }
        if (!READS.contains(context.request().method()) && !fromThePortal(context, session.get())) {
            return Future.failedFuture(
                    new Refusal(Problem.of(Problem.Kind.FORBIDDEN, "the request does not come from the portal")));
        }
        return session.get()
                .current(clock.instant(), endpoint::refresh)
                .compose(current -> current.map(found -> verified(context, session.get(), found.access()))
                        .orElseGet(() -> over(context)));
    }

    private static boolean fromThePortal(RoutingContext context, Session session) {
        String shown = context.request().getHeader(CSRF_HEADER);
        return shown != null && session.provenBy(shown);
    }

    private Future<Shown> verified(RoutingContext context, Session session, String access) {
        PresentedToken presented = new PresentedToken(PresentedToken.Scheme.BEARER, access, Optional.empty());
        String method = context.request().method().name();
        URI path = URI.create(context.normalizedPath());
        return Workers.run(vertx, () -> tokens.check(presented, method, path)).compose(verdict -> switch (verdict) {
            case TokenVerdict.Accepted(var token) ->
                Future.succeededFuture(new Shown(token, access, () -> !session.closed()));
            case TokenVerdict.Refused(TokenVerdict.Reason reason) ->
                reason == TokenVerdict.Reason.KEYS_UNAVAILABLE
                        ? Future.failedFuture(new Unavailable("keycloak"))
                        : over(context);
        });
    }

    private Future<Shown> over(RoutingContext context) {
        sessions.close(context.request());
        return Future.failedFuture(new Refusal(Problem.Kind.UNAUTHENTICATED));
    }
}
