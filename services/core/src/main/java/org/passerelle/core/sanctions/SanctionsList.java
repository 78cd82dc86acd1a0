package org.passerelle.core.sanctions;

import java.util.HashSet;
import java.util.List;
import java.util.Set;

/**
 * One publication of a list.
 *
 * @param published as the publisher dates it
 */
public record SanctionsList(String published, List<ListEntry> entries) {
    public SanctionsList {
        entries = List.copyOf(entries);
        Set<String> ids = new HashSet<>();
        for (ListEntry entry : entries) {
            if (!ids.add(entry.id())) {
                throw new IllegalArgumentException("two entries have the id " + entry.id());
            }
        }
    }

    /** How many of a kind are listed. */
    public long count(ListEntry.Kind kind) {
        return entries.stream().filter(entry -> entry.kind() == kind).count();
    }
}
