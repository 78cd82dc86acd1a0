package org.passerelle.gateway.interchange;

import java.util.regex.Pattern;

/**
 * Keeps spreadsheets from running what is text in a table that leaves, and finds that text again. A spreadsheet runs a cell that begins
 * with one of {@code = + - @}, whatever quotation marks or spaces stand in front; and where it separates by semicolons or tabs, or breaks
 * rows at every line break, cells begin in the middle of ours.
 */
final class Formulas {
    private static final String BEGIN = "(?:^|(?<=[;\\t\\r\\n]))";
    /** Marks are among what may stand in front, so that each text has one that comes back as that text and no other. */
    private static final String RUNS = "['\" ]*+[=+\\-@]";

    private static final String BLANK = "['\" ]*+[\\t\\r\\n]";
    private static final Pattern UNMARKED = Pattern.compile(BEGIN + "(?=" + RUNS + ")|^(?=" + BLANK + ")");
    private static final Pattern MARKED = Pattern.compile(BEGIN + "'(?=" + RUNS + ")|^'(?=" + BLANK + ")");
    private static final Pattern JSON = Pattern.compile("(;[' ]*+)([=+\\-@])");

    private Formulas() {}

    /** The text with an apostrophe in front of each formula in it. */
    static String marked(String text) {
        return UNMARKED.matcher(text).replaceAll("'");
    }

    /** The text that was marked. */
    static String unmarked(String marked) {
        return MARKED.matcher(marked).replaceAll("");
    }

    /** The same JSON without a formula in it. A semicolon is in its texts alone, and so is what is escaped behind one. */
    static String escaped(String json) {
        return JSON.matcher(json)
                .replaceAll(found -> found.group(1)
                        + "\\\\u%04x".formatted((int) found.group(2).charAt(0)));
    }
}
