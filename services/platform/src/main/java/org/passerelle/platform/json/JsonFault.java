package org.passerelle.platform.json;

import java.util.Optional;

/**
 * JSON that is not what was expected, and exactly where. Messages are in domain words and never echo content.
 */
public final class JsonFault extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String pointer;
    private final int line;
    private final int column;
    private final String problem;
    private final transient Optional<String> suggestion;

    public JsonFault(String pointer, int line, int column, String problem, Optional<String> suggestion) {
        super(
                "line " + line + ", column " + column + (pointer.isEmpty() ? "" : ", at " + pointer) + ": " + problem
                        + suggestion.map(word -> "; did you mean " + word + "?").orElse(""),
                null,
                false,
                false);
        this.pointer = pointer;
        this.line = line;
        this.column = column;
        this.problem = problem;
        this.suggestion = suggestion;
    }

    /** JSON pointer (RFC 6901) of the faulty or missing value; empty for the whole document. */
    public String pointer() {
        return pointer;
    }

    /** From 1. */
    public int line() {
        return line;
    }

    /** From 1. */
    public int column() {
        return column;
    }

    /** What is wrong, without place and suggestion. */
    public String problem() {
        return problem;
    }

    /** The known word nearest to an unknown one. */
    public Optional<String> suggestion() {
        return suggestion;
    }
}
