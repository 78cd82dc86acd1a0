package org.passerelle.core.document;

import java.util.List;
import java.util.stream.Stream;

/** Holds a table against the product. */
interface Executor {
    /** What is wrong with the table; nothing if it is true. */
    Stream<String> faults(Table table);

    /** Texts that a cell of the column might be changed to. */
    List<String> texts(String column);
}
