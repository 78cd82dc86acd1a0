package org.passerelle.core.impact;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.decision.Verdict;

/**
 * How many records change for one recipient, action and purpose. A record counts by the best verdict among its portions; records of
 * which nothing is permitted or held under either policy are not counted. Not safe for use by several threads.
 */
public final class Tally {

    /** Rows that are kept apart; of what comes later the records are counted together. */
    static final int MOST_ROWS = 2_000;

    private static final int MOST_EXAMPLES = 6;

    /** A row with how many records it concerns and ids of some. */
    public record Row(ClassChange change, long records, List<String> examples) {}

    private static final class Count {
        private long records;
        private final Set<String> examples = new LinkedHashSet<>();
    }

    private final Map<Verdict, Map<Verdict, Long>> records = new EnumMap<>(Verdict.class);
    private final Map<ClassChange, Count> rows = new LinkedHashMap<>();
    private long otherTerms;
    private long leftOut;

    /** @param changes what changes for its portions, each once for all portions that are alike */
    void add(RecordKind kind, Verdict before, Verdict after, Set<ClassChange> changes) {
        records.computeIfAbsent(before, first -> new EnumMap<>(Verdict.class)).merge(after, kind.records(), Long::sum);
        if (before == after && !changes.isEmpty()) {
            otherTerms += kind.records();
        }
        for (ClassChange change : new HashSet<>(changes)) {
            Count count =
                    rows.size() < MOST_ROWS ? rows.computeIfAbsent(change, first -> new Count()) : rows.get(change);
            if (count == null) {
                leftOut += kind.records();
            } else {
                count.records += kind.records();
                kind.examples().stream()
                        .limit(Math.max(0, MOST_EXAMPLES - count.examples.size()))
                        .forEach(count.examples::add);
            }
        }
    }

    /** Records that were decided so, and would be so. */
    public long records(Verdict before, Verdict after) {
        return records.getOrDefault(before, Map.of()).getOrDefault(after, 0L);
    }

    /** Records with the same verdict before and after, of which some portion changes its verdict or its terms. */
    public long otherTerms() {
        return otherTerms;
    }

    /** Whether anything changes. */
    public boolean changes() {
        return !rows.isEmpty();
    }

    /** By label class and change; those that concern most records first. */
    public List<Row> rows() {
        List<Row> all = new ArrayList<>();
        rows.forEach((change, count) -> all.add(new Row(change, count.records, List.copyOf(count.examples))));
        all.sort(Comparator.comparingLong(Row::records).reversed());
        return List.copyOf(all);
    }

    /** Records in rows that are not told apart, counted once for each such row. */
    public long leftOut() {
        return leftOut;
    }
}
