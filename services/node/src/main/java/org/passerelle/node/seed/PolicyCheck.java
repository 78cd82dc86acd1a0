package org.passerelle.node.seed;

import java.util.List;
import java.util.Map;
import org.passerelle.agreements.reading.Section;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.bundle.BundleBuilder;
import org.passerelle.core.bundle.Fault;
import org.passerelle.core.bundle.Parts;
import org.passerelle.core.bundle.Place;
import org.passerelle.core.bundle.Signatories;

/** What would keep an agreement out of the policy is told here, before its parties sign it. */
final class PolicyCheck {
    private final Map<String, Section> agreements;
    private final String directory;
    private final Faults faults;

    private PolicyCheck(Map<String, Section> agreements, String directory, Faults faults) {
        this.agreements = agreements;
        this.directory = directory;
        this.faults = faults;
    }

    /**
     * Notes every fault of the policy that the configuration comes to.
     *
     * @param agreements their files, by id
     */
    static void check(Configuration configuration, Map<String, Section> agreements, String directory, Faults faults) {
        PolicyCheck check = new PolicyCheck(agreements, directory, faults);
        BundleBuilder builder =
                new BundleBuilder(parts(configuration), agreement -> new Signatories(true, agreement.parties()));
        for (Agreement agreement : configuration.agreements()) {
            builder.add(agreement);
        }
        builder.build(1, java.time.Instant.EPOCH).faults().forEach(check::note);
    }

    private static Parts parts(Configuration configuration) {
        return new Parts(
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
    }

    private void note(Fault fault) {
        switch (fault.place()) {
            case Place.OfAgreement place -> note(place, fault.sentence());
            case Place.TwoClauses two -> {
                note(two.standing(), fault.sentence());
                note(two.offered(), fault.sentence());
            }
            case Place.OfPart part -> faults.add(directory, 1, 1, fault.sentence());
        }
    }

    private void note(Place.OfAgreement place, String sentence) {
        Section file = agreements.get(place.agreement());
        if (file == null) {
            faults.add(directory, 1, 1, sentence);
        } else {
            file.faultAt(place.pointer(), sentence);
        }
    }
}
