package org.passerelle.gateway.world;

import static org.passerelle.gateway.world.World.BEGIN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.PartyType;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;

/** Parties and accounts of a world, and what RIVER found when it assessed FORCES. */
final class People {
    private People() {}

    static Party party(String id) {
        return party(id, PartyType.UN_ENTITY);
    }

    static Party party(String id, PartyType type) {
        return new Party(
                id,
                Map.of("en", id),
                type,
                true,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("SOURCE"),
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("early-warning", "mediation"),
                "UN");
    }

    static Account account(String id, String party, Set<String> roles) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                Optional.empty(),
                roles,
                Level.STRICTLY_CONFIDENTIAL,
                Set.of("SOURCE"),
                Set.of("early-warning", "mediation"),
                true);
    }

    static Account account(String id, String party, Level clearance) {
        return new Account(
                id,
                Account.Kind.PERSON,
                id,
                party,
                Optional.empty(),
                Set.of("liaison-officer", "agreement-administrator"),
                clearance,
                Set.of("SOURCE"),
                Set.of("early-warning", "mediation"),
                true);
    }

    static Assessment assessment() {
        return new Assessment(
                "has-forces",
                "RIVER",
                "FORCES",
                Optional.empty(),
                Optional.empty(),
                "ML",
                Set.of(),
                Set.of("early-warning"),
                AssessmentState.APPROVED,
                Risk.LOW,
                BEGIN,
                BEGIN.plus(Duration.ofDays(365)),
                true,
                false,
                List.of(),
                "river.officer",
                Optional.empty(),
                Optional.of("river.approver"),
                Optional.empty(),
                "No credible allegation.");
    }
}
