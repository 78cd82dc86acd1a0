package org.passerelle.benchmarks.engine;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.benchmarks.workload.Pair;
import org.passerelle.benchmarks.workload.Workload;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.agreement.Clause;
import org.passerelle.core.agreement.Obligations;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/**
 * The part of the product's decision that depends on level, compartments and releasability alone: the same decision under a policy
 * that opens everything else.
 */
public final class LabelOnly {
    private final Workload workload;
    private final LeasedBundle open;

    public LabelOnly(Workload workload) {
        this.workload = workload;
        this.open = open(workload);
    }

    /** Whether the label alone would let the pair pass. */
    public boolean permits(int number) {
        Pair pair = workload.pairs().get(number);
        return Decide.decide(open, pair.request(), opened(pair.record()), workload.at())
                        instanceof Decision.Judged judged
                && judged.verdict() == Verdict.PERMIT;
    }

    private static LeasedBundle open(Workload workload) {
        Bundle bundle = workload.policy().bundle();
        List<Clause> clauses = new ArrayList<>();
        for (String releaser : bundle.parties().keySet()) {
            for (String recipient : bundle.parties().keySet()) {
                clauses.add(everything(bundle, releaser, recipient));
            }
        }
        Agreement agreement = new Agreement(
                "open",
                Map.of(),
                bundle.parties().keySet(),
                AgreementState.ACTIVE,
                1,
                workload.at().minus(Duration.ofDays(1)),
                workload.at().plus(Duration.ofDays(1)),
                clauses,
                "",
                Map.of(),
                Set.of());
        Bundle open = new Bundle(
                bundle.version(),
                bundle.issuedAt(),
                bundle.parties(),
                bundle.units(),
                bundle.accounts(),
                bundle.groups(),
                List.of(agreement),
                List.of(),
                List.of(),
                bundle.markings(),
                bundle.vocabulary(),
                OpenSettings.without(bundle.settings()));
        return new LeasedBundle(open, true, workload.policy().leaseUntil());
    }

    private static Clause everything(Bundle bundle, String releaser, String recipient) {
        return new Clause(
                releaser + " to " + recipient,
                "open",
                releaser,
                recipient,
                Optional.empty(),
                bundle.vocabulary().recordTypes().keySet(),
                Set.of(),
                Audience.unrestricted(),
                Optional.empty(),
                Optional.empty(),
                Level.STRICTLY_CONFIDENTIAL,
                bundle.vocabulary().compartments(),
                bundle.vocabulary().purposes(),
                Set.of(Action.values()),
                Tlp.RED,
                Audience.nobody(),
                Set.of(),
                Optional.empty(),
                false,
                Obligations.NONE,
                Optional.empty());
    }

    private static RecordFacts opened(RecordFacts record) {
        PortionFacts portion = record.portions().getFirst();
        PortionFacts opened = new PortionFacts(
                portion.id(),
                portion.field(),
                portion.label().map(LabelOnly::opened),
                portion.sourceType(),
                portion.custody());
        return new RecordFacts(
                record.recordId(),
                record.version(),
                record.type(),
                record.releaser(),
                record.submitter(),
                RecordState.ACTIVE,
                record.createdAt(),
                record.eventTime(),
                record.validUntil(),
                record.areas(),
                record.tags(),
                List.of(opened),
                record.grants());
    }

    private static Label opened(Label label) {
        return new Label(
                label.level(),
                Tlp.CLEAR,
                label.originators(),
                Audience.unrestricted(),
                label.compartments(),
                label.releasableTo(),
                label.notReleasableTo(),
                label.eyesOnly(),
                label.onward(),
                label.flags(),
                Optional.empty(),
                Optional.empty(),
                label.markedAt());
    }
}
