package org.passerelle.core.message;

import java.time.Instant;
import java.util.List;

/**
 * Questions to the keeper of tags that a party has put on records for itself. They are no part of any record, and nothing of them is asked for
 * another party: they cannot leave with a view, an export or a feed.
 */
public final class LocalTags {
    public static final Address<Of, Tags> OF = new Address<>("records.local-tags", Of.class, Tags.class);
    public static final Address<Change, ChangeOutcome> CHANGE =
            new Address<>("records.local-tags-change", Change.class, ChangeOutcome.class);

    private LocalTags() {}

    /**
     * A tag of a party.
     *
     * @param tag {@code namespace:predicate="value"}
     */
    public record Named(String party, String tag) {}

    /** @param party whose tags are asked for */
    public record Of(String recordId, String party) {}

    /** @param tag {@code namespace:predicate="value"}, put there by {@code subject} */
    public record Tagged(String tag, String subject, Instant at) {}

    /** The oldest first. */
    public record Tags(List<Tagged> tags) {
        public Tags {
            tags = List.copyOf(tags);
        }
    }

    /**
     * Takes tags away and then adds others; what is there already stays as it was put there, and what is not need not be taken away.
     *
     * @param most that a party keeps of one record
     */
    public record Change(
            String recordId, String party, String subject, List<String> add, List<String> remove, int most) {
        public Change {
            add = List.copyOf(add);
            remove = List.copyOf(remove);
        }
    }

    public sealed interface ChangeOutcome {
        record Changed(Tags now) implements ChangeOutcome {}

        /** There would be more than a party keeps of one record; nothing has changed. */
        record TooMany(int most) implements ChangeOutcome {}

        /** The record has been destroyed meanwhile. */
        record Absent() implements ChangeOutcome {}
    }
}
