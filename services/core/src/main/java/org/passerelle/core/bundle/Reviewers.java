package org.passerelle.core.bundle;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.screening.Assessment;

/** Who reviews what was possibly obtained by mistreatment (HRDDP H10): the releaser, and whoever assesses the releaser. */
public final class Reviewers {
    private Reviewers() {}

    /** Parties that review records of a releaser. */
    public static Set<String> of(Bundle bundle, String releaser) {
        return Stream.concat(
                        Stream.of(releaser),
                        bundle.assessments().stream()
                                .filter(assessment -> assessment.recipient().equals(releaser))
                                .map(Assessment::assessor))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Parties whose records a party reviews. */
    public static Set<String> releasers(Bundle bundle, String party) {
        return Stream.concat(
                        Stream.of(party),
                        bundle.assessments().stream()
                                .filter(assessment -> assessment.assessor().equals(party))
                                .map(Assessment::recipient))
                .collect(Collectors.toUnmodifiableSet());
    }
}
