package org.passerelle.core.document;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The tables of a Markdown document, each named by a comment above it. */
record Document(List<Table> tables) {
    private static final Path POLICY = Path.of("../../docs/POLICY.md");
    private static final Pattern NAME = Pattern.compile("<!-- table: ([a-z0-9-]+) -->");

    Document {
        tables = List.copyOf(tables);
    }

    static Document policy() {
        try {
            return of(Files.readAllLines(POLICY));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    static Document of(List<String> lines) {
        List<Table> tables = new ArrayList<>();
        String name = "";
        int line = 0;
        while (line < lines.size()) {
            String text = lines.get(line);
            Matcher comment = NAME.matcher(text.trim());
            if (comment.matches()) {
                name = comment.group(1);
            } else if (row(text)) {
                int head = line;
                List<List<String>> rows = new ArrayList<>();
                while (line < lines.size() && row(lines.get(line))) {
                    rows.add(cells(lines.get(line)));
                    line++;
                }
                tables.add(table(name, head + 1, rows));
                name = "";
                continue;
            } else if (!text.isBlank()) {
                name = "";
            }
            line++;
        }
        return new Document(tables);
    }

    Optional<Table> table(String name) {
        return tables.stream().filter(table -> table.name().equals(name)).findFirst();
    }

    private static boolean row(String text) {
        return text.startsWith("|");
    }

    private static Table table(String name, int line, List<List<String>> rows) {
        boolean ruled = rows.size() > 2 && rows.get(1).stream().allMatch(cell -> cell.matches(":?-+:?"));
        if (!ruled
                || rows.stream().anyMatch(row -> row.size() != rows.getFirst().size())) {
            throw new IllegalArgumentException(
                    "line " + line + ": a table has a head, a rule and rows of equally many cells");
        }
        return new Table(name, line, rows.getFirst(), rows.subList(2, rows.size()));
    }

    private static List<String> cells(String text) {
        String inner = text.strip();
        String[] cells = inner.substring(1, inner.length() - (inner.endsWith("|") ? 1 : 0))
                .split("\\|", -1);
        return Arrays.stream(cells).map(cell -> cell.replace("`", "").strip()).toList();
    }
}
