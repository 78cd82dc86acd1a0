package org.passerelle.core.record;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Grading;
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
 * @param onward to whom the recipient may pass all of it on; own members are bound by no such terms
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
        List<Attachment> attachments,
        Audience onward) {

    /**
     * One text portion as released.
     *
     * @param id of the portion within its version; not shown to recipients
     * @param onward to whom the recipient may pass it on
     */
    public record Portion(String id, String field, String text, Label label, Audience onward) {

        /** A portion that may be passed on. */
        public Portion(String id, String field, String text, Label label) {
            this(id, field, text, label, Audience.unrestricted());
        }
    }

    /**
     * One file as released; its bytes are asked for by themselves.
     *
     * @param id of the portion within its version; not shown to recipients
     * @param onward to whom the recipient may pass it on
     */
    public record Attachment(String id, Content.Attachment file, Label label, Audience onward) {}

    public View {
        attachments = List.copyOf(attachments);
        portions = List.copyOf(portions);
        handling = Set.copyOf(handling);
    }

    /** A view without files, of what was not recalled, which may be passed on. */
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
                List.of(),
                Audience.unrestricted());
    }

    /**
     * The grading that leaves with it: a disclosure always carries one (domain, "Classification and markings"). The releaser's stands in the head;
     * whoever does not get that has nothing to judge by, and is told so whether it bears a grading or not. Empty where the head is there and
     * nobody has graded.
     */
    public Optional<Grading> grading() {
        return head.isEmpty() ? Optional.of(Grading.CANNOT_BE_JUDGED) : head.flatMap(Content.Head::grading);
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
                        List.of(one),
                        one.onward()));
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
