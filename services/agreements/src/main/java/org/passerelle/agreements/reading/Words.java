package org.passerelle.agreements.reading;

import java.util.Collection;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.passerelle.platform.json.Suggestion;

/**
 * A closed vocabulary.
 *
 * @param kind what its words are, as faults call them, e.g. {@code purpose}
 */
public record Words(String kind, Set<String> known) {
    public Words {
        known = Set.copyOf(known);
    }

    public static Words of(String kind, Collection<String> known) {
        return new Words(kind, Set.copyOf(known));
    }

    /** Both vocabularies together, e.g. parties and groups. */
    public Words or(Words other) {
        Set<String> both = new TreeSet<>(known);
        both.addAll(other.known);
        return new Words(kind + " or " + other.kind, both);
    }

    /** What is wrong with a word, or nothing. */
    public Optional<String> fault(String word) {
        if (known.contains(word)) {
            return Optional.empty();
        }
        String hint = Suggestion.nearest(word, known)
                .map(near -> "; did you mean \"" + near + "\"?")
                .orElse("");
        return Optional.of("unknown " + kind + " \"" + word + "\"" + hint);
    }
}
