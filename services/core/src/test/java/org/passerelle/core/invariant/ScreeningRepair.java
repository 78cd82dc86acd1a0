package org.passerelle.core.invariant;

import static org.passerelle.core.world.With.with;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;
import org.passerelle.core.screening.Risk;
import org.passerelle.core.world.Question;

/** Every unit known, commanded and assessed without condition; nobody behind the recipient; nothing alleged, nothing held. */
final class ScreeningRepair {

    private static final String APPROVER = "somebody else";

    private ScreeningRepair() {}

    static Question of(Question question) {
        Map<String, Unit> units = new HashMap<>();
        List<Assessment> assessments = new ArrayList<>();
        for (Unit unit : question.bundle().units().values()) {
            Unit.Command command = new Unit.Command("somebody of " + unit.id(), Instant.EPOCH, Optional.empty());
            units.put(unit.id(), with(with(unit, "parent", Optional.empty()), "commands", List.of(command)));
            assessments.add(approved(question, unit));
        }
        Map<String, Account> accounts = new HashMap<>(question.bundle().accounts());
        Account anybody = accounts.values().iterator().next();
        accounts.put(APPROVER, with(with(anybody, "id", APPROVER), "party", "a party that gains nothing"));
        return Repairs.settled(question)
                .bundle("accounts", accounts)
                .request("endUsers", Set.of())
                .bundle("units", units)
                .bundle("assessments", assessments)
                .bundle("allegations", List.of())
                .clauses(clause -> with(clause, "endUsers", Set.of()))
                .clauses(clause -> with(clause, "onward", Audience.nobody()))
                .clauses(clause -> with(clause, "releaseHold", false))
                .clauses(clause -> with(clause, "supportCategory", Optional.of("operational-information")));
    }

    /** There is one: else nothing would be screened. */
    private static String assessor(Bundle bundle) {
        return bundle.parties().keySet().stream()
                .filter(bundle::screens)
                .sorted()
                .findFirst()
                .orElseThrow();
    }

    private static Assessment approved(Question question, Unit unit) {
        return new Assessment(
                "fresh-" + unit.id(),
                assessor(question.bundle()),
                unit.party(),
                Optional.of(unit.id()),
                Optional.empty(),
                "ML",
                Set.of("operational-information"),
                Set.of(question.request().purpose()),
                AssessmentState.APPROVED,
                Risk.LOW,
                Instant.EPOCH,
                question.at().plusNanos(1),
                true,
                false,
                List.of(),
                "somebody",
                Optional.empty(),
                Optional.of(APPROVER),
                Optional.empty(),
                "");
    }
}
