package org.passerelle.benchmarks.workload;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.TreeSet;

/** Draws by seed: the same seed gives the same workload on every machine. */
final class Draw {
    private final Random random;

    Draw(long seed, String part) {
        this.random = new Random(seed * 31 + part.hashCode());
    }

    /** True in so many of a hundred cases. */
    boolean percent(int share) {
        return random.nextInt(100) < share;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return least + random.nextInt(most - least + 1);
    }

    <T> T oneOf(List<T> values) {
        return values.get(random.nextInt(values.size()));
    }

    /** So many different ones, fewer only where there are not as many. */
    Set<String> some(List<String> values, int count) {
        List<String> shuffled = new ArrayList<>(values);
        Collections.shuffle(shuffled, random);
        return new TreeSet<>(shuffled.subList(0, Math.min(count, shuffled.size())));
    }

    void shuffle(List<?> values) {
        Collections.shuffle(values, random);
    }
}
