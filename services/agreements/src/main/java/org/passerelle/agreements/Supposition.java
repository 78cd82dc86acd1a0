package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Lifecycle.Refusal;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Suppose;
import org.passerelle.core.message.Agreements.Supposed;
import org.passerelle.core.message.Screening.SnapshotAnswer;

/** One thing that could be done to one agreement. */
record Supposition(Suppose ask, BundleAssembly.State state, AgreementLife life, SnapshotAnswer screening, Instant at) {
    private static final Set<AgreementState> NEGOTIATED = Set.of(
            AgreementState.DRAFT,
            AgreementState.PROPOSED,
            AgreementState.COUNTERED,
            AgreementState.AGREED,
            AgreementState.SIGNED);

    Supposed supposed() {
        Optional<AgreementVersion> version = version();
        if (version.isEmpty()) {
            return new Supposed.Absent();
        }
        Agreement agreement = life.agreement(version.get(), at);
        return refusal(version.get(), agreement)
                .<Supposed>map(refusal -> new Supposed.Refused(refusal, agreement.state()))
                .orElseGet(() -> compared(changed(agreement)));
    }

    private Optional<AgreementVersion> version() {
        List<AgreementVersion> visible = life.versions().stream()
                .filter(version -> life.visible(version, ask.party()))
                .toList();
        if (ask.version().isPresent()) {
            return visible.stream()
                    .filter(version -> version.number() == ask.version().get())
                    .findFirst();
        }
        return ask.act() == Agreements.Supposition.ACTIVATE
                ? last(visible)
                : life.deciding().filter(visible::contains).or(() -> last(visible));
    }

    private static Optional<AgreementVersion> last(List<AgreementVersion> versions) {
        return versions.stream().reduce((earlier, later) -> later);
    }

    private Optional<Refusal> refusal(AgreementVersion version, Agreement agreement) {
        boolean bound = agreement.state() == AgreementState.ACTIVE || agreement.state() == AgreementState.SUSPENDED;
        boolean deciding = life.deciding().filter(version::equals).isPresent();
        boolean suspending = life.suspendedBy().contains(ask.party());
        return switch (ask.act()) {
            case ACTIVATE -> when(!NEGOTIATED.contains(agreement.state()), Refusal.STATE);
            case SUSPEND -> when(!deciding || !bound, Refusal.STATE).or(() -> when(suspending, Refusal.ALREADY));
            case REINSTATE ->
                when(!deciding || !bound, Refusal.STATE).or(() -> when(!suspending, Refusal.NOT_SUSPENDED));
            case TERMINATE -> when(!deciding || !bound, Refusal.STATE);
        };
    }

    private static Optional<Refusal> when(boolean so, Refusal refusal) {
        return so ? Optional.of(refusal) : Optional.empty();
    }

    private Agreement changed(Agreement agreement) {
        Set<String> suspended = new HashSet<>(life.suspendedBy());
        return switch (ask.act()) {
            case ACTIVATE -> standing(agreement, suspended);
            case SUSPEND -> {
                suspended.add(ask.party());
                yield standing(agreement, suspended);
            }
            case REINSTATE -> {
                suspended.remove(ask.party());
                yield standing(agreement, suspended);
            }
            case TERMINATE -> agreement.in(AgreementState.TERMINATED);
        };
    }

    private static Agreement standing(Agreement agreement, Set<String> suspended) {
        return agreement
                .in(suspended.isEmpty() ? AgreementState.ACTIVE : AgreementState.SUSPENDED)
                .suspended(suspended);
    }

    private Supposed compared(Agreement changed) {
        BundleAssembly present = BundleAssembly.of(state, screening, at);
        BundleAssembly.State with = new BundleAssembly.State(state.version(), state.master(), agreements(changed));
        BundleAssembly supposed = ask.act() == Agreements.Supposition.ACTIVATE
                ? BundleAssembly.supposing(with, screening, at, changed.id())
                : BundleAssembly.of(with, screening, at);
        return new Supposed.Compared(
                changed,
                state.agreements().stream()
                        .filter(agreement -> agreement.id().equals(changed.id()))
                        .findFirst(),
                present.bundle(),
                supposed.bundle(),
                supposed.omissions().getOrDefault(changed.id(), List.of()).stream()
                        .map(this::told)
                        .toList());
    }

    /** What takes effect comes last, since a newcomer never displaces what stands; everything else keeps its place. */
    private List<Agreement> agreements(Agreement changed) {
        List<Agreement> agreements = new ArrayList<>();
        boolean newcomer = ask.act() == Agreements.Supposition.ACTIVATE;
        for (Agreement agreement : state.agreements()) {
            if (!agreement.id().equals(changed.id())) {
                agreements.add(agreement);
            } else if (!newcomer) {
                agreements.add(changed);
            }
        }
        if (newcomer) {
            agreements.add(changed);
        }
        return agreements;
    }

    /** A clause of an agreement that the party does not see stays unnamed. */
    private Fault told(Fault fault) {
        return switch (fault.place()) {
            case Place.TwoClauses two
            when !seen(two.standing().agreement()) ->
                new Fault(fault.code(), two.offered(), "it does not go together with a clause of another agreement");
            case Place.TwoClauses two -> fault;
            case Place.OfAgreement one -> fault;
            case Place.OfPart part -> fault;
        };
    }

    private boolean seen(String agreement) {
        return agreement.equals(life.id())
                || state.agreements().stream()
                        .anyMatch(other ->
                                other.id().equals(agreement) && other.parties().contains(ask.party()));
    }
}
