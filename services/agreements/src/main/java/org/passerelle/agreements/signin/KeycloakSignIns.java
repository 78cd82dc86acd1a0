package org.passerelle.agreements.signin;

import jakarta.ws.rs.client.Client;
import jakarta.ws.rs.client.ClientBuilder;
import java.net.URI;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.keycloak.OAuth2Constants;
import org.keycloak.admin.client.JacksonProvider;
import org.keycloak.admin.client.Keycloak;
import org.keycloak.admin.client.KeycloakBuilder;
import org.keycloak.admin.client.resource.UserResource;
import org.keycloak.admin.client.resource.UsersResource;
import org.keycloak.representations.idm.UserRepresentation;
import org.passerelle.core.party.Account;

/**
 * The sign-ins that Keycloak knows, through its admin client and with no right but that over users. A partner system signs in as the
 * service account of its client: disabling that one ends its tokens without a right over clients. Blocking; every fault is a
 * {@link RuntimeException}.
 */
public final class KeycloakSignIns implements AutoCloseable {
    /** The client of Keycloak as which the accounts' owner signs in. */
    public static final String CLIENT = "accounts";

    private static final String SERVICE = "service-account-";
    private static final int CONNECT_MILLIS = 2_000;
    private static final int ANSWER_MILLIS = 5_000;
    private static final int PAGE = 500;

    private final Keycloak keycloak;
    private final String realm;

    /** @param server Keycloak's address, without realm */
    public KeycloakSignIns(URI server, String realm, String secret) {
        this.realm = realm;
        this.keycloak = KeycloakBuilder.builder()
                .serverUrl(server.toString())
                .realm(realm)
                .grantType(OAuth2Constants.CLIENT_CREDENTIALS)
                .clientId(CLIENT)
                .clientSecret(secret)
                .resteasyClient(http())
                .build();
    }

    // The library's own client would wait for ever.
    private static Client http() {
        return ClientBuilder.newBuilder()
                .connectTimeout(CONNECT_MILLIS, TimeUnit.MILLISECONDS)
                .readTimeout(ANSWER_MILLIS, TimeUnit.MILLISECONDS)
                .register(JacksonProvider.class, 100)
                .build();
    }

    /** @param account the account's id as Keycloak writes it: in lower case */
    public record SignIn(String account, Account.Kind kind, boolean enabled) {}

    /** Lets the account sign in no more, and ends its sessions; a sign-in that does not exist is closed. */
    public void close(Account account) {
        find(account).ifPresent(found -> {
            // First no further session, then an end to those that there are.
            enable(found, false);
            user(found).logout();
        });
    }

    /** Lets the account sign in again. */
    public void open(Account account) {
        find(account).ifPresent(found -> enable(found, true));
    }

    /** Every sign-in of a person or client, but those of {@code own}, clients that belong to the product itself. */
    public List<SignIn> all(List<String> own) {
        List<SignIn> all = new ArrayList<>();
        for (UserRepresentation user : pages(first -> users().list(first, PAGE))) {
            all.add(new SignIn(user.getUsername(), Account.Kind.PERSON, enabled(user)));
        }
        for (UserRepresentation user :
                pages(first -> users().search(SERVICE, null, null, null, first, PAGE, null, null))) {
            if (user.getUsername().startsWith(SERVICE)) {
                String client = user.getUsername().substring(SERVICE.length());
                if (!client.equals(CLIENT) && !own.contains(client)) {
                    all.add(new SignIn(client, Account.Kind.CLIENT, enabled(user)));
                }
            }
        }
        return all;
    }

    /** How Keycloak writes an account's id. */
    static String written(String account) {
        return account.toLowerCase(Locale.ROOT);
    }

    private interface Page {
        List<UserRepresentation> from(int first);
    }

    private static List<UserRepresentation> pages(Page page) {
        List<UserRepresentation> all = new ArrayList<>();
        List<UserRepresentation> next = page.from(0);
        while (!next.isEmpty()) {
            all.addAll(next);
            next = next.size() < PAGE ? List.of() : page.from(all.size());
        }
        return all;
    }

    private Optional<UserRepresentation> find(Account account) {
        String username = switch (account.kind()) {
            case PERSON -> written(account.id());
            case CLIENT -> SERVICE + written(account.id());
        };
        return users().searchByUsername(username, true).stream().findFirst();
    }

    private void enable(UserRepresentation found, boolean enabled) {
        UserResource user = user(found);
        UserRepresentation present = user.toRepresentation();
        if (enabled(present) != enabled) {
            present.setEnabled(enabled);
            user.update(present);
        }
    }

    private static boolean enabled(UserRepresentation user) {
        return Boolean.TRUE.equals(user.isEnabled());
    }

    private UserResource user(UserRepresentation found) {
        return users().get(found.getId());
    }

    private UsersResource users() {
        return keycloak.realm(realm).users();
    }

    @Override
    public void close() {
        keycloak.close();
    }
}
