package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import org.passerelle.gateway.identity.VerifiedToken;

/** How a request shows who sends it. */
public interface SignIn {

    /** The verified token, with the token itself for asking Keycloak; fails with {@link Refusal}. */
    Future<Shown> show(RoutingContext context);

    /** @param token never logged */
    record Shown(VerifiedToken verified, String token) {
        @Override
        public String toString() {
            return "Shown[" + verified.account() + "]";
        }
    }
}
