package org.passerelle.audit.append;

import java.time.Instant;
import java.util.List;
import org.passerelle.core.decision.Action;

/** What the leaf of one log says of a disclosure: only what concerns that log's party. */
sealed interface LeafBody {

    /**
     * For a party whose content left.
     *
     * @param policyVersion the bundle under which it was decided
     * @param root RFC 6962 root over the view hashes of {@code items}, in order
     */
    record Released(
            String disclosure,
            Instant at,
            long policyVersion,
            String recipient,
            String subject,
            Action action,
            String purpose,
            String root,
            List<ReleasedItem> items)
            implements LeafBody {}

    record ReleasedItem(
            String record,
            int version,
            String releaser,
            List<String> clauses,
            List<String> agreements,
            List<String> assessments,
            String view,
            boolean notice) {}

    /**
     * For the party that received. It does not tell the policy version, record versions, assessments or originators: their steps would
     * betray changes that the recipient may not see.
     */
    record Received(
            String disclosure,
            Instant at,
            String subject,
            Action action,
            String purpose,
            String root,
            List<ReceivedItem> items)
            implements LeafBody {}

    record ReceivedItem(
            String record,
            String releaser,
            List<String> clauses,
            List<String> agreements,
            String view,
            boolean notice) {}
}
