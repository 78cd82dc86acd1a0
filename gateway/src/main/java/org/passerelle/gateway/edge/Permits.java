package org.passerelle.gateway.edge;

import io.vertx.core.Future;
import org.passerelle.gateway.identity.Permission;
import org.passerelle.gateway.identity.VerifiedToken;

/** Keycloak's permission for one operation: the first lock, never the last. */
public interface Permits {

    /** Anything but a clear yes is no. */
    Future<Permission.Answer> ask(VerifiedToken verified, String token, String operationId);
}
