package org.passerelle.core.names;

import java.util.List;

/**
 * How well two names fit, from 0 to 1, and why.
 *
 * @param meetings which parts met which, and what met nothing
 * @param lowered what lowered the score beyond that
 * @param raised what else raised it
 */
public record Comparison(double score, List<Meeting> meetings, List<Lowering> lowered, List<Raising> raised) {
    /** What lowers the score of a whole name. */
    public enum Lowering {
        /** Father and child have changed places. */
        DESCENT_REVERSED,
        /** Two frequent names have changed places. */
        FREQUENT_REVERSED,
        /** Only one part has met, or there is only one and it is frequent. */
        ONE_PART_ONLY,
        BORN_AT_ANOTHER_TIME,
        ANOTHER_COUNTRY
    }

    /** What supports a likeness of names. */
    public enum Raising {
        BORN_AT_THE_SAME_TIME,
        SAME_COUNTRY
    }

    public Comparison {
        meetings = List.copyOf(meetings);
        lowered = List.copyOf(lowered);
        raised = List.copyOf(raised);
    }

    Comparison(double score, List<Meeting> meetings, List<Lowering> lowered) {
        this(score, meetings, lowered, List.of());
    }
}
