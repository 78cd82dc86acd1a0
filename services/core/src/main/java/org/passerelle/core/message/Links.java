package org.passerelle.core.message;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.record.RecordFacts;

/** Questions to the keeper of links between records. A link is no part of either record: no view, version, export or feed has it. */
public final class Links {
    public static final Address<Of, Linked> OF = new Address<>("records.links", Of.class, Linked.class);
    public static final Address<Change, ChangeOutcome> CHANGE =
            new Address<>("records.links-change", Change.class, ChangeOutcome.class);

    private Links() {}

    /** How a record is related to the one that it links to; {@code REPORTS_SAME_EVENT} and {@code RELATED} are so both ways. */
    public enum Relation {
        FOLLOWS,
        RESPONDS_TO,
        PART_OF,
        CORROBORATES,
        CONTRADICTS,
        REPORTS_SAME_EVENT,
        RELATED
    }

    /**
     * A page of the links of a record, those that it has and those that others have to it; the oldest first.
     *
     * @param after the {@code next} of the page before
     */
    public record Of(String recordId, Optional<Long> after) {}

    /**
     * A link, with what policy reads of the current version of the record at its other end: whoever may not read that must not wait for its
     * content either.
     *
     * @param outgoing whether it is the asked record that links
     */
    public record Link(Relation relation, boolean outgoing, RecordFacts other) {}

    /** @param next where there is more */
    public record Linked(List<Link> links, Optional<Long> next) {
        public Linked {
            links = List.copyOf(links);
        }
    }

    /** To which record a link leads. */
    public record To(String recordId, Relation relation) {}

    /**
     * Takes links of a record away and then adds others; a second one to the same record takes the place of the first.
     *
     * @param remove ids of records that are linked to no longer; one that is not need not be
     * @param uncounted ids of records that are linked to and of which whoever changes knows nothing
     * @param most links that a record has, those to the uncounted apart
     */
    public record Change(String recordId, List<To> add, List<String> remove, Set<String> uncounted, int most) {
        public Change {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
            uncounted = Set.copyOf(uncounted);
        }
    }

    public sealed interface ChangeOutcome {
        record Changed() implements ChangeOutcome {}

        /** It would have more than it may; nothing has changed. */
        record TooMany(int most) implements ChangeOutcome {}

        /** One of the records has been destroyed meanwhile; nothing has changed. */
        record Absent() implements ChangeOutcome {}
    }
}
