package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class PublicationDateTest {

    @Test
    void readsTheFormsThatArePublished() {
        assertEquals(
                Optional.of(Instant.parse("2020-11-24T00:10:17.6Z")),
                PublicationDate.read("2020-11-23T19:10:17.6-05:00"));
        assertEquals(
                Optional.of(Instant.parse("2025-08-16T23:00:05.233Z")),
                PublicationDate.read("2025-08-16T23:00:05.233Z"));
        assertEquals(Optional.empty(), PublicationDate.read("2025-08-16"));
    }

    @Test
    void comparesInstantsAndNotTheirSpelling() {
        assertTrue(PublicationDate.older("2026-01-10T10:30:00+01:00", "2026-01-10T10:00:00Z"));
        assertFalse(PublicationDate.older("2026-01-10T05:00:00-05:00", "2026-01-10T10:00:00Z"));
        assertFalse(PublicationDate.older("2026-01-10T09:00:00-05:00", "2026-01-10T10:00:00Z"));
    }

    @Test
    void isNotOlderThanWhatNobodyCanDate() {
        assertFalse(PublicationDate.older("2026-01-10T10:00:00Z", "last Friday"));
    }
}
