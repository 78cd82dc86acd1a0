package org.passerelle.node.identity;

import jakarta.ws.rs.core.Response;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.OrganizationDomainRepresentation;
import org.keycloak.representations.idm.OrganizationRepresentation;
import org.passerelle.core.party.Party;

/** Gives each party an organisation in Keycloak, named by the party's id. */
final class OrganisationSync {
    private final RealmResource realm;

    OrganisationSync(RealmResource realm) {
        this.realm = realm;
    }

    /** Creates what is missing; answers Keycloak's id by party. */
    Map<String, String> apply(Iterable<Party> parties) {
        Map<String, OrganizationRepresentation> present = present();
        for (Party organisation : parties) {
            if (!present.containsKey(organisation.id())) {
                create(organisation);
            }
        }
        return present().values().stream()
                .collect(Collectors.toMap(OrganizationRepresentation::getName, OrganizationRepresentation::getId));
    }

    private Map<String, OrganizationRepresentation> present() {
        return realm.organizations().list(0, Integer.MAX_VALUE).stream()
                .collect(Collectors.toMap(OrganizationRepresentation::getName, Function.identity()));
    }

    private void create(Party organisation) {
        var wanted = new OrganizationRepresentation();
        wanted.setName(organisation.id());
        wanted.setAlias(organisation.id().toLowerCase(Locale.ROOT));
        wanted.setDescription(organisation.names().getOrDefault("en", organisation.id()));
        wanted.setEnabled(true);
        // Keycloak wants a domain; .invalid (RFC 2606) can never be anyone's.
        wanted.addDomain(new OrganizationDomainRepresentation(organisation.id().toLowerCase(Locale.ROOT) + ".invalid"));
        try (Response response = realm.organizations().create(wanted)) {
            Answers.created(response, "organisation " + organisation.id());
        }
    }
}
