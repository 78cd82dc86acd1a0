package org.passerelle.screening.lists;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.names.Name;
import org.passerelle.core.sanctions.ListMatcher;
import org.passerelle.core.sanctions.SanctionsList;
import org.passerelle.screening.ReferenceData;
import org.passerelle.screening.ScreeningFixture;

/** Over the Consolidated List as the UN published it, and a damaged copy of a later one, where they are at hand. */
final class SanctionsListReferenceDataTest {
    private static final Path PUBLISHED = ReferenceData.file("un-sc-consolidated", "consolidated-2020-11-23.xml");
    private static final Path DAMAGED =
            ReferenceData.file("un-sc-consolidated", "consolidated-2025-raw-badencoding.xml");

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @BeforeEach
    void published() {
        assumeTrue(Files.isRegularFile(PUBLISHED), "no published list at " + PUBLISHED + ": skipped");
    }

    private static ImportOutcome take(ScreeningFixture fixture, Path file) throws IOException {
        return await(fixture.bus.ask(
                Sanctions.IMPORT,
                new Sanctions.Import(ListFixture.packed(Files.readAllBytes(file)), "MISSION", "mission.platform")));
    }

    @Test
    void takesThePublishedListAndKeepsItWhenALaterOneIsDamaged() throws IOException {
        try (ScreeningFixture fixture = new ScreeningFixture(home)) {
            fixture.start();
            ImportOutcome.Imported imported = assertInstanceOf(ImportOutcome.Imported.class, take(fixture, PUBLISHED));
            assertEquals(713, imported.version().individuals());
            assertEquals(305, imported.version().entities());
            ImportOutcome.Refused refused = assertInstanceOf(ImportOutcome.Refused.class, take(fixture, DAMAGED));
            assertEquals(53, refused.line());
            assertTrue(refused.column() > 0, "the column is missing");
            assertEquals(
                    1018,
                    await(fixture.database.transaction(ListStore::inForce)).size());
        }
    }

    @Test
    void findsEveryListedNameByItself() throws IOException, ListFault {
        SanctionsList list = UnListReader.read(Files.readAllBytes(PUBLISHED));
        ListMatcher matcher = ListMatcher.of(list.entries(), 0.8);
        int names = 0;
        int found = 0;
        for (var entry : list.entries()) {
            for (var name : entry.names()) {
                names++;
                found += matcher.hits(Name.of(name.text()), Evidence.NONE).stream()
                                .anyMatch(hit -> hit.entry().id().equals(entry.id()))
                        ? 1
                        : 0;
            }
        }
        // A single frequent name, of which the list has some as weak aliases, is nobody's.
        assertTrue(found >= names * 0.97, "only %d of %d names are found by themselves".formatted(found, names));
    }
}
