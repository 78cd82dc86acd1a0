package org.passerelle.gateway.identity;

import java.net.URI;

/** Where Keycloak is and as whom the gateway speaks to it. */
public record IdentitySettings(URI keycloak, String realm, String clientId, String clientSecret) {

    /** The realm's issuer, as it must stand in every token. */
    public URI issuer() {
        return URI.create(withoutSlash() + "/realms/" + realm);
    }

    /** The public signing keys. */
    public URI keys() {
        return URI.create(issuer() + "/protocol/openid-connect/certs");
    }

    /** Where Keycloak evaluates a permission for a subject; the gateway's client has its client id as internal id. */
    URI evaluation() {
        return URI.create("%s/admin/realms/%s/clients/%s/authz/resource-server/policy/evaluate"
                .formatted(withoutSlash(), realm, clientId));
    }

    /** Never prints the secret. */
    @Override
    public String toString() {
        return "IdentitySettings[keycloak=%s, realm=%s, clientId=%s]".formatted(keycloak, realm, clientId);
    }

    private String withoutSlash() {
        String text = keycloak.toString();
        return text.endsWith("/") ? text.substring(0, text.length() - 1) : text;
    }
}
