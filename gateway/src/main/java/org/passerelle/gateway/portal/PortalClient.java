package org.passerelle.gateway.portal;

import java.net.URI;

/** The portal's own client at Keycloak, apart from the gateway's: it signs persons in and may do nothing else. */
public record PortalClient(URI issuer, String id, String secret) {

    /** An endpoint of the realm's OpenID Connect protocol. */
    URI address(String endpoint) {
        return URI.create(issuer + "/protocol/openid-connect/" + endpoint);
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
        return "PortalClient[issuer=" + issuer + ", id=" + id + "]";
    }
}
