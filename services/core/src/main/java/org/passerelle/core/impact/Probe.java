package org.passerelle.core.impact;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/**
 * Asks of the policy what it would do with the least label that a record can bear, for whoever of a recipient could show most, under one
 * clause alone. Where that is denied everything is: a higher level, a further compartment, caveat or not-releasable-to never discloses
 * more, nor does less clearance (I2, I3).
 */
final class Probe {
    private static final String MEMBER = "whoever of them could show most";

    /** What was asked, and what came of it. */
    record Answer(String recipient, Action action, String purpose, Verdict verdict, Optional<Code> code) {
        boolean denied() {
            return verdict == Verdict.DENY;
        }
    }

    private final Bundle bundle;
    private final Agreement agreement;
    private final Clause clause;
    private final String releaser;
    private final Instant at;

    Probe(Bundle bundle, Agreement agreement, Clause clause, String releaser, Instant at) {
        this.bundle = bundle;
        this.agreement = agreement;
        this.clause = clause;
        this.releaser = releaser;
        this.at = at;
    }

    /** For each other party that may get something under the clause, each action and each purpose; none where it names nobody or nothing. */
    List<Answer> answers() {
        List<Answer> answers = new ArrayList<>();
        for (String recipient : Reach.members(bundle, clause.recipient())) {
            for (Action action : new TreeSet<>(clause.actions())) {
                boolean judged = action != Action.NOTICE && !recipient.equals(releaser);
                for (String purpose : judged ? new TreeSet<>(clause.purposes()) : Set.<String>of()) {
                    answers.add(best(recipient, action, purpose));
                }
            }
        }
        return answers;
    }

    private Answer best(String recipient, Action action, String purpose) {
        Answer best = new Answer(recipient, action, purpose, Verdict.DENY, Optional.of(Code.OUT_OF_SCOPE));
        boolean first = true;
        for (Optional<String> unit : units(recipient)) {
            for (String type : new TreeSet<>(clause.recordTypes())) {
                PortionDecision decision = decide(recipient, unit, type, action, purpose);
                if (first || decision.verdict().compareTo(best.verdict()) < 0) {
                    best = new Answer(recipient, action, purpose, decision.verdict(), decision.primary());
                }
                first = false;
                if (best.verdict() == Verdict.PERMIT) {
                    return best;
                }
            }
        }
        return best;
    }

    private Set<Optional<String>> units(String recipient) {
        Set<Optional<String>> units = new LinkedHashSet<>();
        clause.recipientUnit().ifPresent(unit -> units.add(Optional.of(unit)));
        units.add(Optional.empty());
        bundle.units().values().stream()
                .filter(unit -> unit.party().equals(recipient))
                .forEach(unit -> units.add(Optional.of(unit.id())));
        return units;
    }

    private PortionDecision decide(
            String recipient, Optional<String> unit, String type, Action action, String purpose) {
        LeasedBundle leased = new LeasedBundle(alone(recipient, unit, action), true, Instant.MAX);
        Request request = new Request(MEMBER, strength(), action, purpose, Set.of());
        return switch (Decide.decide(leased, request, least(type), at)) {
            case Decision.Refused refused -> PortionDecision.refused(refused);
            case Decision.Judged judged -> judged.portions().getFirst();
        };
    }

    private Strength strength() {
        return bundle.settings().strengthCeiling().keySet().stream()
                .min(Strength::compareTo)
                .orElse(Strength.PASSWORD);
    }

    /** The clause alone, and whoever could show most; what makes a MATCH possible stands beside it, and lets nothing through itself. */
    private Bundle alone(String recipient, Optional<String> unit, Action action) {
        List<Agreement> agreements = new ArrayList<>();
        agreements.add(with(agreement, List.of(clause)));
        if (action == Action.MATCH) {
            for (Agreement each : bundle.agreements()) {
                agreements.add(with(
                        each,
                        each.clauses().stream()
                                .filter(other -> !other.id().equals(clause.id()))
                                .map(Probe::withoutPurpose)
                                .toList()));
            }
        }
        Map<String, Account> accounts = new HashMap<>(bundle.accounts());
        Optional.ofNullable(bundle.parties().get(recipient))
                .ifPresent(party -> accounts.put(MEMBER, member(party, unit)));
        return new Bundle(
                bundle.version(),
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                accounts,
                bundle.groups(),
                agreements,
                bundle.assessments(),
                bundle.allegations(),
                bundle.exemptions(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
    }

    private static Account member(Party party, Optional<String> unit) {
        return new Account(
                MEMBER,
                Account.Kind.PERSON,
                MEMBER,
                party.id(),
                unit,
                Set.of(),
                Level.STRICTLY_CONFIDENTIAL,
                party.compartments(),
                party.purposes(),
                true);
    }

    private static Agreement with(Agreement agreement, List<Clause> clauses) {
        return new Agreement(
                agreement.id(),
                agreement.titles(),
                agreement.parties(),
                agreement.state(),
                agreement.version(),
                agreement.validFrom(),
                agreement.validUntil(),
                agreement.noticePeriod(),
                clauses,
                agreement.hash(),
                agreement.signatures(),
                agreement.suspendedBy());
    }

    private static Clause withoutPurpose(Clause clause) {
        return new Clause(
                clause.id(),
                clause.agreement(),
                clause.releaser(),
                clause.recipient(),
                clause.recipientUnit(),
                clause.recordTypes(),
                clause.tags(),
                clause.areas(),
                clause.eventFrom(),
                clause.eventUntil(),
                clause.ceiling(),
                clause.compartments(),
                Set.of(),
                clause.actions(),
                clause.tlpMax(),
                clause.onward(),
                clause.endUsers(),
                clause.supportCategory(),
                clause.releaseHold(),
                clause.obligations(),
                clause.backfillFrom());
    }

    /** Old enough for any delay, in the middle of what the clause covers; to be passed on to nobody, so that nobody need be named. */
    private RecordFacts least(String type) {
        Label label = new Label(
                Level.UNCLASSIFIED,
                Tlp.CLEAR,
                Set.of(releaser),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Set.of(),
                Audience.unrestricted(),
                Audience.nobody(),
                Set.of(),
                Optional.empty(),
                Optional.empty(),
                at);
        return new RecordFacts(
                "",
                1,
                type,
                releaser,
                "",
                RecordState.ACTIVE,
                Instant.EPOCH,
                clause.eventFrom().or(() -> clause.eventUntil().map(until -> until.minusNanos(1))),
                Optional.empty(),
                place(),
                clause.tags(),
                List.of(new PortionFacts("", PortionFacts.HEAD, Optional.of(label), type, List.of())),
                List.of());
    }

    private Set<String> place() {
        return switch (clause.areas()) {
            case Audience.Unrestricted anywhere -> Set.of();
            case Audience.Only only ->
                only.names().isEmpty()
                        ? Set.of()
                        : Set.of(only.names().iterator().next());
        };
    }
}
