package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Which parts of two names meet: the most alike first, each part once. */
record Pairing(List<Pair> pairs, List<Part> unmetOne, List<Part> unmetOther, Order order) {
    /** Parts less alike than this do not meet. */
    static final float NEAR = 0.63f;

    private static final float JOINED = 0.88f;
    private static final int SHORTEST_JOINED = 5;
    private static final int LETTERS_APART = 2;
    private static final int LETTERS_APART_IN_ALL = 3;

    private static final Comparator<Pair> BEST_FIRST = Comparator.comparingDouble(
                    (Pair pair) -> -pair.likeness() - 0.01 * pair.weight())
            .thenComparingInt(pair -> Math.abs(pair.one() - pair.other()));

    /** How the parts that met stand to one another. */
    enum Order {
        /** In the same order, or in another that tells nothing: families are written first or last. */
        KEPT,
        /** Two frequent names have changed places, which are mostly given names of father and child. */
        FREQUENT_REVERSED,
        /** A particle of descent in both names says that father and child have changed places. */
        DESCENT_REVERSED
    }

    static Pairing of(Name left, Name right) {
        return of(
                left,
                right,
                (one, other) ->
                        PartLikeness.of(left.parts().get(one), right.parts().get(other)),
                true);
    }

    /** The same, where the likeness of parts is known from elsewhere, and whether parts may be run together. */
    static Pairing of(Name left, Name right, PartLikeness.Source likeness, boolean together) {
        List<Pair> possible = new ArrayList<>(8);
        boolean[] metLeft = new boolean[left.parts().size()];
        boolean[] metRight = new boolean[right.parts().size()];
        for (int i = 0; i < metLeft.length; i++) {
            for (int j = 0; j < metRight.length; j++) {
                float alike = likeness.of(i, j);
                if (alike >= NEAR) {
                    possible.add(Pair.of(left, right, i, 1, j, 1, alike));
                    boolean met = alike >= JOINED;
                    metLeft[i] |= met;
                    metRight[j] |= met;
                }
            }
        }
        if (together) {
            joined(left, metLeft, right, metRight, possible);
        }
        possible.sort(BEST_FIRST);
        boolean[] takenLeft = new boolean[left.parts().size()];
        boolean[] takenRight = new boolean[right.parts().size()];
        List<Pair> pairs = new ArrayList<>();
        for (Pair pair : possible) {
            if (free(takenLeft, pair.one(), pair.oneCount()) && free(takenRight, pair.other(), pair.otherCount())) {
                take(takenLeft, pair.one(), pair.oneCount());
                take(takenRight, pair.other(), pair.otherCount());
                pairs.add(pair);
            }
        }
        return new Pairing(pairs, unmet(left, takenLeft), unmet(right, takenRight), order(pairs, left, right));
    }

    /** Two neighbours and one, where none of the three has met as well by itself. */
    private static void joined(Name left, boolean[] metLeft, Name right, boolean[] metRight, List<Pair> possible) {
        for (int i = 0; i < metLeft.length; i++) {
            for (int j = 0; j < metRight.length; j++) {
                if (metLeft[i] || metRight[j]) {
                    continue;
                }
                if (i + 1 < metLeft.length && !metLeft[i + 1]) {
                    float alike = joined(left, i, right.parts().get(j));
                    if (alike >= JOINED) {
                        possible.add(Pair.of(left, right, i, 2, j, 1, alike));
                    }
                }
                if (j + 1 < metRight.length && !metRight[j + 1]) {
                    float alike = joined(right, j, left.parts().get(i));
                    if (alike >= JOINED) {
                        possible.add(Pair.of(left, right, i, 1, j, 2, alike));
                    }
                }
            }
        }
    }

    private static float joined(Name name, int at, Part whole) {
        Part first = name.parts().get(at);
        Part second = name.parts().get(at + 1);
        int length = first.whole().length() + second.whole().length();
        if (!mayJoin(length, whole)) {
            return 0;
        }
        return Likeness.of(
                first.whole() + second.whole(),
                whole.whole(),
                first.consonantal() || second.consonantal() || whole.consonantal());
    }

    private static boolean mayJoin(int length, Part whole) {
        return length >= SHORTEST_JOINED && Math.abs(length - whole.whole().length()) <= LETTERS_APART;
    }

    /** Whether all of one name may be the other written together. */
    static boolean mayRunWhole(Name one, Name other) {
        return one.parts().size() != other.parts().size()
                && Math.abs(one.sounds().length() - other.sounds().length()) <= LETTERS_APART_IN_ALL
                && !one.sounds().isEmpty();
    }

    private static boolean free(boolean[] taken, int from, int count) {
        for (int at = from; at < from + count; at++) {
            if (taken[at]) {
                return false;
            }
        }
        return true;
    }

    private static void take(boolean[] taken, int from, int count) {
        for (int at = from; at < from + count; at++) {
            taken[at] = true;
        }
    }

    private static List<Part> unmet(Name name, boolean[] taken) {
        List<Part> unmet = new ArrayList<>();
        for (int at = 0; at < taken.length; at++) {
            if (!taken[at]) {
                unmet.add(name.parts().get(at));
            }
        }
        return unmet;
    }

    private static Order order(List<Pair> pairs, Name left, Name right) {
        Order order = Order.KEPT;
        for (Pair first : pairs) {
            for (Pair second : pairs) {
                if (first.one() < second.one() && first.other() > second.other()) {
                    if (descends(left, first.one(), second.one()) && descends(right, second.other(), first.other())) {
                        return Order.DESCENT_REVERSED;
                    }
                    if (frequent(left, first.one()) && frequent(left, second.one())) {
                        order = Order.FREQUENT_REVERSED;
                    }
                }
            }
        }
        return order;
    }

    private static boolean frequent(Name name, int at) {
        return name.parts().get(at).known().isPresent();
    }

    private static boolean descends(Name name, int from, int to) {
        for (int at = from + 1; at <= to; at++) {
            if (name.parts().get(at).descent()) {
                return true;
            }
        }
        return false;
    }
}
