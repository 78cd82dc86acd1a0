package org.passerelle.core.record;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.label.Label;

/**
 * What policy reads of a portion; never its content.
 *
 * @param id stable within the record version; not shown to recipients
 * @param field {@code head} (the common fields and type-specific details), {@code title}, {@code body}, {@code source},
 *     {@code persons} or another text field
 * @param label absent when missing or unreadable: UNKNOWN_LABEL
 * @param sourceType the record type in which the content first entered
 * @param custody stations that the content passed before the releaser holds it; empty for own content
 */
public record PortionFacts(String id, String field, Optional<Label> label, String sourceType, List<Receipt> custody) {

    public static final String HEAD = "head";

    public PortionFacts {
        custody = List.copyOf(custody);
    }
}
