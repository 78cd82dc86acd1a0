package org.passerelle.node.seed;

import java.util.Comparator;

/**
 * One thing wrong in the configuration, and where.
 *
 * @param file path as the reader can open it
 * @param line from 1
 * @param column from 1
 */
public record ConfigurationFault(String file, int line, int column, String message)
        implements Comparable<ConfigurationFault> {

    private static final Comparator<ConfigurationFault> ORDER = Comparator.comparing(ConfigurationFault::file)
            .thenComparingInt(ConfigurationFault::line)
            .thenComparingInt(ConfigurationFault::column)
            .thenComparing(ConfigurationFault::message);

    @Override
    public int compareTo(ConfigurationFault other) {
        return ORDER.compare(this, other);
    }

    /** {@code file:line:column: message}. */
    @Override
    public String toString() {
        return file + ":" + line + ":" + column + ": " + message;
    }
}
