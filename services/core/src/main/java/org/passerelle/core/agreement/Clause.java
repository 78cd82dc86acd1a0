package org.passerelle.core.agreement;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;

/**
 * One direction of sharing. What it does not name, it does not allow.
 *
 * @param releaser party or group
 * @param recipient party or group
 * @param recipientUnit when present, only that unit of the recipient (and no other)
 * @param tags machine tags of which all must be on the record; only policy-relevant ones
 * @param areas ISO 3166-1 / 3166-2 codes; a country covers its admin-1 areas; Unrestricted is anywhere
 * @param onward parties or groups to whom the recipient may pass it on
 * @param endUsers units or parties behind the recipient that are screened as well; empty needs {@code onward} nobody
 * @param supportCategory HRDDP support category; mandatory towards a non-UN security force
 * @param releaseHold every release waits for the releaser's approver (RELEASE_HOLD)
 * @param backfillFrom feeds deliver older records from this instant; none without it
 */
public record Clause(
        String id,
        String agreement,
        String releaser,
        String recipient,
        Optional<String> recipientUnit,
        Set<String> recordTypes,
        Set<String> tags,
        Audience areas,
        Optional<Instant> eventFrom,
        Optional<Instant> eventUntil,
        Level ceiling,
        Set<String> compartments,
        Set<String> purposes,
        Set<Action> actions,
        Tlp tlpMax,
        Audience onward,
        Set<String> endUsers,
        Optional<String> supportCategory,
        boolean releaseHold,
        Obligations obligations,
        Optional<Instant> backfillFrom) {
    public Clause {
        recordTypes = Set.copyOf(recordTypes);
        tags = Set.copyOf(tags);
        compartments = Set.copyOf(compartments);
        purposes = Set.copyOf(purposes);
        actions = Set.copyOf(actions);
        endUsers = Set.copyOf(endUsers);
    }
}
