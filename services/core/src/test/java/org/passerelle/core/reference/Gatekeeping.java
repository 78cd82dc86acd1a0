package org.passerelle.core.reference;

import java.util.EnumSet;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.record.Receipt;
import org.passerelle.core.record.RecordState;

/** The record gates, from the top of the table, for one transfer under one clause or under none. */
final class Gatekeeping {

    private final Case one;
    private final Transfer transfer;
    private final Optional<Clause> clause;
    private final Party taker;
    private final Label label;
    private final Set<Code> codes = EnumSet.noneOf(Code.class);

    private Gatekeeping(Case one, Transfer transfer, Optional<Clause> clause, Party taker) {
        this.one = one;
        this.transfer = transfer;
        this.clause = clause;
        this.taker = taker;
        this.label = one.label();
    }

    /** Every failing code but those of agreement and screening. */
    static Set<Code> failing(Case one, Transfer transfer, Optional<Clause> clause, Party taker) {
        Gatekeeping gates = new Gatekeeping(one, transfer, clause, taker);
        if (transfer.towardsRequester()) {
            gates.faults();
            gates.lifecycle();
            gates.eyesOnly();
        }
        gates.releasability();
        gates.tlp();
        gates.purpose();
        gates.clearance();
        if (transfer.kind() == Transfer.Kind.RELEASE) {
            gates.origin();
        }
        return gates.codes;
    }

    private boolean own() {
        return transfer.kind() == Transfer.Kind.OWN;
    }

    private void faults() {
        Bundle bundle = one.bundle();
        boolean known = bundle.parties().keySet().containsAll(label.originators())
                && bundle.vocabulary().compartments().containsAll(label.compartments());
        for (String barred : label.notReleasableTo()) {
            known &= bundle.parties().containsKey(barred) || bundle.groups().containsKey(barred);
        }
        for (String flag : label.flags()) {
            known &= bundle.vocabulary().flags().contains(flag)
                    || flag.equals(bundle.settings().atRiskFlag())
                    || flag.equals(bundle.settings().mistreatmentFlag());
        }
        if (!bundle.parties().containsKey(one.record().releaser())) {
            codes.add(Code.MISSING_FACT);
        } else if (!known) {
            codes.add(Code.UNKNOWN_LABEL);
        }
    }

    /** The first of its reasons, in the order of the codes. */
    private void lifecycle() {
        boolean delayed = clause.isPresent()
                && clause.get().obligations().delay().isPresent()
                && !Case.reached(
                        one.record()
                                .createdAt()
                                .plus(clause.get().obligations().delay().get()),
                        one.at());
        boolean embargoed = label.embargoUntil().isPresent()
                && !Case.reached(label.embargoUntil().get(), one.at());
        boolean stalePush = one.request().action() == Action.PUSH
                && Case.reached(one.record().validUntil(), one.at());
        if (one.record().state() == RecordState.RECALLED && !own()) {
            codes.add(Code.RECALLED);
        } else if (one.record().state() == RecordState.QUARANTINED) {
            codes.add(Code.QUARANTINED);
        } else if ((delayed || embargoed) && !own()) {
            codes.add(Code.EMBARGOED);
        } else if (stalePush || Case.reached(label.retainUntil(), one.at())) {
            codes.add(Code.EXPIRED);
        }
    }

    private void eyesOnly() {
        boolean open = Case.named(label.eyesOnly()).isEmpty();
        boolean seen = one.request().action() != Action.PUSH && (personNamed() || one.author());
        if (!open && !seen) {
            codes.add(Code.EYES_ONLY);
        }
    }

    private boolean personNamed() {
        Optional<Set<String>> named = Case.named(label.eyesOnly());
        return named.isPresent() && named.get().contains(one.request().subject());
    }

    private void releasability() {
        boolean barred = one.anyMeant(label.notReleasableTo(), transfer.taker(), one.at())
                || one.anyMeant(label.notReleasableTo(), transfer.taker(), label.markedAt());
        boolean admitted = true;
        Optional<Set<String>> names = Case.named(label.releasableTo());
        if (transfer.kind() == Transfer.Kind.RELEASE && names.isPresent()) {
            admitted = false;
            for (String name : names.get()) {
                admitted |= one.meant(name, transfer.taker(), one.at())
                        && one.meant(name, transfer.taker(), label.markedAt());
            }
        }
        if (barred || !admitted) {
            codes.add(Code.NOT_RELEASABLE);
        }
    }

    private void tlp() {
        boolean person = transfer.towardsRequester() && (one.author() || personNamed());
        Optional<Set<String>> names = Case.named(label.releasableTo());
        boolean party = names.isPresent() && names.get().contains(transfer.taker());
        boolean passes = switch (label.tlp()) {
            case CLEAR, GREEN, AMBER -> true;
            case AMBER_STRICT -> own() || party || person;
            case RED ->
                person
                        && one.account().kind() == Account.Kind.PERSON
                        && one.request().action() != Action.PUSH;
        };
        if (!own()) {
            if (clause.isEmpty()) {
                return;
            }
            Tlp carried = label.tlp().compareTo(Tlp.AMBER) > 0 ? Tlp.AMBER : label.tlp();
            passes &= carried.compareTo(clause.get().tlpMax()) <= 0;
        }
        if (!passes) {
            codes.add(Code.TLP);
        }
    }

    private void purpose() {
        String purpose = one.request().purpose();
        Optional<Set<String>> allowed = Case.named(label.purposes());
        boolean byPortion = allowed.isEmpty() || allowed.get().contains(purpose);
        if (own()) {
            if (!byPortion) {
                codes.add(Code.PURPOSE);
            }
        } else if (clause.isPresent() && !(byPortion && clause.get().purposes().contains(purpose))) {
            codes.add(Code.PURPOSE);
        }
    }

    private void clearance() {
        int level = label.level().number();
        Set<Code> failing = EnumSet.noneOf(Code.class);
        if (level > taker.accreditation().number()
                || (clause.isPresent() && level > clause.get().ceiling().number())) {
            failing.add(Code.ABOVE_CEILING);
        }
        boolean open = taker.compartments().containsAll(label.compartments())
                && (clause.isEmpty() || clause.get().compartments().containsAll(label.compartments()));
        if (transfer.towardsRequester()) {
            open &= one.account().compartments().containsAll(label.compartments());
            if (level > one.account().clearance().number()) {
                failing.add(Code.ABOVE_CLEARANCE);
            }
        }
        if (!open) {
            failing.add(Code.COMPARTMENT);
        }
        Level signIn =
                one.bundle().settings().strengthCeiling().get(one.request().strength());
        if (failing.isEmpty() && transfer.towardsRequester()) {
            if (signIn == null) {
                failing.add(Code.MISSING_FACT);
            } else if (level > signIn.number()) {
                failing.add(Code.UNBOUND_TOKEN);
            }
        }
        codes.addAll(failing);
    }

    private void origin() {
        Set<String> gaveOnwards = new HashSet<>();
        boolean everyReceipt = true;
        for (Receipt receipt : one.portion().custody()) {
            gaveOnwards.add(receipt.releaser());
            Optional<Set<String>> names = Case.named(receipt.onward());
            everyReceipt &= names.isEmpty() || one.anyMeant(names.get(), transfer.taker(), one.at());
        }
        for (String originator : label.originators()) {
            boolean asked = !originator.equals(one.record().releaser()) && !originator.equals(transfer.taker());
            boolean onward = everyReceipt && gaveOnwards.contains(originator);
            if (asked && !onward && !one.ruled(Code.ORIGINATOR_CONSENT, "", originator, Optional.empty())) {
                codes.add(Code.ORIGINATOR_CONSENT);
            }
        }
    }
}
