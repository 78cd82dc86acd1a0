package org.passerelle.screening.lists;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Sanctions.SubjectKind;
import org.passerelle.core.sanctions.ListEntry;

/**
 * Somebody or something with a name that is compared with the lists.
 *
 * @param id of the account, unit, party or record
 * @param asked parties that are asked when the name is like a listed one
 * @param level of the content that the name stands in
 * @param until when that content may be retained, where there is an end
 */
record Subject(SubjectKind kind, String id, String name, Set<String> asked, Level level, Optional<Instant> until) {
    Subject {
        asked = Set.copyOf(asked);
    }

    /** Which entries it is compared with. */
    boolean comparedWith(ListEntry.Kind listed) {
        return switch (kind) {
            case PERSON, COMMANDER -> listed == ListEntry.Kind.INDIVIDUAL;
            case UNIT, PARTY -> listed == ListEntry.Kind.ENTITY;
            case RECORD -> true;
        };
    }
}
