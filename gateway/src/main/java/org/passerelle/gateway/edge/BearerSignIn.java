package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.gateway.identity.PresentedToken;
import org.passerelle.gateway.identity.TokenCheck;
import org.passerelle.gateway.identity.TokenVerdict;
import org.passerelle.platform.bus.Unavailable;

/** Sign-in by an access token, with its proof of possession where it is bound. */
public final class BearerSignIn implements SignIn {
    private final Vertx vertx;
    private final TokenCheck tokens;
    private final Supplier<URI> ownAddress;

    /** @param ownAddress scheme, host and port under which this gateway is reached; never taken from a header */
    public BearerSignIn(Vertx vertx, TokenCheck tokens, Supplier<URI> ownAddress) {
        this.vertx = vertx;
        this.tokens = tokens;
        this.ownAddress = ownAddress;
    }

    @Override
    public Future<Shown> show(RoutingContext context) {
        Optional<PresentedToken> presented = PresentedToken.of(
                context.request().headers().getAll("Authorization"),
                context.request().headers().getAll("DPoP"));
        if (presented.isEmpty()) {
            return Future.failedFuture(new Refusal(Problem.Kind.UNAUTHENTICATED));
        }
        Optional<URI> address = address(context);
        if (address.isEmpty()) {
            return Future.failedFuture(new Refusal(Problem.of(
                    Problem.Kind.MALFORMED, "the path of the request has a character that must be escaped")));
        }
        String method = context.request().method().name();
        return Workers.run(vertx, () -> tokens.check(presented.get(), method, address.get()))
                .compose(verdict -> switch (verdict) {
                    case TokenVerdict.Accepted(var token) ->
                        Future.succeededFuture(new Shown(token, presented.get().token()));
                    case TokenVerdict.Refused(TokenVerdict.Reason reason) ->
                        reason == TokenVerdict.Reason.KEYS_UNAVAILABLE
                                ? Future.failedFuture(new Unavailable("keycloak"))
                                : Future.failedFuture(new Refusal(Problem.of(
                                        Problem.Kind.UNAUTHENTICATED,
                                        "token refused: "
                                                + reason.name()
                                                        .toLowerCase(java.util.Locale.ROOT)
                                                        .replace('_', ' '))));
                });
    }

    /** The path that is routed, appended to the own address and never resolved against it: what is asked for names no other host. */
    private Optional<URI> address(RoutingContext context) {
        try {
            return Optional.of(URI.create(ownAddress.get() + context.normalizedPath()));
        } catch (IllegalArgumentException unescaped) {
            return Optional.empty();
        }
    }
}
