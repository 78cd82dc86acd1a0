package org.passerelle.node.identity;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.RealmResource;
import org.keycloak.admin.client.resource.RoleScopeResource;
import org.keycloak.representations.idm.RoleRepresentation;

/** Gives an account exactly the realm roles that configuration names. */
final class RoleSync {
    private final RealmResource realm;
    private final Map<String, RoleRepresentation> known;

    RoleSync(RealmResource realm) {
        this.realm = realm;
        this.known = realm.roles().list().stream()
                .collect(Collectors.toMap(RoleRepresentation::getName, Function.identity()));
    }

    void apply(String userId, Set<String> wanted) {
        RoleScopeResource held = realm.users().get(userId).roles().realmLevel();
        List<RoleRepresentation> present = held.listAll();
        List<RoleRepresentation> surplus = present.stream()
                .filter(role -> !wanted.contains(role.getName()))
                .toList();
        Set<String> names = present.stream().map(RoleRepresentation::getName).collect(Collectors.toSet());
        List<RoleRepresentation> missing = wanted.stream()
                .filter(name -> !names.contains(name))
                .map(this::role)
                .toList();
        if (!surplus.isEmpty()) {
            held.remove(surplus);
        }
        if (!missing.isEmpty()) {
            held.add(missing);
        }
    }

    RoleRepresentation role(String name) {
        RoleRepresentation role = known.get(name);
        if (role == null) {
            throw new IllegalStateException("the realm has no role " + name);
        }
        return role;
    }
}
