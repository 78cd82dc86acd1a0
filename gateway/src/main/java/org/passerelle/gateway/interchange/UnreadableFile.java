package org.passerelle.gateway.interchange;

/** A file, or the mapping of its columns, that is not what its format says; nothing can be taken from it. */
public final class UnreadableFile extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final long line;
    private final int column;

    /**
     * @param pointer into a mapping; empty for the file itself
     * @param line from 1; 0 when it has none
     */
    public UnreadableFile(String pointer, long line, int column, String problem) {
        super(problem);
        this.pointer = pointer;
        this.line = line;
        this.column = column;
    }

    public String pointer() {
        return pointer;
    }

    public long line() {
        return line;
    }

    public int column() {
        return column;
    }
}
