package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;

/** A table whose rows the product itself dictates, in this order. */
record Listing(List<String> columns, List<List<String>> rows) implements Executor {
    Listing {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    @Override
    public Stream<String> faults(Table table) {
        List<String> faults = new ArrayList<>();
        if (!table.columns().equals(columns)) {
            faults.add("table " + table.name() + ": the columns are " + columns);
        }
        for (int row = 0; row < Math.max(rows.size(), table.rows().size()); row++) {
            List<String> said = row < table.rows().size() ? table.rows().get(row) : List.of();
            List<String> actual = row < rows.size() ? rows.get(row) : List.of();
            if (!said.equals(actual)) {
                faults.add(table.place(row) + said + " should be " + actual);
            }
        }
        return faults.stream();
    }

    @Override
    public List<String> texts(String column) {
        return Stream.concat(Stream.of(""), rows.stream().flatMap(List::stream))
                .distinct()
                .toList();
    }
}
