package org.passerelle.core.names;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.passerelle.core.names.Comparison.Lowering;
import org.passerelle.core.names.Comparison.Raising;

/**
 * What is known beside a name. It supports or weakens a likeness of names, and never makes one: dates of birth are often estimates, and
 * people move.
 *
 * @param born years of birth, each as a range
 * @param countries of birth, nationality or residence, in small letters
 */
public record Evidence(List<Years> born, Set<String> countries) {
    /** Nothing is known. */
    public static final Evidence NONE = new Evidence(List.of(), Set.of());

    // [D] Estimated years of birth are a year or two off.
    private static final int ESTIMATE = 2;
    private static final double BORN_ALIKE = 0.04;
    private static final double BORN_OTHERWISE = 0.88;
    private static final double SAME_COUNTRY = 0.02;
    private static final double ANOTHER_COUNTRY = 0.97;

    /** By how much it can raise a score. */
    public static final double MOST_SUPPORT = BORN_ALIKE + SAME_COUNTRY;

    public Evidence {
        born = List.copyOf(born);
        countries = Set.copyOf(countries);
    }

    /** From one year to another, both included. */
    public record Years(int from, int to) {
        public Years {
            if (from > to) {
                throw new IllegalArgumentException("years end before they begin");
            }
        }

        boolean near(Years other) {
            return from - ESTIMATE <= other.to && other.from - ESTIMATE <= to;
        }
    }

    /** The comparison of two names, weighed with what else is known of both; never beyond 1. */
    public static Comparison weigh(Comparison names, Evidence one, Evidence other) {
        double score = names.score();
        List<Lowering> lowered = new ArrayList<>(names.lowered());
        List<Raising> raised = new ArrayList<>();
        if (!one.born.isEmpty() && !other.born.isEmpty()) {
            if (one.born.stream().anyMatch(years -> other.born.stream().anyMatch(years::near))) {
                score += BORN_ALIKE;
                raised.add(Raising.BORN_AT_THE_SAME_TIME);
            } else {
                score *= BORN_OTHERWISE;
                lowered.add(Lowering.BORN_AT_ANOTHER_TIME);
            }
        }
        if (!one.countries.isEmpty() && !other.countries.isEmpty()) {
            if (one.countries.stream().anyMatch(other.countries::contains)) {
                score += SAME_COUNTRY;
                raised.add(Raising.SAME_COUNTRY);
            } else {
                score *= ANOTHER_COUNTRY;
                lowered.add(Lowering.ANOTHER_COUNTRY);
            }
        }
        return new Comparison(Math.min(1, score), names.meetings(), lowered, raised);
    }
}
