package org.passerelle.core.names;

import java.util.List;

/** A name read once, ready to be compared with many. */
public final class Name {
    private final String text;
    private final List<Part> parts;
    private final String sounds;

    Name(String text, List<Part> parts) {
        this.text = text;
        this.parts = List.copyOf(parts);
        StringBuilder run = new StringBuilder();
        parts.forEach(part -> run.append(part.whole()));
        this.sounds = run.toString();
    }

    /** Reads a name in any script of the tables; never fails: what cannot be read has no parts. */
    public static Name of(String text) {
        return new NameReading(text).name();
    }

    /** As it was given. */
    public String text() {
        return text;
    }

    /** In order, particles taken up in them. */
    List<Part> parts() {
        return parts;
    }

    /** The sounds of all parts, run together. */
    String sounds() {
        return sounds;
    }

    @Override
    public String toString() {
        return text;
    }
}
