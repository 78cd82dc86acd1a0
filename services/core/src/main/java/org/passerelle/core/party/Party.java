package org.passerelle.core.party;

import java.util.Map;
import java.util.Set;
import org.passerelle.core.label.Level;

/**
 * An organisation that exchanges records.
 *
 * @param names display name by language (en, fr, ar)
 * @param accreditation highest level its systems may hold
 * @param compartments compartments it is read into
 * @param hostingCeiling highest level the platform accepts from it; above: REJECT
 * @param purposes purposes registered for the party
 * @param markingSystem the marking system in which it marks and reads, e.g. {@code UN}, {@code EU}, {@code FR}
 */
public record Party(
        String id,
        Map<String, String> names,
        PartyType type,
        boolean active,
        Level accreditation,
        Set<String> compartments,
        Level hostingCeiling,
        Set<String> purposes,
        String markingSystem) {
    public Party {
        names = Map.copyOf(names);
        compartments = Set.copyOf(compartments);
        purposes = Set.copyOf(purposes);
    }
}
