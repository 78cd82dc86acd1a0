package org.passerelle.node.identity;

import jakarta.ws.rs.core.Response;

/** Reads Keycloak's answers to creations. */
final class Answers {
    private Answers() {}

    /** The id of what was created; anything else than a creation is a fault. */
    static String created(Response response, String what) {
        if (response.getStatus() != Response.Status.CREATED.getStatusCode()) {
            throw new IllegalStateException("keycloak did not create %s: status %d, %s"
                    .formatted(what, response.getStatus(), response.readEntity(String.class)));
        }
        String location = response.getHeaderString("Location");
        return location.substring(location.lastIndexOf('/') + 1);
    }
}
