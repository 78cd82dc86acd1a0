package org.passerelle.node.identity;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.keycloak.admin.client.resource.AuthorizationResource;
import org.keycloak.representations.idm.authorization.DecisionStrategy;
import org.keycloak.representations.idm.authorization.PolicyEnforcementMode;
import org.keycloak.representations.idm.authorization.PolicyRepresentation;
import org.keycloak.representations.idm.authorization.ResourceRepresentation;
import org.keycloak.representations.idm.authorization.ResourceServerRepresentation;
import org.keycloak.representations.idm.authorization.ScopeRepresentation;

/** Writes the gateway's permissions: one resource for each operation, granted by realm roles. */
final class PermissionSync {
    /** The one scope of every resource. */
    static final String CALL = "call";

    private final AuthorizationResource authorization;

    PermissionSync(AuthorizationResource authorization) {
        this.authorization = authorization;
    }

    /** Makes the permissions exactly these; an operation without roles gets none and is refused to everyone. */
    void apply(Map<String, Set<String>> rolesByOperation) {
        removeUnknown(rolesByOperation.keySet());
        authorization.importSettings(settings(new TreeMap<>(rolesByOperation)));
    }

    private void removeUnknown(Set<String> operations) {
        for (ResourceRepresentation resource : authorization.resources().resources()) {
            if (!operations.contains(resource.getName())) {
                authorization.resources().resource(resource.getId()).remove();
            }
        }
        for (PolicyRepresentation policy : authorization.policies().policies()) {
            if (policy.getType().equals("scope") && !operations.contains(policy.getName())) {
                authorization.policies().policy(policy.getId()).remove();
            }
        }
    }

    private static ResourceServerRepresentation settings(Map<String, Set<String>> rolesByOperation) {
        var settings = new ResourceServerRepresentation();
        settings.setPolicyEnforcementMode(PolicyEnforcementMode.ENFORCING);
        settings.setDecisionStrategy(DecisionStrategy.UNANIMOUS);
        settings.setAllowRemoteResourceManagement(false);
        settings.setScopes(List.of(new ScopeRepresentation(CALL)));
        settings.setResources(rolesByOperation.keySet().stream()
                .map(operation -> new ResourceRepresentation(operation, CALL))
                .toList());
        settings.setPolicies(policies(rolesByOperation));
        return settings;
    }

    private static List<PolicyRepresentation> policies(Map<String, Set<String>> rolesByOperation) {
        Set<String> roles =
                rolesByOperation.values().stream().flatMap(Set::stream).collect(Collectors.toCollection(TreeSet::new));
        var policies = new ArrayList<PolicyRepresentation>();
        roles.forEach(role -> policies.add(holders(role)));
        rolesByOperation.forEach((operation, granted) -> {
            if (!granted.isEmpty()) {
                policies.add(permission(operation, granted));
            }
        });
        return policies;
    }

    private static PolicyRepresentation holders(String role) {
        var policy = policy("role " + role, "role");
        // fetchRoles: the account's roles as they are now, not as the token remembers them.
        policy.setConfig(Map.of("fetchRoles", "true", "roles", "[{\"id\":\"" + role + "\",\"required\":true}]"));
        return policy;
    }

    private static PolicyRepresentation permission(String operation, Set<String> roles) {
        var policy = policy(operation, "scope");
        policy.setDecisionStrategy(DecisionStrategy.AFFIRMATIVE);
        policy.setConfig(Map.of(
                "resources", list(Set.of(operation)),
                "scopes", list(Set.of(CALL)),
                "applyPolicies", list(roles.stream().map(role -> "role " + role).collect(Collectors.toSet()))));
        return policy;
    }

    private static PolicyRepresentation policy(String name, String type) {
        var policy = new PolicyRepresentation();
        policy.setName(name);
        policy.setType(type);
        return policy;
    }

    private static String list(Set<String> names) {
        return names.stream().sorted().collect(Collectors.joining("\",\"", "[\"", "\"]"));
    }
}
