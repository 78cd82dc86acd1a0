package org.passerelle.agreements;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.message.Screening.SnapshotAnswer;

/** Makes the bundle of one barrier version. An agreement that does not hold up is left out, which can only withhold. */
record BundleAssembly(Bundle bundle, Map<String, String> omissions) {

    /** What agreements knows at one barrier version, read in one snapshot. */
    record State(long version, MasterData master, List<Agreement> agreements) {}

    static BundleAssembly of(State state, SnapshotAnswer screening, Instant at) {
        List<Agreement> accepted = new ArrayList<>();
        Map<String, String> omissions = new TreeMap<>();
        ReferenceCheck references = new ReferenceCheck(state.master());
        ClauseConflicts conflicts = new ClauseConflicts(state.master());
        // In the order in which they were entered: a newcomer never displaces what stands.
        for (Agreement agreement : state.agreements()) {
            if (!negotiated(agreement.state())) {
                continue;
            }
            Optional<String> fault = SignatureCheck.fault(
                            agreement, state.master().keys())
                    .or(() -> references.fault(agreement))
                    .or(() -> conflicts.fault(agreement, accepted));
            fault.ifPresentOrElse(reason -> omissions.put(agreement.id(), reason), () -> accepted.add(agreement));
        }
        return new BundleAssembly(bundle(state, accepted, screening, at), omissions);
    }

    private static boolean negotiated(AgreementState state) {
        return switch (state) {
            case DRAFT, PROPOSED, AGREED -> false;
            case ACTIVE, SUSPENDED, TERMINATED, EXPIRED -> true;
        };
    }

    private static Bundle bundle(State state, List<Agreement> accepted, SnapshotAnswer screening, Instant at) {
        MasterData master = state.master();
        return new Bundle(
                state.version(),
                at,
                master.parties(),
                master.units(),
                master.accounts(),
                master.groups(),
                accepted,
                screening.assessments(),
                screening.allegations(),
                master.markings(),
                master.vocabulary(),
                master.settings());
    }
}
