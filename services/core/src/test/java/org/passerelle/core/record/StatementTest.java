package org.passerelle.core.record;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.label.Grading;

/** A statement is known again by its members; what is none is not made into one. */
final class StatementTest {
    private static final Statement WHOLE = new Statement(
            "split-from",
            "Elders of the river",
            Optional.of("2014-03-18"),
            Optional.of("2014-06-01T09:00:00Z"),
            "their own letter",
            Optional.of(new Grading("B3")));

    @Test
    void isItsMembers() {
        assertEquals(Optional.of(WHOLE), Statement.of(WHOLE.members()));
        Statement bare = new Statement("supports", "x", Optional.empty(), Optional.empty(), "y", Optional.empty());
        assertEquals(Map.of("relation", "supports", "party", "x", "source", "y"), bare.members());
        assertEquals(Optional.of(bare), Statement.of(bare.members()));
    }

    @Test
    void noPlainTextIsOneAndNothingThatNamesNoSource() {
        for (Object other : List.of("MNLA", 5L, List.of(), Map.of("relation", "supports", "party", "x"))) {
            assertEquals(Optional.empty(), Statement.of(other), other::toString);
        }
    }
}
