package org.passerelle.gateway.interchange;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads rows of cells: quoted ones may hold delimiters, line breaks and doubled quotation marks. */
final class CsvReader {
    private static final int QUOTE = '"';
    private static final int END = Characters.END;
    private static final int BYTE_ORDER_MARK = '\uFEFF';
    private static final Optional<String> TOO_LONG =
            Optional.of("is longer than " + Lines.LONGEST + " characters; is a quotation mark left open?");

    private final Characters file;
    private final char delimiter;
    private final Charset encoding;
    private long line = 1;
    /** Of the row that is read: its characters, with the delimiters between its cells. */
    private long length;

    private boolean first = true;
    private boolean returned;
    private int ahead = Integer.MIN_VALUE;

    CsvReader(InputStream file, char delimiter, Charset encoding) {
        this.file = new Characters(file, encoding);
        this.delimiter = delimiter;
        this.encoding = encoding;
    }

    /**
     * A row.
     *
     * @param line in which it begins, from 1
     * @param problem why its cells are not what they seem
     */
    record CsvRow(long line, List<String> cells, Optional<String> problem) {
        boolean blank() {
            return problem.isEmpty() && cells.size() == 1 && cells.getFirst().isBlank();
        }
    }

    /** The next row that is not blank; empty at the end. */
    Optional<CsvRow> next() throws IOException {
        try {
            while (peek() != END) {
                CsvRow row = row();
                if (!row.blank()) {
                    return Optional.of(row);
                }
            }
            return Optional.empty();
        } catch (CharacterCodingException malformed) {
            throw new UnreadableFile("", line, 0, "is not " + encoding.name() + " from here on");
        }
    }

    /** Of a row that is too long nothing is kept, and all of it is read: what follows begins where a row does. */
    private CsvRow row() throws IOException {
        long begins = line;
        length = -1;
        List<String> cells = new ArrayList<>();
        Optional<String> problem = Optional.empty();
        do {
            length++;
            StringBuilder cell = new StringBuilder();
            Optional<String> found = peek() == QUOTE ? quoted(cell) : plain(cell);
            problem = problem.or(() -> found);
            if (length <= Lines.LONGEST) {
                cells.add(cell.toString());
            }
        } while (read() == delimiter);
        return length <= Lines.LONGEST ? new CsvRow(begins, cells, problem) : new CsvRow(begins, List.of(), TOO_LONG);
    }

    private Optional<String> plain(StringBuilder cell) throws IOException {
        while (!ends(peek())) {
            take(read(), cell);
        }
        return Optional.empty();
    }

    private Optional<String> quoted(StringBuilder cell) throws IOException {
        read();
        while (true) {
            int next = read();
            if (next == END) {
                return Optional.of("ends within quotation marks");
            }
            if (next != QUOTE) {
                take(next, cell);
            } else if (peek() == QUOTE) {
                take(read(), cell);
            } else {
                return ends(peek()) ? Optional.empty() : afterQuote(cell);
            }
        }
    }

    private void take(int character, StringBuilder cell) {
        length++;
        if (length <= Lines.LONGEST) {
            cell.append((char) character);
        }
    }

    private Optional<String> afterQuote(StringBuilder cell) throws IOException {
        plain(cell);
        return Optional.of("has text behind a closing quotation mark");
    }

    private boolean ends(int character) {
        return character == delimiter || character == '\n' || character == END;
    }

    private int peek() throws IOException {
        if (ahead == Integer.MIN_VALUE) {
            ahead = character();
        }
        return ahead;
    }

    private int read() throws IOException {
        int next = peek();
        ahead = Integer.MIN_VALUE;
        line += next == '\n' ? 1 : 0;
        return next;
    }

    /** Line ends of every system are one, and a byte order mark is no part of the first cell. */
    private int character() throws IOException {
        int next = file.next();
        if ((first && next == BYTE_ORDER_MARK) || (returned && next == '\n')) {
            next = file.next();
        }
        first = false;
        returned = next == '\r';
        return returned ? '\n' : next;
    }
}
