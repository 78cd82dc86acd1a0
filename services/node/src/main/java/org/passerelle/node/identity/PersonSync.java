package org.passerelle.node.identity;

import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.representations.idm.CredentialRepresentation;
import org.keycloak.representations.idm.UserRepresentation;
import org.passerelle.core.party.Account;
import org.passerelle.node.process.CannotStart;

/** Creates persons with password, second factor, roles and organisation. */
final class PersonSync {
    private static final String TOTP =
            "{\"subType\":\"totp\",\"digits\":6,\"counter\":0,\"period\":30,\"algorithm\":\"HmacSHA1\",\"secretEncoding\":\"BASE32\"}";

    private final RealmResource realm;
    private final RoleSync roles;
    private final Map<String, String> organisations;
    private final Secrets secrets;

    PersonSync(RealmResource realm, RoleSync roles, Map<String, String> organisations, Secrets secrets) {
        this.realm = realm;
        this.roles = roles;
        this.organisations = organisations;
        this.secrets = secrets;
    }

    /** Creates the missing persons and brings everyone's roles into line; passwords in use are left alone. */
    void apply(List<Account> persons) throws CannotStart {
        Map<String, UserRepresentation> present = realm.users().list(0, Integer.MAX_VALUE).stream()
                .collect(Collectors.toMap(UserRepresentation::getUsername, Function.identity()));
        for (Account person : persons) {
            UserRepresentation known = present.get(person.id());
            String id = known == null ? create(person, secrets.person(person.id())) : known.getId();
            roles.apply(id, person.roles());
        }
    }

    private String create(Account person, PersonSecret secret) {
        var wanted = new UserRepresentation();
        wanted.setUsername(person.id());
        wanted.setFirstName(given(person.name()));
        wanted.setLastName(family(person.name()));
        wanted.setEmail(person.id() + "@" + person.party().toLowerCase(Locale.ROOT) + ".invalid");
        wanted.setEmailVerified(true);
        wanted.setEnabled(person.enabled());
        wanted.setCredentials(List.of(password(secret), secondFactor(secret)));
        try (Response response = realm.users().create(wanted)) {
            String id = Answers.created(response, "person " + person.id());
            join(id, person);
            return id;
        }
    }

    private void join(String id, Account person) {
        String organisation = Optional.ofNullable(organisations.get(person.party()))
                .orElseThrow(() -> new IllegalStateException("no organisation for party " + person.party()));
        try (Response response =
                realm.organizations().get(organisation).members().addMember(id)) {
            Answers.created(response, "membership of " + person.id());
        }
    }

    private static String given(String name) {
        int space = name.indexOf(' ');
        return space < 0 ? name : name.substring(0, space);
    }

    private static String family(String name) {
        return name.substring(name.indexOf(' ') + 1);
    }

    private static CredentialRepresentation password(PersonSecret secret) {
        var credential = new CredentialRepresentation();
        credential.setType(CredentialRepresentation.PASSWORD);
        credential.setValue(secret.password());
        credential.setTemporary(false);
        return credential;
    }

    private static CredentialRepresentation secondFactor(PersonSecret secret) {
        var credential = new CredentialRepresentation();
        credential.setType("otp");
        credential.setUserLabel("authenticator");
        credential.setCredentialData(TOTP);
        credential.setSecretData("{\"value\":\"" + secret.totpSecret() + "\"}");
        return credential;
    }
}
