package org.passerelle.gateway.portal;

import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.time.Instant;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A browser's session: the tokens that it stands for, and the value that a write must repeat. */
final class Session {
    /** Renewed this long before the end, so that a token does not end on its way. */
    private static final int EARLY_SECONDS = 20;

    private final String csrf;
    private PortalTokens tokens;
    private boolean closed;
    private @Nullable Future<Optional<PortalTokens>> renewal;

    Session(String csrf, PortalTokens tokens) {
        this.csrf = csrf;
        this.tokens = tokens;
    }

    String csrf() {
        return csrf;
    }

    /** Whether the value is this session's, compared without telling by time how much of it is right. */
    boolean provenBy(String value) {
        return MessageDigest.isEqual(csrf.getBytes(StandardCharsets.UTF_8), value.getBytes(StandardCharsets.UTF_8));
    }

    synchronized boolean over(Instant now) {
        return !now.isBefore(tokens.refreshEnds());
    }

    /** Ends what still goes on under the session: somebody has signed out. */
    synchronized void close() {
        closed = true;
    }

    synchronized boolean closed() {
        return closed;
    }

    synchronized PortalTokens tokens() {
        return tokens;
    }

    /** A token that still lasts, renewed once however many requests ask for it; empty when the session is over. */
    synchronized Future<Optional<PortalTokens>> current(
            Instant now, Function<PortalTokens, Future<Optional<PortalTokens>>> renew) {
        if (now.plusSeconds(EARLY_SECONDS).isBefore(tokens.accessEnds())) {
            return Future.succeededFuture(Optional.of(tokens));
        }
        if (renewal == null) {
            Future<Optional<PortalTokens>> started = renew.apply(tokens);
            renewal = started;
            started.onComplete(done -> renewed(done.succeeded() ? done.result() : Optional.empty()));
            return started;
        }
        return renewal;
    }

    private synchronized void renewed(Optional<PortalTokens> fresh) {
        renewal = null;
        fresh.ifPresent(renewed -> tokens = renewed);
    }
}
