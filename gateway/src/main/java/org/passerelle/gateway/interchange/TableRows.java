package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/**
 * Rows of a table as items: each an object of its cells by their columns, so that it is understood without the header. A column without a
 * name is called by its place, {@code #1} the first. A table with the columns of our own exports has texts that are marked as no formulas,
 * and they are read as they were; an apostrophe in any other is text.
 */
final class TableRows implements Iterator<Item> {
    private final CsvReader rows;
    private final List<String> columns;
    private final boolean own;
    private final List<String> key;
    private final Map<List<String>, Long> lines = new HashMap<>();
    private Optional<CsvReader.CsvRow> next;

    /** Reads the header; throws {@link UnreadableFile} when it does not fit the mapping. */
    TableRows(CsvReader rows, Mapping mapping) throws IOException {
        this.rows = rows;
        this.columns = header(rows.next());
        this.own = CsvExport.wrote(columns);
        mapping.check(columns);
        this.key = mapping.table().key();
        for (int row = 0; row < mapping.table().skipped(); row++) {
            Optional<CsvReader.CsvRow> skipped = rows.next();
            mapping.table().skippedLike().ifPresent(like -> skipped.ifPresent(one -> check(one, like)));
        }
        this.next = rows.next();
    }

    // INVARIANT: where the mapping says how rows without data look, none that looks otherwise is left out as one.
    private static void check(CsvReader.CsvRow skipped, String like) {
        if (skipped.cells().stream().noneMatch(cell -> cell.strip().startsWith(like))) {
            throw new UnreadableFile(
                    "",
                    skipped.line(),
                    1,
                    "skipRows leaves this row out, and none of its cells begins with \"%s\", as skipRowsLike says"
                            .formatted(like));
        }
    }

    private static List<String> header(Optional<CsvReader.CsvRow> first) {
        CsvReader.CsvRow row = first.orElseThrow(() -> new UnreadableFile("", 1, 1, "is empty"));
        if (row.problem().isPresent()) {
            throw new UnreadableFile("", row.line(), 1, row.problem().get());
        }
        List<String> cells = row.cells();
        List<String> columns = new ArrayList<>();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < cells.size(); index++) {
            String name = cells.get(index).strip();
            columns.add(name.isEmpty() ? "#" + (index + 1) : name);
            if (!seen.add(columns.getLast())) {
                throw new UnreadableFile("", 1, index + 1, "each column has a name of its own");
            }
        }
        return List.copyOf(columns);
    }

    @Override
    public boolean hasNext() {
        return next.isPresent();
    }

    @Override
    public Item next() {
        CsvReader.CsvRow row = next.orElseThrow(NoSuchElementException::new);
        try {
            next = rows.next();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
        return item(row);
    }

    private Item item(CsvReader.CsvRow row) {
        if (row.problem().isPresent()) {
            return new Item.Broken(row.line(), row.problem().get());
        }
        if (row.cells().size() != columns.size()) {
            return new Item.Broken(
                    row.line(),
                    "has %d cells where the table has %d columns"
                            .formatted(row.cells().size(), columns.size()));
        }
        Optional<Long> before = repeated(row);
        if (before.isPresent()) {
            return new Item.Broken(row.line(), "repeats line %d in %s".formatted(before.get(), String.join(", ", key)));
        }
        ObjectNode cells = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < columns.size(); index++) {
            String cell = row.cells().get(index);
            cells.put(columns.get(index), own ? Formulas.unmarked(cell) : cell);
        }
        return new Item.Whole(row.line(), cells.toString());
    }

    /** The line of a row with the same key; of a row whose key is empty there is none. */
    private Optional<Long> repeated(CsvReader.CsvRow row) {
        List<String> cells = key.stream()
                .map(column -> row.cells().get(columns.indexOf(column)).strip())
                .toList();
        return cells.stream().allMatch(String::isEmpty)
                ? Optional.empty()
                : Optional.ofNullable(lines.putIfAbsent(cells, row.line()));
    }
}
