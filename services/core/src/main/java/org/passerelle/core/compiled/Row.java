package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.label.Label;
import org.passerelle.core.record.PortionFacts;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;

/**
 * A portion of a record as sheets read it: the number of its label class, and what its class leaves open as plain numbers. Made once, when
 * the row is gathered; then any number of requests are decided on it. Immutable.
 */
public final class Row {

    static final int EMBARGOED = 1;
    static final int RETENTION_OVER = 2;
    static final int VALIDITY_OVER = 4;

    /** Standings: a state of the record, and five flags of which a row sets the first three. */
    static final int FLAGS = 32;

    static final List<RecordState> STATES = List.of(RecordState.values());

    /** The standing of an active row of which nothing stands in the way. */
    static final int CURRENT = STATES.indexOf(RecordState.ACTIVE) * FLAGS;

    private final long embargoUntil;
    private final long retainUntil;
    private final long validUntil;
    private final int number;
    private final int state;
    private final RecordFacts record;
    private final PortionFacts portion;
    private final @Nullable Label label;
    private final long eventTime;
    private final long markedAt;
    private final long createdAt;

    private Row(int number, RecordFacts record, PortionFacts portion) {
        this.record = record;
        this.portion = portion;
        this.label = portion.label().orElse(null);
        this.state = STATES.indexOf(record.state()) * FLAGS;
        this.embargoUntil = Nanos.of(portion.label().flatMap(Label::embargoUntil), Nanos.BEFORE);
        this.retainUntil = Nanos.of(portion.label().flatMap(Label::retainUntil), Nanos.AFTER);
        this.validUntil = Nanos.of(record.validUntil(), Nanos.AFTER);
        this.eventTime = Nanos.of(record.eventTime(), Nanos.BEFORE);
        this.markedAt = portion.label().map(Label::markedAt).map(Nanos::of).orElse(Nanos.BEFORE);
        this.createdAt = Nanos.of(record.createdAt(portion));
        this.number = alike() ? number : ClassCatalogue.UNCLASSED;
    }

    /**
     * The row of this portion.
     *
     * @param number of its label class, from the {@link ClassCatalogue}; {@link ClassCatalogue#UNCLASSED} or an unknown one costs an
     *     interpretation for each decision
     */
    public static Row of(int number, RecordFacts record, PortionFacts portion) {
        return new Row(number, record, portion);
    }

    /**
     * Whether rows of the class are decided alike. A grant lifts a hold, and is about one row; where another clause permits already, it
     * may open a milder one. Times that are not exact could not be told apart.
     */
    private boolean alike() {
        Optional<Instant> event = record.eventTime();
        return label != null
                && record.grants().isEmpty()
                && Nanos.exact(markedAt)
                && Nanos.exact(createdAt)
                && (event.isEmpty() || Nanos.exact(eventTime));
    }

    /** The number of its class; {@link ClassCatalogue#UNCLASSED} where it is decided by itself. */
    int number() {
        return number;
    }

    /** State and lifecycle at an exact instant, end of validity included. */
    int standing(long at) {
        return state
                | (at < embargoUntil ? EMBARGOED : 0)
                | (at >= retainUntil ? RETENTION_OVER : 0)
                | (at >= validUntil ? VALIDITY_OVER : 0);
    }

    /** {@link Nanos#BEFORE} without one. */
    long eventTime() {
        return eventTime;
    }

    long markedAt() {
        return markedAt;
    }

    long createdAt() {
        return createdAt;
    }

    boolean submittedBy(String subject) {
        return record.author(portion).equals(subject);
    }

    boolean names(String subject) {
        return label != null && label.eyesOnly().admits(subject);
    }

    /** A record with this portion only. */
    RecordFacts facts() {
        return record.only(portion);
    }
}
