package org.passerelle.screening.match;

import java.util.ArrayList;
import java.util.List;

/**
 * Reads pairs from CSV (RFC 4180) with the columns {@code schema,name1,name2,is_match} in any order; further columns are left alone. Strict: a row of
 * another length, a missing column, or an {@code is_match} that is neither true nor false is a {@link PairsFault}.
 */
public final class PairsFile {
    private static final List<String> COLUMNS = List.of("schema", "name1", "name2", "is_match");

    private final String text;
    private int at;
    private int line = 1;

    private PairsFile(String text) {
        this.text = text;
    }

    /** A file that is no file of pairs, and in which line that shows. */
    public static final class PairsFault extends Exception {
        private static final long serialVersionUID = 1;

        PairsFault(String problem, int line) {
            super("line %d: %s".formatted(line, problem));
        }
    }

    /** All pairs, in order. */
    public static List<JudgedPair> read(String text) throws PairsFault {
        return new PairsFile(text).pairs();
    }

    private List<JudgedPair> pairs() throws PairsFault {
        List<String> header = row();
        List<Integer> columns = new ArrayList<>();
        for (String column : COLUMNS) {
            int found = header.indexOf(column);
            if (found < 0) {
                throw new PairsFault("column %s is missing".formatted(column), 1);
            }
            columns.add(found);
        }
        List<JudgedPair> pairs = new ArrayList<>();
        int number = 1;
        while (at < text.length()) {
            int begin = line;
            List<String> cells = row();
            number++;
            if (cells.size() != header.size()) {
                throw new PairsFault("%d columns instead of %d".formatted(cells.size(), header.size()), begin);
            }
            pairs.add(new JudgedPair(
                    number,
                    cells.get(columns.get(0)),
                    cells.get(columns.get(1)),
                    cells.get(columns.get(2)),
                    truth(cells.get(columns.get(3)), begin)));
        }
        return pairs;
    }

    private static boolean truth(String cell, int line) throws PairsFault {
        return switch (cell) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new PairsFault("is_match is neither true nor false", line);
        };
    }

    private List<String> row() throws PairsFault {
        List<String> cells = new ArrayList<>();
        while (true) {
            cells.add(at < text.length() && text.charAt(at) == '"' ? quoted() : plain());
            if (at >= text.length()) {
                return cells;
            }
            char after = text.charAt(at++);
            if (after == '\r' && at < text.length() && text.charAt(at) == '\n') {
                after = text.charAt(at++);
            }
            if (after == '\n') {
                line++;
                return cells;
            }
            if (after != ',') {
                throw new PairsFault("a quoted cell goes on after its quote", line);
            }
        }
    }

    private String plain() {
        int begin = at;
        while (at < text.length() && ",\r\n".indexOf(text.charAt(at)) < 0) {
            at++;
        }
        return text.substring(begin, at);
    }

    private String quoted() throws PairsFault {
        int begin = line;
        StringBuilder cell = new StringBuilder();
        at++;
        while (at < text.length()) {
            char letter = text.charAt(at++);
            if (letter == '\n') {
                line++;
            }
            if (letter != '"') {
                cell.append(letter);
            } else if (at < text.length() && text.charAt(at) == '"') {
                cell.append('"');
                at++;
            } else {
                return cell.toString();
            }
        }
        throw new PairsFault("a quoted cell does not end", begin);
    }
}
