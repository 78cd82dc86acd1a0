package org.passerelle.node.identity;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.RoleRepresentation;
import org.passerelle.agreements.signin.KeycloakSignIns;

/** Gives the owner of accounts a client of its own in the realm, with the right over users and no other. */
final class AccountsClientSync {
    private static final String REALM_MANAGEMENT = "realm-management";
    private static final Set<String> RIGHTS = Set.of("manage-users", "view-users");

    private final RealmResource realm;

    AccountsClientSync(RealmResource realm) {
        this.realm = realm;
    }

    void apply(String secret) {
        String id = place(secret);
        String user = realm.clients().get(id).getServiceAccountUser().getId();
        String management = find(REALM_MANAGEMENT).getFirst().getId();
        RoleScopeResource held = realm.users().get(user).roles().clientLevel(management);
        List<RoleRepresentation> surplus = among(held.listAll(), role -> !RIGHTS.contains(role.getName()));
        if (!surplus.isEmpty()) {
            held.remove(surplus);
        }
        held.add(among(realm.clients().get(management).roles().list(), role -> RIGHTS.contains(role.getName())));
    }

    private String place(String secret) {
        List<ClientRepresentation> present = find(KeycloakSignIns.CLIENT);
        if (present.isEmpty()) {
            try (Response response = realm.clients().create(wanted(secret))) {
                return Answers.created(response, "client " + KeycloakSignIns.CLIENT);
            }
        }
        String id = present.getFirst().getId();
        realm.clients().get(id).update(wanted(secret));
        return id;
    }

    private List<ClientRepresentation> find(String client) {
        ClientsResource clients = realm.clients();
        return clients.findByClientId(client);
    }

    private static ClientRepresentation wanted(String secret) {
        var wanted = new ClientRepresentation();
        wanted.setClientId(KeycloakSignIns.CLIENT);
        wanted.setName("Passerelle accounts");
        wanted.setEnabled(true);
        wanted.setPublicClient(false);
        wanted.setStandardFlowEnabled(false);
        wanted.setImplicitFlowEnabled(false);
        wanted.setDirectAccessGrantsEnabled(false);
        wanted.setServiceAccountsEnabled(true);
        // Its token must carry the rights below; it holds no others.
        wanted.setFullScopeAllowed(true);
        wanted.setClientAuthenticatorType("client-secret");
        wanted.setSecret(secret);
        return wanted;
    }

    private static List<RoleRepresentation> among(List<RoleRepresentation> roles, Predicate<RoleRepresentation> which) {
        return roles.stream().filter(which).toList();
    }
}
