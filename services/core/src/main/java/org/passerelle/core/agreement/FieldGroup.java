package org.passerelle.core.agreement;

/** Groups of portion fields that an obligation can strip. */
public enum FieldGroup {
    BODY,
    PERSON_IDENTIFIERS,
    SOURCE
}
