package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Label;

/**
 * What a recipient gets of a record: permitted portions after obligations, re-labelled from what remains (invariant I8). A view
 * of nothing does not exist.
 *
 * @param head absent when the head portion is withheld
 * @param stale the end of validity has passed
 * @param recalled its releaser took it back; nobody else has a view of it
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
        boolean recalled,
        GeometryTier geometry,
        boolean gradingStatement,
        Set<String> handling,
        Optional<Instant> retainUntil,
        List<Attachment> attachments) {

    /**
     * One text portion as released.
     *
     * @param id of the portion within its version; not shown to recipients
     */
    public record Portion(String id, String field, String text, Label label) {}

    /**
     * One file as released; its bytes are asked for by themselves.
     *
     * @param id of the portion within its version; not shown to recipients
     */
    public record Attachment(String id, Content.Attachment file, Label label) {}

    public View {
        attachments = List.copyOf(attachments);
        portions = List.copyOf(portions);
        handling = Set.copyOf(handling);
    }

    /** A view without files, of what was not recalled. */
    public View(
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
        this(
                recordId,
                releaser,
                label,
                head,
                portions,
                stale,
                false,
                geometry,
                gradingStatement,
                handling,
                retainUntil,
                List.of());
    }

    /** The view with one of its files alone; empty where it does not show it. */
    public Optional<View> only(PortionFacts portion) {
        return attachments.stream()
                .filter(one -> one.id().equals(portion.id()))
                .findFirst()
                .map(one -> new View(
                        recordId,
                        releaser,
                        one.label(),
                        Optional.empty(),
                        List.of(),
                        stale,
                        recalled,
                        geometry,
                        false,
                        handling,
                        retainUntil,
                        List.of(one)));
    }

    /** What leaves of a portion of the record, as it leaves; empty when nothing does. */
    public Optional<Content> left(PortionFacts portion) {
        if (portion.field().equals(PortionFacts.HEAD)) {
            return head.map(Content.class::cast);
        }
        return Stream.<Content>concat(
                        portions.stream()
                                .filter(one -> one.id().equals(portion.id()))
                                .map(one -> new Content.Text(one.text())),
                        attachments.stream()
                                .filter(one -> one.id().equals(portion.id()))
                                .map(Attachment::file))
                .findFirst();
    }
}
