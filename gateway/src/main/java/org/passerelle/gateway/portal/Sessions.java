package org.passerelle.gateway.portal;

import io.vertx.core.http.Cookie;
import io.vertx.core.http.HttpServerRequest;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/**
 * The sessions of this gateway, in its memory alone: after a restart, or at another gateway, the browser signs in anew, without being
 * asked while Keycloak still knows it.
 */
final class Sessions {
    static final String COOKIE = "passerelle_session";
    private static final int MOST = 10_000;
    private static final int RANDOM_BYTES = 32;
    private static final SecureRandom RANDOM = new SecureRandom();

    private final Clock clock;
    private final Map<String, Session> sessions = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(Clock clock) {
        this.clock = clock;
    }

    /** Opens a session under a name that nobody can guess. */
    synchronized String open(Session session) {
        String id = random();
        sessions.put(id, session);
        var names = sessions.keySet().iterator();
        while (sessions.size() > MOST) {
            names.next();
            names.remove();
        }
        return id;
    }

    /** The session that a request's cookie names, if it is not over. */
    synchronized Optional<Session> of(HttpServerRequest request) {
        Optional<String> id = Optional.ofNullable(request.getCookie(COOKIE)).map(Cookie::getValue);
        Optional<Session> session = id.map(sessions::get);
        if (session.isPresent() && session.get().over(clock.instant())) {
            id.ifPresent(sessions::remove);
            return Optional.empty();
        }
        return session;
    }

    /** Ends the session that a request's cookie names, with whatever goes on under it. */
    synchronized void close(HttpServerRequest request) {
        Optional.ofNullable(request.getCookie(COOKIE))
                .map(Cookie::getValue)
                .map(sessions::remove)
                .ifPresent(Session::close);
    }

    static String random() {
        byte[] bytes = new byte[RANDOM_BYTES];
        RANDOM.nextBytes(bytes);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
