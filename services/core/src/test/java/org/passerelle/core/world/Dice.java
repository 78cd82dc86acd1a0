package org.passerelle.core.world;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.function.Supplier;

/** Chance with a temper: in a calm world hardly anything is out of order, in a wild one much is. */
final class Dice {

    private static final int[] QUIRKS_IN_A_THOUSAND = {4, 12, 30, 60, 150, 300};

    private final Random random;
    private final int quirks;
    private final Random aside;

    Dice(long seed) {
        this.random = new Random(seed);
        this.quirks = QUIRKS_IN_A_THOUSAND[random.nextInt(QUIRKS_IN_A_THOUSAND.length)];
        this.aside = new Random(~seed);
    }

    private Dice(Dice of) {
        this.random = of.aside;
        this.quirks = of.quirks;
        this.aside = of.aside;
    }

    /** Dice whose throws change nothing that these throw: what they draw is laid over a world that stays as it is. */
    Dice aside() {
        return new Dice(this);
    }

    /** Something is out of order here. */
    boolean quirk() {
        return random.nextInt(1000) < quirks;
    }

    boolean percent(int chance) {
        return random.nextInt(100) < chance;
    }

    int below(int bound) {
        return random.nextInt(bound);
    }

    <T> T one(List<T> choices) {
        return choices.get(random.nextInt(choices.size()));
    }

    /** The usual, or in a quirk one of the others. */
    <T> T usually(T usual, List<T> others) {
        return quirk() ? one(others) : usual;
    }

    <T> Optional<T> rarely(Supplier<T> value) {
        return quirk() ? Optional.of(value.get()) : Optional.empty();
    }

    /** Any subset, the empty one and the whole among them. */
    <T> Set<T> some(List<T> choices) {
        int mask = random.nextInt(1 << choices.size());
        Set<T> some = new HashSet<>();
        for (int i = 0; i < choices.size(); i++) {
            if ((mask & (1 << i)) != 0) {
                some.add(choices.get(i));
            }
        }
        return some;
    }

    /** A subset that holds {@code needed}; in a quirk any subset. */
    <T> Set<T> with(T needed, List<T> choices) {
        Set<T> some = some(choices);
        if (!quirk()) {
            some.add(needed);
        }
        return some;
    }
}
