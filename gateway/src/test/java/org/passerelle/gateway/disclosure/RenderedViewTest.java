package org.passerelle.gateway.disclosure;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.Action;
import org.passerelle.core.decision.Decide;
import org.passerelle.core.decision.Decision;
import org.passerelle.core.decision.Request;
import org.passerelle.core.decision.Strength;
import org.passerelle.core.label.Level;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.world.World;

/** A view is the same while what its reader is told of its retention is, but for a term that counts from each reading. */
final class RenderedViewTest {
    private static final Instant NOON = World.BEGIN.plus(Duration.ofHours(12));

    @Test
    void aTermOfTheClauseCountsFromEachReadingAndChangesNothing() {
        RenderedView first = view(Optional.empty(), 0);
        RenderedView second = view(Optional.empty(), 1);
        assertNotEquals(first.json().get("retainUntil"), second.json().get("retainUntil"));
        assertArrayEquals(first.identity(), second.identity());
    }

    @Test
    void aTermOfTheLabelIsPartOfWhatItIs() {
        RenderedView later = view(Optional.of(30), 0);
        RenderedView sooner = view(Optional.of(20), 0);
        assertFalse(Arrays.equals(later.identity(), sooner.identity()));
        assertFalse(Arrays.equals(view(Optional.empty(), 0).identity(), sooner.identity()));
        assertArrayEquals(sooner.identity(), view(Optional.of(20), 1).identity());
    }

    @Test
    void aTermOfTheLabelThatIsNotToldMakesNoDifference() {
        RenderedView later = view(Optional.of(300), 0);
        RenderedView sooner = view(Optional.of(200), 0);
        assertEquals(later.json(), sooner.json());
        assertArrayEquals(later.identity(), sooner.identity());
    }

    /** A record that may be kept for so many days from the beginning, as it is read so many days later. */
    private static RenderedView view(Optional<Integer> days, long later) {
        Optional<Instant> until = days.map(one -> World.BEGIN.plus(Duration.ofDays(one)));
        StoredRecord record = World.retained("shared", "RIVER", Level.CONFIDENTIAL, "the ford", until);
        Instant at = NOON.plus(Duration.ofDays(later));
        Bundle bundle = World.retaining(1);
        Request request = new Request("lake.officer", Strength.SECOND_FACTOR, Action.READ, "early-warning", Set.of());
        Decision decision =
                Decide.decide(new LeasedBundle(bundle, true, at.plusSeconds(3)), request, record.facts(), at);
        return Judgement.of(bundle, "LAKE", record, assertInstanceOf(Decision.Judged.class, decision), at)
                .rendered()
                .orElseThrow();
    }
}
