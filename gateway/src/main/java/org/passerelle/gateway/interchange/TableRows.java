package org.passerelle.gateway.interchange;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HashSet;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.Set;

/** Rows of a table as items: each an object of its cells by their columns, so that it is understood without the header. */
final class TableRows implements Iterator<Item> {
    private static final String BYTE_ORDER_MARK = "\uFEFF";

    private final CsvReader rows;
    private final List<String> columns;
    private Optional<CsvReader.CsvRow> next;

    /** Reads the header; throws {@link UnreadableFile} when it does not fit the mapping. */
    TableRows(CsvReader rows, Mapping mapping) throws IOException {
        this.rows = rows;
        this.columns = header(rows.next());
        mapping.check(columns);
        this.next = rows.next();
    }

    private static List<String> header(Optional<CsvReader.CsvRow> row) {
        List<String> columns = row.orElseThrow(() -> new UnreadableFile("", 1, 1, "is empty")).cells().stream()
                .map(cell -> cell.replace(BYTE_ORDER_MARK, "").strip())
                .toList();
        Set<String> seen = new HashSet<>();
        for (int index = 0; index < columns.size(); index++) {
            if (columns.get(index).isEmpty() || !seen.add(columns.get(index))) {
                throw new UnreadableFile("", 1, index + 1, "each column has a name of its own");
            }
        }
        return columns;
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
        ObjectNode cells = JsonNodeFactory.instance.objectNode();
        for (int index = 0; index < columns.size(); index++) {
            cells.put(columns.get(index), row.cells().get(index));
        }
        return new Item.Whole(row.line(), cells.toString());
    }
}
