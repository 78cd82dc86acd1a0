package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.List;
import org.passerelle.core.names.Comparison.Lowering;
import org.passerelle.core.names.Meeting.Why;

/**
 * Compares two names. Parts meet in any order; what meets nothing on one side only is missing and costs little, on both sides it
 * contradicts and costs much.
 */
public final class NameMatcher {
    private static final double CONTRADICTION = 1.5;
    private static final double MISSING = 0.3;
    private static final double ONE_PART = 0.75;
    private static final double DESCENT_REVERSED = 0.7;
    private static final double FREQUENT_REVERSED = 0.9;
    private static final double JOINED = 0.97;
    private static final float WHOLE_NEAR = 0.93f;

    private NameMatcher() {}

    /**
     * What a pairing comes to.
     *
     * @param parts how many parts have met
     * @param weight of what has met
     * @param joined likeness of the names run together, where that says more than the parts
     */
    private record Sum(double score, int parts, double weight, boolean unmet, boolean contradicts, double joined) {
        boolean onePartOnly() {
            // A single frequent name says nothing about who is meant, even if it is all there is.
            return parts < 2 && score > 0 && (unmet || weight < 1);
        }
    }

    /** How well two names fit, from 0 to 1; symmetric. */
    public static double score(Name one, Name other) {
        return total(one, other, Pairing.of(one, other), true).score();
    }

    /**
     * The same, where the likeness of parts is known from elsewhere.
     *
     * @param together whether parts of one may be run together in the other
     */
    static double score(Name one, Name other, PartLikeness.Source likeness, boolean together) {
        return total(one, other, Pairing.of(one, other, likeness, together), together)
                .score();
    }

    /**
     * What the score is at most, found quickly: what meets nothing on both sides contradicts. For
     * names whose parts are not run together.
     */
    static double most(Name one, Name other, PartLikeness.Source likeness) {
        double met = 0;
        double restOne = 0;
        for (int i = 0; i < one.parts().size(); i++) {
            float best = 0;
            for (int j = 0; j < other.parts().size() && best < Pairing.NEAR; j++) {
                best = likeness.of(i, j);
            }
            Part part = one.parts().get(i);
            if (best >= Pairing.NEAR) {
                met += part.weight();
            } else {
                restOne += rest(part);
            }
        }
        double restOther = 0;
        for (int j = 0; j < other.parts().size(); j++) {
            float best = 0;
            for (int i = 0; i < one.parts().size() && best < Pairing.NEAR; i++) {
                best = likeness.of(i, j);
            }
            Part part = other.parts().get(j);
            if (best >= Pairing.NEAR) {
                met += part.weight();
            } else {
                restOther += rest(part);
            }
        }
        double weight = met / 2;
        return weight == 0 ? 0 : weight / (weight + CONTRADICTION * Math.min(restOne, restOther));
    }

    /** How well two names fit, and why. */
    public static Comparison compare(Name one, Name other) {
        Pairing pairing = Pairing.of(one, other);
        Sum total = total(one, other, pairing, true);
        if (total.joined() > 0) {
            Meeting whole = new Meeting(texts(one.parts()), texts(other.parts()), Why.JOINED, total.joined());
            return new Comparison(total.score(), List.of(whole), List.of());
        }
        List<Meeting> meetings = new ArrayList<>();
        pairing.pairs().forEach(pair -> meetings.add(pair.meeting()));
        Why unmet = total.contradicts() ? Why.CONTRADICTION : Why.MISSING;
        for (Part part : pairing.unmetOne()) {
            meetings.add(new Meeting(List.of(part.text()), List.of(), unmet, 0));
        }
        for (Part part : pairing.unmetOther()) {
            meetings.add(new Meeting(List.of(), List.of(part.text()), unmet, 0));
        }
        return new Comparison(total.score(), meetings, lowered(total, pairing.order()));
    }

    private static List<Lowering> lowered(Sum total, Pairing.Order order) {
        List<Lowering> lowered = new ArrayList<>();
        if (total.onePartOnly()) {
            lowered.add(Lowering.ONE_PART_ONLY);
        }
        switch (order) {
            case KEPT -> {}
            case FREQUENT_REVERSED -> lowered.add(Lowering.FREQUENT_REVERSED);
            case DESCENT_REVERSED -> lowered.add(Lowering.DESCENT_REVERSED);
        }
        return lowered;
    }

    private static Sum total(Name one, Name other, Pairing pairing, boolean together) {
        double met = 0;
        double weight = 0;
        int parts = 0;
        for (Pair pair : pairing.pairs()) {
            weight += pair.weight();
            met += pair.weight() * pair.likeness();
            parts += pair.names();
        }
        double restOne = rest(pairing.unmetOne());
        double restOther = rest(pairing.unmetOther());
        double all = weight + CONTRADICTION * Math.min(restOne, restOther) + MISSING * Math.abs(restOne - restOther);
        boolean contradicts = restOne > 0 && restOther > 0;
        Sum sum = new Sum(weight == 0 ? 0 : met / all, parts, weight, restOne + restOther > 0, contradicts, 0);
        double score = sum.score() * (sum.onePartOnly() ? ONE_PART : 1) * factor(pairing.order());
        boolean whole = together && (pairing.order() == Pairing.Order.KEPT || parts < 2);
        double joined = whole ? joined(one, other) : 0;
        return joined > score
                ? new Sum(joined, parts, weight, false, false, joined)
                : new Sum(score, parts, weight, sum.unmet(), contradicts, 0);
    }

    private static double factor(Pairing.Order order) {
        return switch (order) {
            case KEPT -> 1;
            case FREQUENT_REVERSED -> FREQUENT_REVERSED;
            case DESCENT_REVERSED -> DESCENT_REVERSED;
        };
    }

    private static double rest(List<Part> parts) {
        double rest = 0;
        for (Part part : parts) {
            rest += rest(part);
        }
        return rest;
    }

    private static double rest(Part part) {
        return part.kind() == Part.Kind.TITLE ? 0 : part.weight();
    }

    /** Names written together, such as a family's name run into the given one. */
    private static double joined(Name one, Name other) {
        if (!Pairing.mayRunWhole(one, other)) {
            return 0;
        }
        float likeness = Likeness.of(one.sounds(), other.sounds(), false);
        return likeness >= WHOLE_NEAR ? likeness * JOINED : 0;
    }

    private static List<String> texts(List<Part> parts) {
        return parts.stream().map(Part::text).toList();
    }
}
