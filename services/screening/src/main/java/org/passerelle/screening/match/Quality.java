package org.passerelle.screening.match;

import java.util.List;
import java.util.function.ToDoubleFunction;

/**
 * How right answers are.
 *
 * @param pairs how many there were
 * @param precision of what was found alike, how much is
 * @param recall of what is alike, how much was found
 * @param f1 harmonic mean of both
 */
public record Quality(int pairs, double threshold, double precision, double recall, double f1) {
    private static final int STEPS = 200;

    /** The quality of scores under one threshold. */
    public static Quality of(List<JudgedPair> pairs, ToDoubleFunction<JudgedPair> score, double threshold) {
        int right = 0;
        int found = 0;
        int same = 0;
        for (JudgedPair pair : pairs) {
            boolean alike = score.applyAsDouble(pair) >= threshold;
            found += alike ? 1 : 0;
            same += pair.match() ? 1 : 0;
            right += alike && pair.match() ? 1 : 0;
        }
        return new Quality(
                pairs.size(), threshold, share(right, found), share(right, same), share(2 * right, found + same));
    }

    private static double share(int part, int whole) {
        return whole == 0 ? 0 : (double) part / whole;
    }

    /** The quality under the threshold that suits these pairs best: more than anybody could know beforehand. */
    public static Quality best(List<JudgedPair> pairs, ToDoubleFunction<JudgedPair> score) {
        Quality best = of(pairs, score, 0);
        for (int step = 1; step <= STEPS; step++) {
            Quality quality = of(pairs, score, (double) step / STEPS);
            best = quality.f1() > best.f1() ? quality : best;
        }
        return best;
    }
}
