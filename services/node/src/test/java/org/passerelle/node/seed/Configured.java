package org.passerelle.node.seed;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.BundleBuilder;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.bundle.Parts;
import org.passerelle.core.bundle.Signatories;
import org.passerelle.core.decision.Code;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.screening.Exemption;

/** What a configuration comes to, decided without any process running. */
public final class Configured {
    static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");

    /** Somewhat before, when records were stored and marked. */
    static final Instant STORED = NOW.minus(Duration.ofHours(1));

    private Configured() {}

    /** As the policy authority issues it, but for its agreements: there are none. */
    public static Bundle withoutAgreements(Configuration configuration) {
        Parts parts = new Parts(
                configuration.parties(),
                configuration.units(),
                configuration.accounts(),
                configuration.groups(),
                configuration.assessments(),
                configuration.allegations(),
                List.of(),
                configuration.markings(),
                configuration.vocabulary(),
                configuration.settings());
        return new BundleBuilder(parts, agreement -> new Signatories(true, agreement.parties()))
                .build(1, NOW)
                .bundle();
    }

    /** As it stands in the files, with these exemptions. */
    static Bundle bundle(Configuration configuration, List<Exemption> exemptions) {
        return new Bundle(
                1,
                NOW,
                configuration.parties(),
                configuration.units(),
                configuration.accounts(),
                configuration.groups(),
                configuration.agreements(),
                configuration.assessments(),
                configuration.allegations(),
                exemptions,
                configuration.markings(),
                configuration.vocabulary(),
                configuration.settings());
    }

    /** A record of two days ago in that area, whose head is all that it has. */
    static RecordFacts record(String type, String releaser, String area, Set<String> tags, Label label) {
        return new RecordFacts(
                "record",
                1,
                type,
                releaser,
                "submitter",
                RecordState.ACTIVE,
                STORED,
                Optional.of(NOW.minus(Duration.ofDays(2))),
                Optional.empty(),
                Set.of(area),
                tags,
                List.of(new PortionFacts("p1", PortionFacts.HEAD, Optional.of(label), type, List.of())),
                List.of());
    }

    /** The name of what is decided: a permission, or the first reason against it. */
    static String outcome(Bundle bundle, Request request, RecordFacts facts) {
        LeasedBundle leased = new LeasedBundle(bundle, true, NOW.plusSeconds(3));
        return switch (Decide.decide(leased, request, facts, NOW)) {
            case Decision.Refused refused -> refused.code().name();
            case Decision.Judged judged ->
                judged.portions()
                        .getFirst()
                        .primary()
                        .map(Code::name)
                        .orElseGet(() -> judged.verdict().name());
        };
    }
}
