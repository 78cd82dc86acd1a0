package org.passerelle.core.agreement;

import java.util.Optional;

/** Groups of portion fields that an obligation can strip. */
public enum FieldGroup {
    BODY,
    PERSON_IDENTIFIERS,
    SOURCE;

    /** The group of a text portion; a field that is neither title nor known by name counts as body. */
    public static Optional<FieldGroup> ofText(String field) {
        return switch (field) {
            case "title" -> Optional.empty();
            case "persons" -> Optional.of(PERSON_IDENTIFIERS);
            case "source" -> Optional.of(SOURCE);
            default -> Optional.of(BODY);
        };
    }
}
