package org.passerelle.node.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** Looks for leaves that were written after a suspension had returned, and depend on it nevertheless. */
final class Verdicts {
    private final Books books;

    Verdicts(Books books) {
        this.books = books;
    }

    /** How many there are. */
    long leaves(List<Cut> cuts) {
        Map<String, List<Cut>> byLog = new TreeMap<>();
        cuts.forEach(cut ->
                byLog.computeIfAbsent(cut.log(), log -> new ArrayList<>()).add(cut));
        long found = 0;
        for (Map.Entry<String, List<Cut>> log : byLog.entrySet()) {
            long from = log.getValue().stream().mapToLong(Cut::from).min().orElse(0);
            found += violations(books.leaves(log.getKey(), from), log.getValue());
        }
        return found;
    }

    static long violations(List<Books.Leaf> leaves, List<Cut> cuts) {
        return leaves.stream()
                .mapToLong(leaf ->
                        cuts.stream().filter(cut -> cut.violatedBy(leaf)).count())
                .sum();
    }
}
