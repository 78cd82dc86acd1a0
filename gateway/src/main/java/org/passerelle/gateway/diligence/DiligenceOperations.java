package org.passerelle.gateway.diligence;

import java.time.Clock;
import java.util.List;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.policy.Authority;
import org.passerelle.gateway.text.Documents;
import org.passerelle.platform.bus.Bus;

/** The operations on due diligence after the fact; each tells a party of its own releases alone. */
public final class DiligenceOperations {
    private DiligenceOperations() {}

    /** @param past gives policies that are over */
    public static List<Operation> of(
            Bus bus, Clock clock, Disclosure disclosure, Cursors cursors, Documents documents, Authority past) {
        return List.of(
                new ListReleases(
                        "listAssessmentReleases", ListReleases.About::assessment, disclosure, cursors, clock, bus),
                new ListReleases(
                        "listAllegationReleases", ListReleases.About::allegation, disclosure, cursors, clock, bus),
                new GetDueDiligence(new PastFacts(new PastPolicies(past), bus), documents, bus),
                new GetYearReport(disclosure, documents, clock, bus));
    }
}
