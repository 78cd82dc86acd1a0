package org.passerelle.gateway.portal;

import java.time.Instant;

/** What Keycloak issued for a session; it stays in the gateway's memory. */
record PortalTokens(String access, String refresh, Instant accessEnds, Instant refreshEnds) {

    /** Never prints a token. */
    @Override
    public String toString() {
        return "PortalTokens[accessEnds=" + accessEnds + "]";
    }
}
