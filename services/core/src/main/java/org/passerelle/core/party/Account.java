package org.passerelle.core.party;

import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;

/**
 * A person or partner system; everything about it that can be revoked is here, never in the token.
 *
 * @param id the Keycloak username of a person, or the client id of a system
 * @param roles e.g. liaison-officer, agreement-administrator, human-rights-focal-point, approver, auditor, partner-system
 * @param purposes purposes registered for this account; a subset of its party's
 */
public record Account(
        String id,
        Kind kind,
        String name,
        String party,
        Optional<String> unit,
        Set<String> roles,
        Level clearance,
        Set<String> compartments,
        Set<String> purposes,
        boolean enabled) {

    /** A person signs in through the browser flow; a client with its own key. */
    public enum Kind {
        PERSON,
        CLIENT
    }

    public Account {
        roles = Set.copyOf(roles);
        compartments = Set.copyOf(compartments);
        purposes = Set.copyOf(purposes);
    }
}
