package org.passerelle.core.record;

import java.time.Instant;
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
 * @param since with which version it came, where that was an earlier one
 * @param author account that added it, where that is not simply whoever submitted the version
 */
public record PortionFacts(
        String id,
        String field,
        Optional<Label> label,
        String sourceType,
        List<Receipt> custody,
        Optional<Since> since,
        Optional<String> author) {

    public static final String HEAD = "head";

    /** The field of what is a file. */
    public static final String ATTACHMENT = "attachment";

    /** The field of what somebody else made and wrote down as one piece. */
    public static final String OBJECT = "object";

    /** The version with which a portion came and since which it stands unchanged, and when that was stored. */
    public record Since(int version, Instant at) {}

    public PortionFacts {
        custody = List.copyOf(custody);
    }

    /** A portion that came with the version it is read from. */
    public PortionFacts(String id, String field, Optional<Label> label, String sourceType, List<Receipt> custody) {
        this(id, field, label, sourceType, custody, Optional.empty(), Optional.empty());
    }

    /** The same with the version with which it came. */
    public PortionFacts since(Since came) {
        return new PortionFacts(id, field, label, sourceType, custody, Optional.of(came), author);
    }

    /** The same as added by this account. */
    public PortionFacts by(String account) {
        return new PortionFacts(id, field, label, sourceType, custody, since, Optional.of(account));
    }
}
