package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.record.RecordFacts;

/** One label class on one table: the decision for each place that a row of it can have, worked out once each. */
final class Entry {

    /** Beyond so many places conditions would be longer than the rows are many; then each row is decided. */
    private static final int MOST_CONDITIONS = 256;

    /**
     * What the decisions hang on, apart from the profile.
     *
     * @param legs the transfers that were judged
     * @param names originators and stations of custody
     * @param screened assessments, allegations, units or commanders may count
     */
    record Grounds(Set<Leg> legs, Set<String> names, boolean screened) {}

    /** Decides a typical row. */
    interface Interpreter {
        PortionDecision decide(RecordFacts typical, Instant at);
    }

    private static final PortionDecision[] NONE = {};

    // What most decisions read lies first and flat: a decision is as slow as the objects that it has to visit.
    private final long from;
    private final long until;
    private final long event0;
    private final long event1;
    private final long mark0;
    private final long mark1;
    private final long age0;
    private final int standing;
    private final int dateStride;
    private final int markStride;
    private final PortionDecision[] current;

    private final @Nullable PortionDecision alike;
    private final RecordFacts labelClass;
    private final Axes axes;
    private final Validity validity;
    private final Grounds grounds;
    private final Map<Verdict, List<Condition>> conditions = new EnumMap<>(Verdict.class);

    // Racing threads may work out the same decision twice; decisions are immutable and equal, so either may stay.
    private @Nullable PortionDecision @Nullable [] others;

    /** Works out for which current rows the class permits or holds. */
    Entry(
            RecordFacts labelClass,
            Axes axes,
            Validity validity,
            Grounds grounds,
            String subject,
            Instant at,
            Interpreter interpreter) {
        this.labelClass = labelClass;
        this.axes = axes;
        this.validity = validity;
        this.grounds = grounds;
        this.from = Nanos.of(validity.from());
        this.until = Nanos.of(validity.until());
        this.event0 = axes.events().cut(0);
        this.event1 = axes.events().cut(1);
        this.mark0 = axes.marked().cut(0);
        this.mark1 = axes.marked().cut(1);
        this.age0 = axes.ages().delay(0);
        this.standing = axes.standing();
        this.dateStride = axes.dateStride();
        this.markStride = axes.markStride();
        int[] places = axes.currentPlaces();
        if (places.length > MOST_CONDITIONS) {
            this.current = NONE;
            this.alike = null;
            conditions.put(Verdict.HOLD, List.of(Condition.none(axes.own())));
            return;
        }
        PortionDecision[] decisions = IntStream.of(places)
                .mapToObj(place -> interpreter.decide(axes.typical(place, labelClass, subject, at), at))
                .toArray(PortionDecision[]::new);
        this.current = axes.simple() ? decisions : NONE;
        this.alike =
                Arrays.stream(decisions).allMatch(decision -> sameView(decision, decisions[0])) ? decisions[0] : null;
        for (Verdict verdict : List.of(Verdict.PERMIT, Verdict.HOLD)) {
            List<Condition> rows = IntStream.range(0, places.length)
                    .filter(i -> decisions[i].verdict() == verdict)
                    .mapToObj(i -> axes.condition(places[i]))
                    .toList();
            if (!rows.isEmpty()) {
                conditions.put(verdict, rows.size() == places.length ? List.of(Condition.none(axes.own())) : rows);
            }
        }
    }

    /** Whether the same leaves of a portion: nothing, or what it is under the same transformations. */
    private static boolean sameView(PortionDecision one, PortionDecision other) {
        boolean permitted = one.verdict() == Verdict.PERMIT;
        if (permitted != (other.verdict() == Verdict.PERMIT)) {
            return false;
        }
        boolean transformedAlike = one.obligations().equals(other.obligations())
                && one.details().equals(other.details())
                && one.withheldTags().equals(other.withheldTags());
        return !permitted || transformedAlike;
    }

    /** The decision on any current row, where the same leaves of all of them; else empty. */
    Optional<PortionDecision> alike() {
        return Optional.ofNullable(alike);
    }

    /** Whether each row must be decided by itself, since they can differ in too many ways. */
    boolean undecided() {
        return alike == null && conditions.equals(Map.of(Verdict.HOLD, List.of(Condition.none(axes.own()))));
    }

    Validity validity() {
        return validity;
    }

    /** Whether it holds at an exact instant. */
    boolean covers(long at) {
        return at >= from && at < until;
    }

    Grounds grounds() {
        return grounds;
    }

    /** When a current row comes to this verdict, PERMIT or HOLD; empty: never. HOLD also stands for rows that must be decided one by one. */
    List<Condition> conditions(Verdict verdict) {
        return conditions.getOrDefault(verdict, List.of());
    }

    /** The decision on a row at an exact instant; allocates nothing once the row's place is known. */
    PortionDecision decide(String subject, Row row, Instant at, long nanos, Interpreter interpreter) {
        if ((row.standing(nanos) & standing) == Row.CURRENT && current.length > 0) {
            return current[place(row, nanos)];
        }
        return decision(axes.place(subject, row, nanos), subject, at, interpreter);
    }

    /** The same as {@link Axes#place} for a current row on simple axes, without a branch that depends on the row. */
    private int place(Row row, long at) {
        long event = row.eventTime();
        // Without an event time no window is met, not even one that began before all that can be told apart.
        int dated = event > Nanos.BEFORE ? 1 : 0;
        int date = dated * (1 + (event >= event0 ? 1 : 0) + (event >= event1 ? 1 : 0));
        int mark = (row.markedAt() >= mark0 ? 1 : 0) + (row.markedAt() >= mark1 ? 1 : 0);
        int age = at - row.createdAt() >= age0 ? 1 : 0;
        return date * dateStride + mark * markStride + age;
    }

    private PortionDecision decision(int place, String subject, Instant at, Interpreter interpreter) {
        @Nullable PortionDecision[] known = others;
        if (known == null) {
            known = new PortionDecision[axes.places()];
            others = known;
        }
        PortionDecision decided = known[place];
        if (decided == null) {
            decided = interpreter.decide(axes.typical(place, labelClass, subject, at), at);
            known[place] = decided;
        }
        return decided;
    }
}
