package org.passerelle.gateway.interchange;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Whoever takes only what is newer takes every change. */
class LeavingTest {
    private static final Instant FIRST = Instant.parse("2026-02-01T10:00:00.2Z");

    @Test
    void twoChangesWithinOneUnitAreOneBehindTheOther() {
        assertEquals("2026-02-01T10:00:00Z", last(FIRST));
        assertEquals("2026-02-01T10:00:01Z", last(FIRST, FIRST.plusMillis(500)));
        assertEquals("2026-02-01T10:00:02Z", last(FIRST, FIRST.plusMillis(500), FIRST.plusMillis(900)));
        assertEquals("2026-02-03T10:00:00Z", last(FIRST, FIRST.plusMillis(500), FIRST.plus(2, ChronoUnit.DAYS)));
    }

    private static String last(Instant... all) {
        return new Leaving.Changes(List.of(all)).last(ChronoUnit.SECONDS).toString();
    }
}
