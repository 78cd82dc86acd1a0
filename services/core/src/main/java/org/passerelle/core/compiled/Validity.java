package org.passerelle.core.compiled;

import java.time.Instant;

/** A span of instants, from (inclusive) until (exclusive), in which no dated fact that was consulted changes. */
record Validity(Instant from, Instant until) {

    static final Validity ALWAYS = new Validity(Instant.MIN, Instant.MAX);

    boolean covers(Instant at) {
        return !at.isBefore(from) && at.isBefore(until);
    }

    /** The same span, cut where a fact changes. */
    Validity cut(Instant change, Instant at) {
        return at.isBefore(change)
                ? new Validity(from, change.isBefore(until) ? change : until)
                : new Validity(change.isAfter(from) ? change : from, until);
    }

    Validity intersect(Validity other) {
        return new Validity(
                other.from.isAfter(from) ? other.from : from, other.until.isBefore(until) ? other.until : until);
    }
}
