package org.passerelle.core.sanctions;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.core.names.Comparison;
import org.passerelle.core.names.Evidence;
import org.passerelle.core.names.Name;
import org.passerelle.core.names.NameIndex;
import org.passerelle.core.names.NameMatcher;
import org.passerelle.core.sanctions.ListEntry.ListedName;

/** Finds who on a list may be meant by a name. Immutable, and safe for many threads. */
public final class ListMatcher {
    /** An entry's name that fits, and how. */
    public record Hit(ListEntry entry, ListedName name, Comparison comparison) {}

    private record Listed(ListEntry entry, ListedName name) {}

    private final List<Listed> listed;
    private final NameIndex index;
    private final double threshold;

    private ListMatcher(List<Listed> listed, NameIndex index, double threshold) {
        this.listed = listed;
        this.index = index;
        this.threshold = threshold;
    }

    /**
     * Reads every name of the entries once.
     *
     * @param threshold the score from which a name is a hit, above 0 and at most 1
     */
    public static ListMatcher of(List<ListEntry> entries, double threshold) {
        if (!(threshold > 0 && threshold <= 1)) {
            throw new IllegalArgumentException("a threshold lies above 0 and is at most 1");
        }
        List<Listed> listed = new ArrayList<>();
        for (ListEntry entry : entries) {
            entry.names().forEach(name -> listed.add(new Listed(entry, name)));
        }
        List<Name> names =
                listed.stream().map(each -> Name.of(each.name().text())).toList();
        return new ListMatcher(List.copyOf(listed), NameIndex.of(names), threshold);
    }

    /** How many names there are, aliases included. */
    public int size() {
        return listed.size();
    }

    /** Entries that may be meant, each with its name that fits best, the best first. A hit is a question, never an answer. */
    public List<Hit> hits(Name name, Evidence evidence) {
        Map<String, Hit> best = new HashMap<>();
        double floor = threshold - Evidence.MOST_SUPPORT;
        NameIndex.Question question = index.ask(name);
        for (int at : question.candidates()) {
            if (question.score(at, floor) < floor) {
                continue;
            }
            Listed candidate = listed.get(at);
            Comparison comparison = Evidence.weigh(
                    NameMatcher.compare(name, index.name(at)),
                    evidence,
                    candidate.entry().evidence());
            if (comparison.score() >= threshold) {
                best.merge(
                        candidate.entry().id(),
                        new Hit(candidate.entry(), candidate.name(), comparison),
                        (one, other) ->
                                other.comparison().score() > one.comparison().score() ? other : one);
            }
        }
        return best.values().stream()
                .sorted(Comparator.comparingDouble(
                                (Hit hit) -> -hit.comparison().score())
                        .thenComparing(hit -> hit.entry().id()))
                .toList();
    }
}
