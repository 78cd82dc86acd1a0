package org.passerelle.core.record;

import org.passerelle.core.label.Audience;

/**
 * One station of custody: {@code holder} received the portion from {@code releaser} under these onward terms.
 *
 * @param clause the clause that allowed it
 */
public record Receipt(String releaser, String holder, String clause, Audience onward) {}
