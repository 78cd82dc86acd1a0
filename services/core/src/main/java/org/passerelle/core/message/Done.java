package org.passerelle.core.message;

/** An answer that says only that the question was carried out durably. */
public record Done() {}
