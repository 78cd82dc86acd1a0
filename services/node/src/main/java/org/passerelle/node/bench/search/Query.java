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
            case AREA -> {
                double west = random.nextInt(90) / 10.0;
                double south = 12 + random.nextInt(90) / 10.0;
                yield Filter.in(List.of(west, south, west + 1, south + 1));
            }
        };
    }
}
