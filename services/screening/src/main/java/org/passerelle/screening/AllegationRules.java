package org.passerelle.screening;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.core.screening.Diligence;

/** What may be done to an allegation, by whom, and when it holds releases (HRDDP H8, H9). */
record AllegationRules(Diligence diligence) {

    /** Whether it holds releases: it is pending, and credible enough. */
    boolean holds(Allegation allegation) {
        return allegation.pending() && credible(allegation.grading());
    }

    /** Whether people have still to judge it. */
    static boolean awaitsReview(Status status) {
        return switch (status) {
            case OPEN, UNDER_REVIEW -> true;
            case SUBSTANTIATED, DISMISSED, REMEDIATED -> false;
        };
    }

    private boolean credible(Grading grading) {
        return grading.atLeast(diligence.allegationFrom());
    }

    /**
     * The grading in force: one of those given, and never a mixture of two, which nobody has given. One that holds comes first, so that no
     * source can hide behind another; then the one whose weaker half is better.
     */
    Grading best(List<Grading> gradings) {
        return gradings.stream()
                .min(Comparator.comparing((Grading grading) -> !credible(grading))
                        .thenComparingInt(grading -> Math.max(reliability(grading), credibility(grading)))
                        .thenComparingInt(grading -> reliability(grading) + credibility(grading))
                        .thenComparingInt(AllegationRules::reliability))
                .orElseThrow();
    }

    private static int reliability(Grading grading) {
        return grading.text().charAt(0) - 'A' + 1;
    }

    private static int credibility(Grading grading) {
        return grading.text().charAt(1) - '0';
    }

    /** Why no source may be added or graded now; empty: it may. */
    static Optional<String> closed(Allegation allegation) {
        return allegation.pending()
                ? Optional.empty()
                : Optional.of("the allegation is closed; take it under review again first");
    }

    /** Why {@code subject} may not grade a statement anew; empty: they may. */
    static Optional<String> regrading(Allegation allegation, Said said, Grading grading, String subject) {
        return closed(allegation)
                .or(() -> when(
                        said.subject().equals(subject), "nobody grades anew what they stated themselves (HRDDP H8)"))
                .or(() -> when(said.statement().grading().equals(grading), "it is graded so already"));
    }

    /** Why {@code subject} may not bring it to a status; empty: they may. */
    static Optional<String> resolving(Allegation allegation, List<Said> said, Status to, String subject) {
        return step(allegation.status(), to).or(() -> switch (to) {
            // Whoever sees a danger may have it looked at, and looked at again.
            case OPEN, UNDER_REVIEW -> Optional.<String>empty();
            case SUBSTANTIATED, DISMISSED, REMEDIATED ->
                when(
                        said.stream().anyMatch(each -> each.subject().equals(subject)),
                        "nobody judges an allegation that they reported or corroborated (HRDDP H8)");
        });
    }

    private static Optional<String> step(Status from, Status to) {
        return switch (to) {
            case OPEN -> Optional.of("an allegation is open when it is reported; later it is taken under review");
            case UNDER_REVIEW -> when(from == Status.UNDER_REVIEW, "it is under review already");
            case SUBSTANTIATED, DISMISSED ->
                when(from != Status.UNDER_REVIEW, "only an allegation under review can be judged");
            case REMEDIATED ->
                when(
                        from != Status.UNDER_REVIEW && from != Status.SUBSTANTIATED,
                        "only an allegation under review or substantiated can be remediated");
        };
    }

    private static Optional<String> when(boolean refused, String reason) {
        return refused ? Optional.of(reason) : Optional.empty();
    }
}
