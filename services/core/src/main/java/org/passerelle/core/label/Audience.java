package org.passerelle.core.label;

import java.util.Collections;
import java.util.Set;
import java.util.TreeSet;

/** A set that restricts: everybody, or only those named; {@code Only(∅)} is nobody. */
public sealed interface Audience {

    /** No restriction. */
    record Unrestricted() implements Audience {}

    /** Exactly the named; an empty set names nobody. */
    record Only(Set<String> names) implements Audience {
        public Only {
            names = Collections.unmodifiableSet(new TreeSet<>(names));
        }
    }

    static Audience unrestricted() {
        return new Unrestricted();
    }

    static Audience nobody() {
        return new Only(Set.of());
    }

    static Audience only(String... names) {
        return new Only(Set.of(names));
    }

    default boolean admits(String name) {
        return switch (this) {
            case Unrestricted u -> true;
            case Only only -> only.names().contains(name);
        };
    }

    /** The join of two restrictions: what both admit. */
    default Audience intersect(Audience other) {
        return switch (this) {
            case Unrestricted u -> other;
            case Only mine ->
                switch (other) {
                    case Unrestricted u -> this;
                    case Only theirs -> {
                        Set<String> both = new TreeSet<>(mine.names());
                        both.retainAll(theirs.names());
                        yield new Only(both);
                    }
                };
        };
    }
}
