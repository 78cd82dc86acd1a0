package org.passerelle.core.sanctions;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/** How one publication differs from the one before: by identifier, in the order of the lists. */
public record ListDelta(List<ListEntry> added, List<ListEntry> changed, List<ListEntry> delisted) {
    public ListDelta {
        added = List.copyOf(added);
        changed = List.copyOf(changed);
        delisted = List.copyOf(delisted);
    }

    public static ListDelta between(List<ListEntry> before, List<ListEntry> after) {
        Map<String, ListEntry> was = byId(before);
        Map<String, ListEntry> is = byId(after);
        return new ListDelta(
                after.stream().filter(entry -> !was.containsKey(entry.id())).toList(),
                after.stream()
                        .filter(entry -> was.containsKey(entry.id()) && !Objects.equals(was.get(entry.id()), entry))
                        .toList(),
                before.stream().filter(entry -> !is.containsKey(entry.id())).toList());
    }

    private static Map<String, ListEntry> byId(List<ListEntry> entries) {
        Map<String, ListEntry> byId = new HashMap<>();
        entries.forEach(entry -> byId.put(entry.id(), entry));
        return byId;
    }
}
