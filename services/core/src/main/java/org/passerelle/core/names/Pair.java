package org.passerelle.core.names;

import java.util.List;
import org.passerelle.core.names.Meeting.Why;

/** Parts that met: one on each side, or two neighbours and one. */
record Pair(Name left, Name right, int one, int oneCount, int other, int otherCount, float likeness, double weight) {

    static Pair of(Name left, Name right, int one, int oneCount, int other, int otherCount, float likeness) {
        double weight = (weight(left, one, oneCount) + weight(right, other, otherCount)) / 2;
        return new Pair(left, right, one, oneCount, other, otherCount, likeness, weight);
    }

    int names() {
        Part part = left.parts().get(one);
        return part.kind() == Part.Kind.TITLE ? 0 : Math.max(oneCount, otherCount);
    }

    Meeting meeting() {
        return new Meeting(texts(left, one, oneCount), texts(right, other, otherCount), why(), likeness);
    }

    private Why why() {
        return oneCount + otherCount > 2
                ? Why.JOINED
                : PartLikeness.why(left.parts().get(one), right.parts().get(other), likeness);
    }

    private static double weight(Name name, int from, int count) {
        double weight = 0;
        for (int at = from; at < from + count; at++) {
            weight += name.parts().get(at).weight();
        }
        return weight;
    }

    private static List<String> texts(Name name, int from, int count) {
        return name.parts().subList(from, from + count).stream().map(Part::text).toList();
    }
}
