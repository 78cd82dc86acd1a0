package org.passerelle.node.bench.screening;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.sanctions.ListEntry;
import org.passerelle.core.sanctions.ListEntry.ListedName;

/** An invented list of the published one's size, for machines that do not have that: each entry has a name and three aliases. */
final class ListDraw {
    private static final int ENTRIES = 1_068;
    private static final int NAMES = 4;
    private static final long SEED = 2;

    private ListDraw() {}

    static List<ListEntry> entries() {
        List<PersonDraw.Person> persons = new PersonDraw(SEED).draw(ENTRIES * NAMES);
        List<ListEntry> entries = new ArrayList<>();
        for (int id = 0; id < ENTRIES; id++) {
            List<PersonDraw.Person> own = persons.subList(id * NAMES, (id + 1) * NAMES);
            entries.add(new ListEntry(
                    Integer.toString(id),
                    "XXi." + id,
                    ListEntry.Kind.INDIVIDUAL,
                    "Invented",
                    own.stream()
                            .map(person -> new ListedName(person.name(), ""))
                            .toList(),
                    own.getFirst().evidence().born(),
                    Set.copyOf(own.getFirst().evidence().countries()),
                    Optional.empty()));
        }
        return entries;
    }
}
