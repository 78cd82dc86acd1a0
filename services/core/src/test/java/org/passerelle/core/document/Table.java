package org.passerelle.core.document;

import java.util.ArrayList;
import java.util.List;

/**
 * A table of the document.
 *
 * @param name from the comment {@code <!-- table: name -->} above it; empty where there is none
 * @param line of its head
 * @param rows cells as written, without backticks
 */
record Table(String name, int line, List<String> columns, List<List<String>> rows) {
    Table {
        columns = List.copyOf(columns);
        rows = rows.stream().map(List::copyOf).toList();
    }

    /** The name, or where a table without one stands. */
    String title() {
        return name.isEmpty() ? "without name in line " + line : name;
    }

    String cell(int row, String column) {
        return rows.get(row).get(columns.indexOf(column));
    }

    /** The table with one cell written otherwise. */
    Table with(int row, int column, String text) {
        List<String> cells = new ArrayList<>(rows.get(row));
        cells.set(column, text);
        List<List<String>> changed = new ArrayList<>(rows);
        changed.set(row, cells);
        return new Table(name, line, columns, changed);
    }

    /** How a fault names a row. */
    String place(int row) {
        return "table " + name + ", line " + (line + 2 + row) + ": ";
    }
}
