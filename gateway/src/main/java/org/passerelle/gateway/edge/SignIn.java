package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import io.vertx.ext.web.RoutingContext;
import java.util.function.BooleanSupplier;
import org.passerelle.gateway.identity.VerifiedToken;

/** How a request shows who sends it. */
public interface SignIn {

    /** The verified token, with the token itself for asking Keycloak; fails with {@link Refusal}. */
    Future<Shown> show(RoutingContext context);

    /**
     * What a request has shown.
     *
     * @param token never logged
     * @param lasts whether it still counts: whoever signs out does so before their token ends
     */
    record Shown(VerifiedToken verified, String token, BooleanSupplier lasts) {

        /** What counts until the token ends. */
        public Shown(VerifiedToken verified, String token) {
            this(verified, token, () -> true);
        }

        @Override
        public String toString() {
            return "Shown[" + verified.account() + "]";
        }
    }
}
