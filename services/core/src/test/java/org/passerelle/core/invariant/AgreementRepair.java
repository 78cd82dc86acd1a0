package org.passerelle.core.invariant;

import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumSet;
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
import org.passerelle.core.world.Question;

/** One clause for each transfer that none covers, as wide as a clause can be; and the way back, which MATCH needs. */
final class AgreementRepair {

    private AgreementRepair() {}

    static Question of(Question question, Set<List<String>> legs) {
        List<Clause> clauses = new ArrayList<>();
        for (List<String> leg : legs) {
            clauses.add(
                    clause(question, clauses.size(), leg.get(0), leg.get(1), leg.get(2), EnumSet.allOf(Action.class)));
            if (question.request().action() == Action.MATCH) {
                clauses.add(
                        clause(question, clauses.size(), leg.get(1), leg.get(0), leg.get(2), EnumSet.of(Action.MATCH)));
            }
        }
        Agreement wide = new Agreement(
                "0-wide",
                Map.of(),
                Set.of(),
                AgreementState.ACTIVE,
                1,
                Instant.EPOCH,
                question.at().plusSeconds(1_000_000),
                clauses,
                "hash",
                Map.of(),
                Set.of());
        return question.bundle("agreements", Question.plus(question.bundle().agreements(), wide));
    }

    private static Clause clause(
            Question question, int number, String releaser, String recipient, String type, Set<Action> actions) {
        return new Clause(
                "0-wide-" + number,
                "0-wide",
                releaser,
                recipient,
                Optional.empty(),
                Set.of(type),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Level.STRICTLY_CONFIDENTIAL,
                MonotoneLabelTest.and(Repairs.label(question).compartments(), "SOURCE"),
                Set.of(question.request().purpose()),
                actions,
                Tlp.RED,
                Audience.nobody(),
                Set.of(),
                Optional.of("operational-information"),
                false,
                Obligations.NONE,
                Optional.empty());
    }
}
