package org.passerelle.core.sight;

import java.util.Optional;
import java.util.Set;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.label.Level;

/** What a searcher sees of the current records of one pattern: active, no embargo or retention standing in the way, no grant in play. */
public sealed interface Outlook {

    /** Nothing of any. */
    record Nothing() implements Outlook {}

    /** Something that the pattern does not tell: each record must be decided by itself. */
    record Open() implements Outlook {}

    /**
     * The same of all.
     *
     * @param place exactness of the place; empty: the head is not seen
     * @param level of what is seen
     * @param originators of what is seen
     * @param texts places of the portions whose whole text is seen, from 0
     * @param withheldTags predicates of tags that are not seen
     */
    record Alike(
            String type,
            String releaser,
            Optional<GeometryTier> place,
            Level level,
            Set<String> originators,
            Set<Integer> texts,
            Set<String> withheldTags)
            implements Outlook {
        public Alike {
            originators = Set.copyOf(originators);
            texts = Set.copyOf(texts);
            withheldTags = Set.copyOf(withheldTags);
        }
    }
}
