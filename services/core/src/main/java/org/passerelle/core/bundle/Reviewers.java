package org.passerelle.core.bundle;

import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.screening.Assessment;
import org.passerelle.core.screening.AssessmentState;

/** Who reviews what was possibly obtained by mistreatment (HRDDP H10): the releaser, and the entities that assess the releaser. */
public final class Reviewers {
    private Reviewers() {}

    /** Parties that review records of a releaser. */
    public static Set<String> of(Bundle bundle, String releaser) {
        return Stream.concat(
                        Stream.of(releaser),
                        bundle.assessments().stream()
                                .filter(assessment ->
                                        assessment.recipient().equals(releaser) && reviews(bundle, assessment))
                                .map(Assessment::assessor))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Parties whose records a party reviews. */
    public static Set<String> releasers(Bundle bundle, String party) {
        return Stream.concat(
                        Stream.of(party),
                        bundle.assessments().stream()
                                .filter(assessment ->
                                        assessment.assessor().equals(party) && reviews(bundle, assessment))
                                .map(Assessment::recipient))
                .collect(Collectors.toUnmodifiableSet());
    }

    /** Nobody makes themselves a reviewer by assessing whom the policy does not have assessed. */
    private static boolean reviews(Bundle bundle, Assessment assessment) {
        return assessment.state() != AssessmentState.SUPERSEDED
                && bundle.screens(assessment.assessor())
                && bundle.isScreened(assessment.recipient());
    }
}
