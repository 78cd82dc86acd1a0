package org.passerelle.node.bench.search;

import java.util.List;
import java.util.Locale;
import java.util.Random;
import org.passerelle.core.message.Searching.Filter;

/** What is asked. */
public enum Query {
    /** The newest 100. */
    PAGE,
    /** The newest 100 in which a word stands. */
    TEXT,
    /** The newest 100 in a box of one degree. */
    AREA,
    /** As {@link #TEXT}, with a word so frequent that a thousandth of a million records fills the page too: by this, growth is told. */
    FREQUENT,
    /** As {@link #AREA}, in a box of four degrees, which fills the page likewise. */
    WIDE,
    COUNT,
    /** Counts by country and by grading. */
    FACETS;

    static final int LIMIT = 100;

    String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** One such question, drawn. */
    Filter draw(Random random) {
        return switch (this) {
            case PAGE, COUNT, FACETS -> Filter.NONE;
            case TEXT -> Filter.of(StoreFill.word(StoreFill.rank(random)));
            case FREQUENT -> Filter.of(StoreFill.word(random.nextInt(StoreFill.FREQUENT)));
            case AREA -> box(random, 1);
            case WIDE -> box(random, 4);
        };
    }

    /** A square within the ten degrees in which all places lie. */
    private static Filter box(Random random, int degrees) {
        int steps = (10 - degrees) * 10;
        double west = random.nextInt(steps) / 10.0;
        double south = 12 + random.nextInt(steps) / 10.0;
        return Filter.in(List.of(west, south, west + degrees, south + degrees));
    }
}
