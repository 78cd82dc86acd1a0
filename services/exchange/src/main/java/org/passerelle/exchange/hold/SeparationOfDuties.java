package org.passerelle.exchange.hold;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Exchange;

/** Who may not rule a hold although the role would allow it (HRDDP H8). */
final class SeparationOfDuties {

    private SeparationOfDuties() {}

    /** Whether the ruler is among those whom the hold names, by account, or by party and role. */
    static boolean isNamed(Exchange.OpenHold hold, Exchange.Rule rule) {
        return hold.rulers().stream()
                .anyMatch(ruler -> ruler.account().isEmpty()
                        ? ruler.party().equals(rule.party()) && rule.roles().contains(ruler.role())
                        : ruler.account().equals(rule.subject())
                                && ruler.party().equals(rule.party()));
    }

    /**
     * Why this ruling is not possible; empty when it is.
     *
     * @param authors accounts that submitted the record version, or added to it what is held
     */
    static Optional<String> objection(Exchange.OpenHold hold, Exchange.Rule rule, Set<String> authors, Instant now) {
        if (rule.subject().equals(hold.requester())) {
            return Optional.of("the requester does not rule their own request");
        }
        if (authors.contains(rule.subject())) {
            return Optional.of("the submitter does not rule the release of their own record");
        }
        if (rule.party().equals(hold.recipient())) {
            return Optional.of("the beneficiary's party does not rule a release to itself");
        }
        if (!rule.expiresAt().isAfter(now)) {
            return Optional.of("a ruling must expire later than now");
        }
        if (rule.reason().isBlank()) {
            return Optional.of("a ruling needs a reason");
        }
        return Optional.empty();
    }
}
