package org.passerelle.core.decision.gate;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.decision.Code;
import org.passerelle.core.party.Account;
import org.passerelle.core.screening.Assessment;

/**
 * What the assessments of one subject come to for a support category and purpose (HRDDP H2 to H4). REFUSED, SUSPENDED and WITHDRAWN
 * count whatever their scope, and whoever found them; what permits is an entity's that screens.
 *
 * @param category absent where no clause names one
 */
record Assessed(Bundle bundle, Instant at, List<Assessment> assessments, Optional<String> category, String purpose) {

    /** Why they do not permit; a subject that must be assessed and is not fails as well. */
    Optional<Code> failure(boolean mandatory) {
        Optional<Code> adverse =
                assessments.stream().flatMap(one -> adverse(one).stream()).min(Comparator.naturalOrder());
        if (adverse.isPresent() || !covering().isEmpty()) {
            return adverse;
        }
        List<Assessment> lapsed = assessments.stream().filter(this::lapsed).toList();
        if (lapsed.stream().anyMatch(this::covers)) {
            return Optional.of(Code.EXPIRED_ASSESSMENT);
        }
        if (!mandatory) {
            return Optional.empty();
        }
        boolean assessed = assessments.stream().anyMatch(this::current);
        return Optional.of(
                assessed ? Code.OUT_OF_ASSESSMENT : lapsed.isEmpty() ? Code.NOT_ASSESSED : Code.EXPIRED_ASSESSMENT);
    }

    /** Those that came to a failure; none when nobody has assessed. */
    List<Assessment> behind(Code failure) {
        return assessments.stream()
                .filter(one -> adverse(one).equals(Optional.of(failure))
                        || (failure == Code.EXPIRED_ASSESSMENT && lapsed(one))
                        || (failure == Code.OUT_OF_ASSESSMENT && current(one)))
                .toList();
    }

    /** Current approvals for the category and purpose. */
    List<Assessment> covering() {
        return assessments.stream().filter(one -> current(one) && covers(one)).toList();
    }

    private static Optional<Code> adverse(Assessment one) {
        return switch (one.state()) {
            case REFUSED -> Optional.of(Code.REFUSED);
            case SUSPENDED -> Optional.of(Code.SUSPENDED);
            case WITHDRAWN -> Optional.of(Code.WITHDRAWN);
            case DRAFT, UNDER_REVIEW, APPROVED, APPROVED_CONDITIONAL, EXPIRED, SUPERSEDED -> Optional.empty();
        };
    }

    private boolean current(Assessment one) {
        return approved(one)
                && bundle.screens(one.assessor())
                && approvedBySomebodyElse(one)
                && !at.isBefore(one.validFrom())
                && at.isBefore(one.validUntil());
    }

    private boolean lapsed(Assessment one) {
        return bundle.screens(one.assessor())
                && switch (one.state()) {
                    case EXPIRED -> true;
                    case APPROVED, APPROVED_CONDITIONAL -> !at.isBefore(one.validUntil());
                    case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, SUPERSEDED -> false;
                };
    }

    private static boolean approved(Assessment one) {
        return switch (one.state()) {
            case APPROVED, APPROVED_CONDITIONAL -> true;
            case DRAFT, UNDER_REVIEW, REFUSED, SUSPENDED, WITHDRAWN, EXPIRED, SUPERSEDED -> false;
        };
    }

    /** H8: the approver is known, and neither the author nor of the party that benefits. */
    private boolean approvedBySomebodyElse(Assessment one) {
        return one.approver()
                .filter(approver -> !approver.equals(one.author()))
                .filter(approver -> {
                    Account account = bundle.accounts().get(approver);
                    return account != null && !account.party().equals(one.recipient());
                })
                .isPresent();
    }

    private boolean covers(Assessment one) {
        return category.map(one.supportCategories()::contains).orElse(true)
                && one.purposes().contains(purpose);
    }
}
