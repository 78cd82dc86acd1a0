package org.passerelle.screening.lists;

/** A publication that is not taken, and where its fault stands. */
public final class ListFault extends Exception {
    private static final long serialVersionUID = 1;

    private final int line;
    private final int column;

    ListFault(String problem, int line, int column) {
        super(problem);
        this.line = line;
        this.column = column;
    }

    /** From 1; 0 where no line can be named. */
    public int line() {
        return line;
    }

    /** From 1; 0 where no column can be named. */
    public int column() {
        return column;
    }

    /** What is wrong, without content of the list. */
    public String problem() {
        return String.valueOf(getMessage());
    }
}
