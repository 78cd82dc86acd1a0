package org.passerelle.node.generate;

import java.util.ArrayList;
import java.util.List;
import java.util.SplittableRandom;
import java.util.function.ToIntFunction;

/** The dice of one record: the same for the same seed and number, whatever was drawn for others. */
final class Chance {
    private static final long GOLDEN = 0x9E3779B97F4A7C15L;

    private final SplittableRandom random;

    Chance(long seed, long record) {
        this.random = new SplittableRandom(seed ^ (record * GOLDEN));
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    double between(double least, double most) {
        return random.nextDouble(least, most);
    }

    boolean percent(int often) {
        return random.nextInt(100) < often;
    }

    <T> T one(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }

    /** One to {@code most} different ones, in their order. */
    <T> List<T> some(List<T> of, int most) {
        int wanted = Math.min(of.size(), between(1, most));
        List<T> chosen = new ArrayList<>();
        int left = wanted;
        for (int index = 0; left > 0; index++) {
            if (random.nextInt(of.size() - index) < left) {
                chosen.add(of.get(index));
                left--;
            }
        }
        return chosen;
    }

    /** One of them, as often as its weight says. */
    <T> T weighted(List<T> of, int total, ToIntFunction<T> weight) {
        int drawn = random.nextInt(total);
        for (T each : of) {
            drawn -= weight.applyAsInt(each);
            if (drawn < 0) {
                return each;
            }
        }
        throw new IllegalStateException("the weights come to more than their total");
    }
}
