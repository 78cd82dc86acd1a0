package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Map;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.passerelle.core.party.Account;
import org.passerelle.node.process.CannotStart;

/** Registers partner systems: they prove themselves by a signed assertion, and their tokens are bound to a key. */
final class ClientSync {
    private final RealmResource realm;
    private final RoleSync roles;
    private final Secrets secrets;

    ClientSync(RealmResource realm, RoleSync roles, Secrets secrets) {
        this.realm = realm;
        this.roles = roles;
        this.secrets = secrets;
    }

    /** Creates or updates each client with the public half of its key. */
    void apply(List<Account> clients) throws CannotStart {
        for (Account client : clients) {
            ClientRepresentation wanted =
                    wanted(client, secrets.client(client.id()).toPublicJWK());
            String id = place(wanted);
            UserRepresentation user = realm.clients().get(id).getServiceAccountUser();
            roles.apply(user.getId(), client.roles());
            if (!client.enabled() && Boolean.TRUE.equals(user.isEnabled())) {
                user.setEnabled(false);
                realm.users().get(user.getId()).update(user);
            }
        }
    }

    private String place(ClientRepresentation wanted) {
        ClientsResource clients = realm.clients();
        List<ClientRepresentation> present = clients.findByClientId(wanted.getClientId());
        if (present.isEmpty()) {
            try (Response response = clients.create(wanted)) {
                return Answers.created(response, "client " + wanted.getClientId());
            }
        }
        // Whoever has disabled it in Keycloak had reasons.
        wanted.setEnabled(present.getFirst().isEnabled());
        String id = present.getFirst().getId();
        clients.get(id).update(wanted);
        return id;
    }

    private static ClientRepresentation wanted(Account client, ECKey key) {
        var wanted = new ClientRepresentation();
        wanted.setClientId(client.id());
        wanted.setName(client.name());
        wanted.setEnabled(true);
        wanted.setPublicClient(false);
        wanted.setStandardFlowEnabled(false);
        wanted.setImplicitFlowEnabled(false);
        wanted.setDirectAccessGrantsEnabled(false);
        wanted.setServiceAccountsEnabled(true);
        wanted.setFullScopeAllowed(false);
        wanted.setClientAuthenticatorType("client-jwt");
        wanted.setAttributes(Map.of(
                "use.jwks.string", "true",
                "jwks.string", new JWKSet(key).toString(),
                "token.endpoint.auth.signing.alg", "ES256",
                "dpop.bound.access.tokens", "true"));
        wanted.setProtocolMappers(List.of(audience()));
        return wanted;
    }

    private static ProtocolMapperRepresentation audience() {
        var mapper = new ProtocolMapperRepresentation();
        mapper.setName("audience gateway");
        mapper.setProtocol("openid-connect");
        mapper.setProtocolMapper("oidc-audience-mapper");
        mapper.setConfig(Map.of("included.client.audience", "gateway", "access.token.claim", "true"));
        return mapper;
    }
}
