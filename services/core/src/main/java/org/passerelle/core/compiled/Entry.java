package org.passerelle.core.compiled;

import java.time.Instant;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.decision.PortionDecision;
import org.passerelle.core.decision.Verdict;
import org.passerelle.core.decision.gate.Leg;
import org.passerelle.core.label.Label;
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

    private record Known(int place, PortionDecision decision) {}

    private final RecordFacts labelClass;
    private final Axes axes;
    private final Validity validity;
    private final Grounds grounds;
    private final Map<Verdict, List<Condition>> conditions = new EnumMap<>(Verdict.class);

    // Racing threads may work out the same decision twice; decisions are immutable and equal, so either may stay.
    private @Nullable Known usual;
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
        int[] places = axes.currentPlaces();
        if (places.length > MOST_CONDITIONS) {
            conditions.put(Verdict.HOLD, List.of(Condition.none(axes.own())));
            return;
        }
        Verdict[] verdicts = IntStream.of(places)
                .mapToObj(place -> decision(place, subject, at, interpreter).verdict())
                .toArray(Verdict[]::new);
        for (Verdict verdict : List.of(Verdict.PERMIT, Verdict.HOLD)) {
            List<Condition> rows = IntStream.range(0, places.length)
                    .filter(i -> verdicts[i] == verdict)
                    .mapToObj(i -> axes.condition(places[i]))
                    .toList();
            if (!rows.isEmpty()) {
                conditions.put(verdict, rows.size() == places.length ? List.of(Condition.none(axes.own())) : rows);
            }
        }
    }

    Validity validity() {
        return validity;
    }

    Grounds grounds() {
        return grounds;
    }

    /** When a current row comes to this verdict, PERMIT or HOLD; empty: never. HOLD also stands for rows that must be decided one by one. */
    List<Condition> conditions(Verdict verdict) {
        return conditions.getOrDefault(verdict, List.of());
    }

    /** The decision on a row; allocates nothing once the row's place is known. */
    PortionDecision decide(String subject, RecordFacts record, Label label, Instant at, Interpreter interpreter) {
        return decision(axes.place(subject, record, label, at), subject, at, interpreter);
    }

    private PortionDecision decision(int place, String subject, Instant at, Interpreter interpreter) {
        Known common = usual;
        if (common != null && common.place() == place) {
            return common.decision();
        }
        @Nullable PortionDecision[] known = others;
        PortionDecision decided = known == null ? null : known[place];
        return decided == null ? workOut(place, subject, at, interpreter) : decided;
    }

    private PortionDecision workOut(int place, String subject, Instant at, Interpreter interpreter) {
        PortionDecision decision = interpreter.decide(axes.typical(place, labelClass, subject, at), at);
        if (usual == null) {
            usual = new Known(place, decision);
            return decision;
        }
        @Nullable PortionDecision[] known = others;
        if (known == null) {
            known = new PortionDecision[axes.places()];
            others = known;
        }
        known[place] = decision;
        return decision;
    }
}
