package org.passerelle.benchmarks.workload;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.party.Group;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;

/** The next bundle after each kind of change that happens from day to day. */
public final class Changes {
    private final Bundle bundle;
    private final Instant at;

    public Changes(Workload workload) {
        this.bundle = workload.policy().bundle();
        this.at = workload.at();
    }

    /** The first active agreement is terminated. */
    public Bundle agreementEnded() {
        List<Agreement> agreements = new ArrayList<>(bundle.agreements());
        int place = place(agreements.stream().map(Agreement::state).toList(), AgreementState.ACTIVE);
        Agreement old = agreements.get(place);
        agreements.set(
                place,
                new Agreement(
                        old.id(),
                        old.titles(),
                        old.parties(),
                        AgreementState.TERMINATED,
                        old.version() + 1,
                        old.validFrom(),
                        old.validUntil(),
                        old.clauses(),
                        old.hash(),
                        old.signatures(),
                        Set.of()));
        return changed(bundle.groups(), agreements, bundle.assessments());
    }

    /** The first approved assessment is suspended. */
    public Bundle assessmentSuspended() {
        List<Assessment> assessments = new ArrayList<>(bundle.assessments());
        int place = place(assessments.stream().map(Assessment::state).toList(), AssessmentState.APPROVED);
        assessments.set(place, ScreeningDraw.in(AssessmentState.SUSPENDED, assessments.get(place)));
        return changed(bundle.groups(), bundle.agreements(), assessments);
    }

    /** The last member leaves its group. */
    public Bundle memberLeft() {
        Map<String, Group> groups = new HashMap<>(bundle.groups());
        Group old = Known.in(groups, "sahel-forces");
        List<Group.Membership> members = new ArrayList<>(old.members());
        Group.Membership last = members.removeLast();
        members.add(new Group.Membership(last.party(), last.from(), Optional.of(at)));
        groups.put(old.id(), new Group(old.id(), members));
        return changed(groups, bundle.agreements(), bundle.assessments());
    }

    private static <T> int place(List<T> states, T wanted) {
        int place = states.indexOf(wanted);
        if (place < 0) {
            throw new IllegalStateException("the workload has nothing that is " + wanted);
        }
        return place;
    }

    private Bundle changed(Map<String, Group> groups, List<Agreement> agreements, List<Assessment> assessments) {
        return new Bundle(
                bundle.version() + 1,
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                bundle.accounts(),
                groups,
                agreements,
                assessments,
                bundle.allegations(),
                bundle.markings(),
                bundle.vocabulary(),
                bundle.settings());
    }
}
