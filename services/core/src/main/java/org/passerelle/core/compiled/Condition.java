package org.passerelle.core.compiled;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * What a row of a label class must show besides its class, so that a store can judge it: in addition to the lifecycle that holds for
 * every row (active, or recalled where {@code own}; embargo over, unless {@code own}; retention not over; for PUSH
 * validity not over).
 *
 * @param own the requester's party is the only originator
 * @param undated records without an event time qualify
 * @param dated event times that qualify; empty: none
 * @param marked times of marking that qualify
 * @param atLeast so long ago the record was stored, or longer
 * @param lessThan less long ago than this
 * @param named whether eyes-only must, or must not, name the person; empty: it is not restricted
 * @param author whether the person must, or must not, be the submitter; empty: no matter
 */
public record Condition(
        boolean own,
        boolean undated,
        Optional<Span> dated,
        Span marked,
        Optional<Duration> atLeast,
        Optional<Duration> lessThan,
        Optional<Boolean> named,
        Optional<Boolean> author) {

    /** From (inclusive) until (exclusive); {@link Instant#MIN} and {@link Instant#MAX} are open ends. */
    public record Span(Instant from, Instant until) {

        /** Every instant. */
        public static final Span ALWAYS = new Span(Instant.MIN, Instant.MAX);
    }

    /** Every row qualifies that its lifecycle lets pass. */
    static Condition none(boolean own) {
        return new Condition(
                own,
                true,
                Optional.of(Span.ALWAYS),
                Span.ALWAYS,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }
}
