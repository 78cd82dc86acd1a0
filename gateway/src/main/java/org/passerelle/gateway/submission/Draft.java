package org.passerelle.gateway.submission;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Label;
import org.passerelle.core.label.Level;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.record.Content;

/**
 * A submission, parsed: everything in it is known and placed; sources are not yet looked up.
 *
 * @param areas what policy reads of the place
 * @param policyTags machine tags on which clauses may depend
 * @param overall the overall label as the submitter states it
 * @param tearLine of what it is the summary
 * @param portions the head first, then the text portions in the author's order
 * @param bodyHash lower-case hexadecimal SHA-256 of the canonical body
 */
public record Draft(
        String type,
        Set<String> areas,
        Set<String> policyTags,
        Optional<Overall> overall,
        TearLineOf tearLine,
        List<Portion> portions,
        String bodyHash) {
    public Draft {
        areas = Set.copyOf(areas);
        policyTags = Set.copyOf(policyTags);
        portions = List.copyOf(portions);
    }

    /** A stated overall label. */
    public record Overall(Level level, Tlp tlp) {}

    /** What is stated in {@code tearLineOf}. */
    public sealed interface TearLineOf {

        /** It stays as it is: a new record is none. */
        record Unstated() implements TearLineOf {}

        /** No tear-line, or no longer. */
        record Nothing() implements TearLineOf {}

        record Of(String recordId) implements TearLineOf {}
    }

    /**
     * One portion with the label that it states or inherits from the record.
     *
     * @param pointer where it stands in the body
     * @param sourcesPointer where its sources are stated
     * @param originalMarking the marking as submitted
     */
    public record Portion(
            String pointer,
            String field,
            Content content,
            Label label,
            String originalMarking,
            List<String> derivedFrom,
            String sourcesPointer) {
        public Portion {
            derivedFrom = List.copyOf(derivedFrom);
        }
    }
}
