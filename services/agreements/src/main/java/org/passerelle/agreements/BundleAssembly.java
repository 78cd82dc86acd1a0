package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.BundleBuilder;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Parts;
import org.passerelle.core.bundle.Signatories;
import org.passerelle.core.message.Screening.SnapshotAnswer;

/**
 * Makes the bundle of one barrier version.
 *
 * @param omissions by agreement, what kept it out of the bundle
 * @param faults everything else that is wrong
 */
record BundleAssembly(Bundle bundle, Map<String, List<Fault>> omissions, List<Fault> faults) {

    /** What agreements knows at one barrier version, read in one snapshot. */
    record State(long version, MasterData master, List<Agreement> agreements) {}

    static BundleAssembly of(State state, SnapshotAnswer screening, Instant at) {
        return of(state, screening, at, new Signers(state.master().keys()));
    }

    /** Supposing that its parties have signed the agreement of that id; for comparison only. */
    static BundleAssembly supposing(State state, SnapshotAnswer screening, Instant at, String signed) {
        Function<Agreement, Signatories> signing = new Signers(state.master().keys());
        return of(
                state,
                screening,
                at,
                agreement -> agreement.id().equals(signed)
                        ? new Signatories(true, agreement.parties())
                        : signing.apply(agreement));
    }

    private static BundleAssembly of(
            State state, SnapshotAnswer screening, Instant at, Function<Agreement, Signatories> signing) {
        BundleBuilder builder = new BundleBuilder(parts(state.master(), screening), signing);
        List<Fault> faults = builder.build(state.version(), at).faults();
        Map<String, List<Fault>> omissions = new TreeMap<>();
        // In the order in which they were entered: a newcomer never displaces what stands.
        for (Agreement agreement : state.agreements()) {
            List<Fault> found = builder.add(agreement);
            if (!found.isEmpty()) {
                omissions
                        .computeIfAbsent(agreement.id(), first -> new ArrayList<>())
                        .addAll(found);
            }
        }
        return new BundleAssembly(builder.build(state.version(), at).bundle(), omissions, faults);
    }

    static Parts parts(MasterData master, SnapshotAnswer screening) {
        return new Parts(
                master.parties(),
                master.units(),
                master.accounts(),
                master.groups(),
                screening.assessments(),
                screening.allegations(),
                screening.exemptions(),
                master.markings(),
                master.vocabulary(),
                master.settings());
    }

    /** Why an agreement was left out, in one line. */
    static String reason(List<Fault> faults) {
        return faults.stream().map(Fault::sentence).collect(Collectors.joining("; "));
    }
}
