package org.passerelle.core.reference;

import java.util.ArrayList;
import java.util.EnumSet;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.decision.Code;
import org.passerelle.core.label.Audience;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Exemption;

/** HRDDP screening of whoever gets a portion (POLICY.md, "Screening"). */
final class Vetting {

    private final Case one;
    private final Transfer transfer;
    private final Optional<Clause> clause;
    private final Settings settings;
    private final Set<Code> codes = EnumSet.noneOf(Code.class);
    private final Set<String> consulted = new HashSet<>();
    private Optional<Exemption> exemption = Optional.empty();

    /** What screening comes to. */
    record Outcome(Set<Code> codes, Set<String> consulted) {}

    static Outcome of(Case one, Transfer transfer, Optional<Clause> clause) {
        Vetting vetting = new Vetting(one, transfer, clause);
        switch (transfer.kind()) {
            case RELEASE, RECEIVED -> vetting.vet();
            case OWN, EARLIER -> {}
        }
        return new Outcome(vetting.codes, vetting.consulted);
    }

    private Vetting(Case one, Transfer transfer, Optional<Clause> clause) {
        this.one = one;
        this.transfer = transfer;
        this.clause = clause;
        this.settings = one.bundle().settings();
    }

    private void vet() {
        boolean held = clause.isPresent() && clause.get().releaseHold() && transfer.kind() == Transfer.Kind.RELEASE;
        if (held && !one.ruled(Code.RELEASE_HOLD, "", transfer.giver(), Optional.empty())) {
            codes.add(Code.RELEASE_HOLD);
        }
        if (!someUnEntityGave()) {
            return;
        }
        Set<String> endUsers = new HashSet<>(one.request().endUsers());
        clause.ifPresent(signed -> endUsers.addAll(signed.endUsers()));
        recipient(endUsers);
        endUsers.forEach(this::endUser);
    }

    private boolean someUnEntityGave() {
        Set<String> givers = new HashSet<>(one.label().originators());
        givers.add(transfer.giver());
        for (Receipt receipt : one.portion().custody()) {
            givers.add(receipt.releaser());
            givers.add(receipt.holder());
        }
        return givers.stream().anyMatch(giver -> one.isOneOf(settings.screeningReleasers(), giver));
    }

    private void recipient(Set<String> endUsers) {
        if (one.isOneOf(settings.screenedTypes(), transfer.taker())) {
            Unit unit = one.bundle().units().get(one.account().unit().orElse(""));
            chain(unit == null ? List.of() : upward(unit));
        } else if (one.isOneOf(settings.lookThroughTypes(), transfer.taker()) && endUsers.isEmpty() && mayPassOn()) {
            codes.add(Code.MISSING_FACT);
        }
    }

    /** Clause and label both leave somebody to whom it may go on. */
    private boolean mayPassOn() {
        if (clause.isEmpty()) {
            return false;
        }
        return !both(clause.get().onward(), one.label().onward()).equals(new Audience.Only(Set.of()));
    }

    static Audience both(Audience first, Audience second) {
        Optional<Set<String>> some = Case.named(first);
        Optional<Set<String>> others = Case.named(second);
        if (some.isEmpty() || others.isEmpty()) {
            return some.isEmpty() ? second : first;
        }
        Set<String> common = new HashSet<>(some.get());
        common.removeIf(name -> !others.get().contains(name));
        return new Audience.Only(common);
    }

    private void endUser(String endUser) {
        Unit unit = one.bundle().units().get(endUser);
        Party party = one.bundle().parties().get(unit == null ? endUser : unit.party());
        if (party == null) {
            codes.add(Code.MISSING_FACT);
        } else if (settings.screenedTypes().contains(party.type())) {
            chain(unit == null ? List.of() : upward(unit));
        } else if (settings.lookThroughTypes().contains(party.type())) {
            codes.add(Code.MISSING_FACT);
        }
    }

    /** The unit and everything above it, as far as it is known; a unit above itself ends it. */
    private List<Unit> upward(Unit unit) {
        List<Unit> chain = new ArrayList<>();
        Unit next = unit;
        while (next != null && !chain.contains(next)) {
            chain.add(next);
            next = one.bundle().units().get(next.parent().orElse(""));
        }
        return chain;
    }

    private void chain(List<Unit> units) {
        if (units.isEmpty()) {
            codes.add(Code.MISSING_FACT);
            return;
        }
        exemption = exemption(units.getFirst());
        exemption.map(Exemption::id).ifPresent(consulted::add);
        boolean topKnown = units.getLast().parent().isEmpty();
        boolean commanded = units.getFirst().commands().stream()
                .anyMatch(command -> !command.deputy()
                        && Case.reached(command.from(), one.at())
                        && !Case.reached(command.until(), one.at()));
        boolean categoryMissing =
                clause.isPresent() && clause.get().supportCategory().isEmpty();
        if (!topKnown || !commanded || categoryMissing) {
            codes.add(Code.MISSING_FACT);
        }
        Set<String> commanders = new HashSet<>();
        Set<String> parties = new HashSet<>();
        for (Unit unit : units) {
            commanders.addAll(commanders(unit));
            parties.add(unit.party());
            subject(
                    unit.equals(units.getFirst()),
                    assessed -> assessed.commander().isEmpty()
                            && assessed.unit().equals(Optional.of(unit.id()))
                            && assessed.recipient().equals(unit.party()));
        }
        for (String commander : commanders) {
            subject(false, assessed -> assessed.commander().equals(Optional.of(commander)));
        }
        for (String party : parties) {
            subject(
                    false,
                    assessed -> assessed.commander().isEmpty()
                            && assessed.unit().isEmpty()
                            && assessed.recipient().equals(party));
        }
        allegations(units.stream().map(Unit::id).toList(), commanders);
    }

    /** H7: given for the very record, by somebody of the releaser who neither asked for it nor wrote the record. */
    private Optional<Exemption> exemption(Unit unit) {
        if (transfer.kind() != Transfer.Kind.RELEASE) {
            return Optional.empty();
        }
        for (Exemption each : one.bundle().exemptions()) {
            Account approver = one.bundle().accounts().get(each.approver());
            boolean separated = approver != null
                    && approver.party().equals(transfer.giver())
                    && !unit.party().equals(transfer.giver())
                    && !List.of(each.requester(), one.record().submitter()).contains(each.approver())
                    && !one.wrote(each.approver());
            boolean meant = List.of(each.grantor(), each.unit(), each.recordId(), each.purpose())
                    .equals(List.of(
                            transfer.giver(),
                            unit.id(),
                            one.record().recordId(),
                            one.request().purpose()));
            if (separated && meant && each.version() == one.record().version() && lets(each)) {
                return Optional.of(each);
            }
        }
        return Optional.empty();
    }

    private boolean lets(Exemption each) {
        Diligence.Exempting code = settings.diligence().exemptions().get(each.code());
        return code != null
                && code.enabled()
                && Case.reached(each.from(), one.at())
                && !Case.reached(each.until(), one.at())
                && !Case.reached(each.from().plus(code.lasts()), one.at())
                && code.fields().contains(one.portion().field())
                && one.label().level().number() <= code.ceiling().number()
                && !one.label().flags().contains(settings.atRiskFlag());
    }

    private Set<String> commanders(Unit unit) {
        Set<String> commanders = new HashSet<>();
        for (Unit.Command command : unit.commands()) {
            if (Case.reached(command.from(), one.at()) && !Case.reached(command.until(), one.at())) {
                commanders.add(command.commander());
            }
        }
        return commanders;
    }

    private void subject(boolean mustBeAssessed, Predicate<Assessment> about) {
        Assessments found = new Assessments(one, clause, mustBeAssessed);
        for (Assessment assessment : one.bundle().assessments()) {
            if (about.test(assessment)) {
                found.add(assessment);
            }
        }
        Set<Code> failed = found.codes();
        if (exemption.isPresent()) {
            failed.removeAll(Set.of(
                    Code.NOT_ASSESSED,
                    Code.OUT_OF_ASSESSMENT,
                    Code.EXPIRED_ASSESSMENT,
                    Code.RELEASE_HOLD,
                    Code.MITIGATION_OVERDUE));
        }
        codes.addAll(failed);
        consulted.addAll(found.consulted());
    }

    /** H9: pending, and as credible as is configured (C3 or better). */
    private void allegations(List<String> units, Set<String> commanders) {
        for (Allegation allegation : one.bundle().allegations()) {
            boolean concerns = units.contains(allegation.unit().orElse(""))
                    || commanders.contains(allegation.commander().orElse(""));
            boolean pending = switch (allegation.status()) {
                case OPEN, UNDER_REVIEW, SUBSTANTIATED -> true;
                case DISMISSED, REMEDIATED -> false;
            };
            String threshold = settings.diligence().allegationFrom().text();
            boolean credible = allegation.grading().text().charAt(0) <= threshold.charAt(0)
                    && allegation.grading().text().charAt(1) <= threshold.charAt(1);
            if (concerns
                    && pending
                    && credible
                    && !one.ruled(Code.ALLEGATION, allegation.id(), allegation.assessor(), Optional.empty())) {
                codes.add(Code.ALLEGATION);
            }
        }
    }
}
