package org.passerelle.gateway.world;

import static org.passerelle.gateway.world.World.BEGIN;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/** What parties of a world agree. */
final class Terms {
    private Terms() {}

    static Agreement agreement(String id, List<Clause> clauses) {
        return new Agreement(
                id,
                Map.of("en", "River and lake"),
                Set.of("RIVER", "LAKE"),
                AgreementState.ACTIVE,
                1,
                BEGIN.minus(Duration.ofDays(30)),
                BEGIN.plus(Duration.ofDays(36_500)),
                clauses,
                "00",
                Map.of(),
                Set.of());
    }

    static Clause clause(String id, String releaser, String recipient, Action... actions) {
        return clause(id, releaser, recipient, Obligations.NONE, actions);
    }

    static Clause clause(String id, String releaser, String recipient, Obligations obligations, Action... actions) {
        return new Clause(
                id,
                "river-lake",
                releaser,
                recipient,
                Optional.empty(),
                Set.of("incident"),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Level.CONFIDENTIAL,
                Set.of(),
                Set.of("early-warning"),
                Set.of(actions),
                Tlp.AMBER,
                Audience.nobody(),
                Set.of(),
                Optional.empty(),
                false,
                obligations,
                Optional.empty());
    }
}
