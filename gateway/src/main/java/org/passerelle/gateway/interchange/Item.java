package org.passerelle.gateway.interchange;

/** One item of a file, which becomes one submission. */
public sealed interface Item {
    /** Line of the file in which the item begins, from 1. */
    long line();

    /** @param text as the format's {@link Translator} reads it */
    record Whole(long line, String text) implements Item {}

    /** What cannot be read as an item; the rest of the file can. */
    record Broken(long line, String problem) implements Item {}
}
