package org.passerelle.core.record;

import org.passerelle.core.label.Audience;

/**
 * One station of custody: {@code holder} received the portion from {@code releaser} under these onward terms.
 *
 * @param clause the clause that allowed it
 * @param type type of the record in which it was received; the transfer is judged by it again whenever the holder releases
 */
public record Receipt(String releaser, String holder, String clause, String type, Audience onward) {}
