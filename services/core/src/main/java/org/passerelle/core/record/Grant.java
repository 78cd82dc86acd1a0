package org.passerelle.core.record;

import java.time.Instant;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Code;

/**
 * A consent or ruling that lifts one HOLD code for one portion of one record version; never a DENY.
 *
 * @param matter what was ruled on, as {@code Detail.matter} names it: another allegation or assessment is another matter (HRDDP H9)
 * @param ruler account that ruled; H8: neither the submitter nor the beneficiary
 * @param rulerParty party of the ruler: the originator, or the assessing party
 */
public record Grant(
        String id,
        Code code,
        String matter,
        String recordId,
        int version,
        String portionId,
        String recipient,
        Optional<String> recipientUnit,
        String purpose,
        Action action,
        String ruler,
        String rulerParty,
        Instant expiresAt) {}
