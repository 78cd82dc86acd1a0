package org.passerelle.node.identity;

import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.ClientResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.passerelle.node.process.CannotStart;

/** Brings Keycloak's persons, clients and permissions into line with configuration; safe to repeat. */
public final class IdentitySync {
    /** The realm of config/keycloak/realm.json. */
    public static final String REALM = "passerelle";

    /** The service account, made at Keycloak's first start, by which this class signs in. */
    public static final String ADMIN_CLIENT = "passerelle-sync";

    private final URI keycloak;
    private final Secrets secrets;

    public IdentitySync(URI keycloak, Secrets secrets) {
        this.keycloak = keycloak;
        this.secrets = secrets;
    }

    /** Applies the whole plan, or throws. */
    public void apply(IdentityPlan plan) throws CannotStart {
        SystemSecrets own = secrets.system();
        try (Keycloak admin = admin(own)) {
            closePasswordGrant(admin.realm("master"));
            RealmResource realm = admin.realm(REALM);
            var roles = new RoleSync(realm);
            Map<String, String> organisations = new OrganisationSync(realm).apply(plan.parties());
            new PersonSync(realm, roles, organisations, secrets).apply(plan.persons());
            new ClientSync(realm, roles, secrets).apply(plan.clients());
            new AccountsClientSync(realm).apply(secrets.accounts());
            update(realm, "gateway", gateway -> gateway.setSecret(own.gatewaySecret()));
            update(realm, "portal", portal -> openPortal(portal, own.portalSecret(), plan.gateways()));
            new PermissionSync(client(realm, "gateway").authorization()).apply(plan.rolesByOperation());
        }
    }

    /** Keycloak as its administrator sees it. */
    Keycloak admin(SystemSecrets own) {
        return KeycloakBuilder.builder()
                .serverUrl(keycloak.toString())
                .realm("master")
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(ADMIN_CLIENT)
                .clientSecret(own.adminClientSecret())
                .build();
    }

    private static void closePasswordGrant(RealmResource realm) {
        for (ClientRepresentation client : realm.clients().findAll()) {
            if (Boolean.TRUE.equals(client.isDirectAccessGrantsEnabled())) {
                client.setDirectAccessGrantsEnabled(false);
                realm.clients().get(client.getId()).update(client);
            }
        }
    }

    private static void openPortal(ClientRepresentation portal, String secret, List<URI> gateways) {
        portal.setSecret(secret);
        portal.setRedirectUris(gateways.stream()
                .map(gateway -> gateway.resolve("/portal/callback").toString())
                .toList());
        portal.setWebOrigins(List.of());
        portal.getAttributes()
                .put(
                        "post.logout.redirect.uris",
                        String.join(
                                "##",
                                gateways.stream()
                                        .map(gateway ->
                                                gateway.resolve("/portal/").toString())
                                        .toList()));
    }

    private static void update(RealmResource realm, String clientId, Consumer<ClientRepresentation> change) {
        ClientResource client = client(realm, clientId);
        ClientRepresentation present = client.toRepresentation();
        change.accept(present);
        client.update(present);
    }

    private static ClientResource client(RealmResource realm, String clientId) {
        List<ClientRepresentation> found = realm.clients().findByClientId(clientId);
        if (found.size() != 1) {
            throw new IllegalStateException("the realm has no client " + clientId);
        }
        return realm.clients().get(found.getFirst().getId());
    }
}
