package org.passerelle.node.generate;

import java.util.Collection;
import java.util.List;
import java.util.function.ToIntFunction;

/** A list whose elements are not equally frequent. */
record Weighted<T>(List<T> values, ToIntFunction<T> weight, int total) {

    static <T> Weighted<T> of(Collection<T> values, ToIntFunction<T> weight) {
        return new Weighted<>(
                List.copyOf(values), weight, values.stream().mapToInt(weight).sum());
    }

    T draw(Chance chance) {
        return chance.weighted(values, total, weight);
    }
}
