package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Label;

/**
 * What a recipient gets of a record: permitted portions after obligations, re-labelled from what remains (invariant I8). A view
 * of nothing does not exist.
 *
 * @param head absent when the head portion is withheld
 * @param stale the end of validity has passed
 * @param geometry exactness that left
 * @param gradingStatement the recipient is owed the written meaning of the grading
 * @param handling undertakings that travel with it
 */
public record View(
        String recordId,
        String releaser,
        Label label,
        Optional<Content.Head> head,
        List<Portion> portions,
        boolean stale,
        GeometryTier geometry,
        boolean gradingStatement,
        Set<String> handling,
        Optional<Instant> retainUntil) {

    /**
     * One text portion as released.
     *
     * @param id of the portion within its version; not shown to recipients
     */
    public record Portion(String id, String field, String text, Label label) {}

    public View {
        portions = List.copyOf(portions);
        handling = Set.copyOf(handling);
    }

    /** What leaves of a portion of the record, as it leaves; empty when nothing does. */
    public Optional<Content> left(PortionFacts portion) {
        if (portion.field().equals(PortionFacts.HEAD)) {
            return head.map(Content.class::cast);
        }
        return portions.stream()
                .filter(one -> one.id().equals(portion.id()))
                .<Content>map(one -> new Content.Text(one.text()))
                .findFirst();
    }
}
