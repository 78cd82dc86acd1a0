package org.passerelle.node.identity;

import com.nimbusds.jose.jwk.ECKey;
import com.nimbusds.jose.jwk.JWKSet;
import jakarta.ws.rs.core.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.keycloak.admin.client.resource.ClientsResource;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.ClientRepresentation;
import org.keycloak.representations.idm.ProtocolMapperRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.passerelle.core.party.Account;
import org.passerelle.node.process.CannotStart;

/** Registers partner systems: they prove themselves by a signed assertion, and their tokens are bound to a key. */
final class ClientSync {
    private static final Set<String> KEYS = Set.of("use.jwks.string", "jwks.string", "use.jwks.url", "jwks.url");

    private final RealmResource realm;
    private final RoleSync roles;
    private final Secrets secrets;

    ClientSync(RealmResource realm, RoleSync roles, Secrets secrets) {
        this.realm = realm;
        this.roles = roles;
        this.secrets = secrets;
    }

    /** Creates each client with the public half of a key that is kept here, or brings it into line; the key that it has by then stays. */
    void apply(List<Account> clients) throws CannotStart {
        for (Account client : clients) {
            String id = place(client);
            UserRepresentation user = realm.clients().get(id).getServiceAccountUser();
            roles.apply(user.getId(), client.roles());
            if (!client.enabled() && Boolean.TRUE.equals(user.isEnabled())) {
                user.setEnabled(false);
                realm.users().get(user.getId()).update(user);
            }
        }
    }

    private String place(Account client) throws CannotStart {
        ClientsResource clients = realm.clients();
        List<ClientRepresentation> present = clients.findByClientId(client.id());
        if (present.isEmpty()) {
            try (Response response = clients.create(wanted(client, kept(client)))) {
                return Answers.created(response, "client " + client.id());
            }
        }
        ClientRepresentation known = present.getFirst();
        Map<String, String> key = key(known);
        ClientRepresentation wanted = wanted(client, key.isEmpty() ? kept(client) : key);
        // Whoever has disabled it in Keycloak had reasons.
        wanted.setEnabled(known.isEnabled());
        clients.get(known.getId()).update(wanted);
        return known.getId();
    }

    private Map<String, String> kept(Account client) throws CannotStart {
        ECKey key = secrets.client(client.id()).toPublicJWK();
        return Map.of("use.jwks.string", "true", "jwks.string", new JWKSet(key).toString());
    }

    /** With what the client proves itself now. A partner that has registered a key of its own is not to be replaced by whoever runs this. */
    private static Map<String, String> key(ClientRepresentation known) {
        Map<String, String> key = new HashMap<>();
        Optional.ofNullable(known.getAttributes()).orElse(Map.of()).forEach((name, value) -> {
            if (KEYS.contains(name) && value != null && !value.isBlank()) {
                key.put(name, value);
            }
        });
        return key.containsKey("jwks.string") || key.containsKey("jwks.url") ? key : Map.of();
    }

    private static ClientRepresentation wanted(Account client, Map<String, String> key) {
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
        Map<String, String> attributes = new HashMap<>(key);
        attributes.put("token.endpoint.auth.signing.alg", "ES256");
        attributes.put("dpop.bound.access.tokens", "true");
        wanted.setAttributes(attributes);
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
