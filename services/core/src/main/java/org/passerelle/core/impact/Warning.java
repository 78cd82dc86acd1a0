package org.passerelle.core.impact;

import java.util.List;
import java.util.Optional;
import org.passerelle.core.decision.Code;

/**
 * What a party should know of a clause before it binds; for every record that could ever be stored.
 *
 * @param kind what it is
 * @param clause the clause; empty for what no clause covers
 * @param other the clause that makes it needless
 * @param cause code of why the decision withholds, where it does; {@code SCREENING} whatever the cause of screening
 * @param about parties, units, purposes, actions, compartments or a level that it speaks of
 */
public record Warning(
        Kind kind, Optional<String> clause, Optional<Other> other, Optional<String> cause, List<String> about) {

    /** A clause of the same or another agreement. */
    public record Other(String agreement, String clause) {}

    /** A closed list. */
    public enum Kind {
        /** Whatever the clause lets through, another lets through on no stricter terms: without it nothing would change. */
        SHADOWED,
        /** As things stand the party releases nothing under the clause: even the least label is denied to whoever it names. */
        NEVER_RELEASES,
        /** The same, for one of its recipients. */
        RECIPIENT_WITHOUT_EFFECT,
        /** The same, for one of its purposes. */
        PURPOSE_WITHOUT_EFFECT,
        /** The same, for one of its actions. */
        ACTION_WITHOUT_EFFECT,
        /** The ceiling lies above the accreditation of every recipient. */
        CEILING_WITHOUT_EFFECT,
        /** No recipient is read into these compartments. */
        COMPARTMENT_WITHOUT_EFFECT,
        /** Something is released now, and nothing any more before the agreement ends. */
        LAPSES,
        /** Giver and recipient are registered for these purposes, and no clause between them names them. */
        PURPOSE_NOT_COVERED,
        /** No clause between giver and recipient names these actions. */
        ACTION_NOT_COVERED
    }

    public Warning {
        about = List.copyOf(about);
    }

    static Warning of(Kind kind, String clause, Optional<Code> code, List<String> about) {
        return new Warning(kind, Optional.of(clause), Optional.empty(), code.map(Outcome::cause), about);
    }
}
