package org.passerelle.core.sanctions;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.names.Name;
import org.passerelle.core.sanctions.ListEntry.ListedName;

final class ListsTest {

    private static ListEntry entry(String id, String... names) {
        return new ListEntry(
                id,
                "XXi." + id,
                ListEntry.Kind.INDIVIDUAL,
                "Invented",
                List.of(names).stream().map(name -> new ListedName(name, "")).toList(),
                List.of(new Evidence.Years(1970, 1970)),
                Set.of("mali"),
                Optional.empty());
    }

    @Test
    void tellsWhatWasAddedChangedAndDelisted() {
        ListEntry gone = entry("1", "Akli ag Tamakast");
        ListEntry kept = entry("2", "Ogobara Guindo");
        ListEntry renamed = entry("3", "Efad ag Tarhlift", "Efad");
        ListDelta delta = ListDelta.between(
                List.of(gone, kept, entry("3", "Efad ag Tarhlift")),
                List.of(kept, renamed, entry("4", "Bazi Wassoudene")));
        assertEquals(List.of("4"), ids(delta.added()));
        assertEquals(List.of("3"), ids(delta.changed()));
        assertEquals(List.of("1"), ids(delta.delisted()));
    }

    private static List<String> ids(List<ListEntry> entries) {
        return entries.stream().map(ListEntry::id).toList();
    }

    @Test
    void answersOncePerEntryWithTheNameThatFitsBest() {
        ListMatcher matcher = ListMatcher.of(
                List.of(entry("1", "Tamakast Akli ag Efad", "Akli ag Tamakast"), entry("2", "Ogobara Guindo")), 0.8);
        List<ListMatcher.Hit> hits = matcher.hits(Name.of("Akly Tamakast"), Evidence.NONE);
        assertEquals(1, hits.size());
        assertEquals("Akli ag Tamakast", hits.getFirst().name().text());
        assertTrue(matcher.hits(Name.of("Bazi Wassoudene"), Evidence.NONE).isEmpty());
        assertEquals(3, matcher.size());
    }

    @Test
    void refusesAThresholdThatLetsEverythingIn() {
        assertThrows(IllegalArgumentException.class, () -> ListMatcher.of(List.of(), 0));
        assertThrows(IllegalArgumentException.class, () -> ListMatcher.of(List.of(), Double.NaN));
    }

    @Test
    void refusesTwoEntriesOfOneId() {
        assertThrows(
                IllegalArgumentException.class,
                () -> new SanctionsList("2026-01-01", List.of(entry("1", "Efad"), entry("1", "Bazi"))));
    }
}
