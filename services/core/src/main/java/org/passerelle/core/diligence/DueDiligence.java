package org.passerelle.core.diligence;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Action;
import org.passerelle.core.explanation.Reader.ReleasingSide;
import org.passerelle.core.message.History.Ruling;
import org.passerelle.core.message.History.Then;

/**
 * The record of due diligence of one disclosure: what was known and who had allowed it when it left, whatever has happened since
 * (HRDDP H11). It has no content of a record.
 *
 * @param policyVersion under which it was decided
 * @param rules version of the rules by which it was decided; absent from before they were kept
 * @param leaf number of the leaf in the releaser's log, from 0
 * @param leafHash lower-case hexadecimal
 * @param items what of the releaser's records left
 * @param assessments that allowed it, as they stood
 * @param exemptions that stood in for assessments (HRDDP H7)
 */
public record DueDiligence(
        String disclosure,
        String releaser,
        Instant at,
        Action action,
        String purpose,
        Recipient recipient,
        long policyVersion,
        Optional<Integer> rules,
        long leaf,
        String leafHash,
        List<Item> items,
        List<Then> assessments,
        List<Exempted> exemptions) {
    public DueDiligence {
        items = List.copyOf(items);
        assessments = List.copyOf(assessments);
        exemptions = List.copyOf(exemptions);
    }

    /** As somebody of the releaser may know it: an allegation against a recipient, or an assessment, of another party is not told. */
    public DueDiligence toldTo(ReleasingSide reader) {
        return new DueDiligence(
                disclosure,
                releaser,
                at,
                action,
                purpose,
                recipient,
                policyVersion,
                rules,
                leaf,
                leafHash,
                items.stream().map(item -> item.toldTo(reader)).toList(),
                assessments,
                exemptions);
    }

    /**
     * Who received it, as the policy of that version knew them.
     *
     * @param commander of the unit at that instant
     * @param policyRead whether the policy of that version could be read; else the commander is not known
     */
    public record Recipient(
            String party, Optional<String> unit, String account, Optional<String> commander, boolean policyRead) {}

    /**
     * One record version.
     *
     * @param type of the record; absent where it is no longer there
     * @param view hash of what left, lower-case hexadecimal
     * @param rulings that lifted a hold
     */
    public record Item(
            String record,
            int version,
            Optional<String> type,
            List<Clause> clauses,
            List<String> agreementHashes,
            List<String> assessments,
            String view,
            List<Ruling> rulings) {
        public Item {
            clauses = List.copyOf(clauses);
            agreementHashes = List.copyOf(agreementHashes);
            assessments = List.copyOf(assessments);
            rulings = List.copyOf(rulings);
        }

        private Item toldTo(ReleasingSide reader) {
            List<Ruling> told = rulings.stream()
                    .map(ruling -> reader.learnsCausesOf(ruling.party()) ? ruling : ruling.withoutMatter())
                    .toList();
            return new Item(record, version, type, clauses, agreementHashes, assessments, view, told);
        }
    }

    /**
     * An exemption as it was asked for and approved.
     *
     * @param reason why it was asked for
     * @param approval why it was approved
     */
    public record Exempted(
            String id,
            String code,
            String requester,
            String reason,
            Instant requestedAt,
            String approver,
            String approval,
            Instant approvedAt) {}

    /** A clause, with the agreement that it stood in where the policy of that version could be read. */
    public record Clause(String id, Optional<Terms> terms) {}

    /** Which version of which agreement. */
    public record Terms(String agreement, int version) {}
}
