package org.passerelle.core.sanctions;

import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.names.Evidence;

/**
 * Who is listed.
 *
 * @param id the publisher's own identifier, which stays while names and reference change
 * @param reference as published, such as {@code ABi.001}
 * @param regime under which it is listed
 * @param names the name first, then aliases and original scripts; at least one
 * @param born years of birth
 * @param countries of birth, nationality and address, in small letters
 * @param listedOn as published, an ISO date where it is known
 */
public record ListEntry(
        String id,
        String reference,
        Kind kind,
        String regime,
        List<ListedName> names,
        List<Evidence.Years> born,
        Set<String> countries,
        Optional<String> listedOn) {
    /** What kind of subject is listed. */
    public enum Kind {
        INDIVIDUAL,
        ENTITY
    }

    /** @param quality as the publisher grades an alias; empty for the name itself */
    public record ListedName(String text, String quality) {
        public ListedName {
            if (text.isBlank()) {
                throw new IllegalArgumentException("a listed name is empty");
            }
        }
    }

    public ListEntry {
        names = List.copyOf(names);
        born = List.copyOf(born);
        countries = Set.copyOf(countries);
        if (names.isEmpty()) {
            throw new IllegalArgumentException("an entry without a name");
        }
    }

    /** What is known beside the names. */
    public Evidence evidence() {
        return new Evidence(born, countries);
    }
}
