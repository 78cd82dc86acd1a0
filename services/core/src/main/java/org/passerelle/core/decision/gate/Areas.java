package org.passerelle.core.decision.gate;

import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.label.Audience;

/** Whether the areas of a clause cover those of a record: all of them, since a record tells of every place it touches. */
final class Areas {

    private Areas() {}

    static boolean cover(Audience allowed, Set<String> places, Vocabulary vocabulary) {
        return switch (allowed) {
            case Audience.Unrestricted anywhere -> true;
            case Audience.Only only -> {
                Set<String> finest = finest(places, vocabulary);
                yield !finest.isEmpty()
                        && finest.stream()
                                .allMatch(place -> only.names().contains(place)
                                        || only.names().contains(country(place, vocabulary)));
            }
        };
    }

    /** A country says nothing more where one of its admin-1 areas is named. */
    private static Set<String> finest(Set<String> places, Vocabulary vocabulary) {
        Set<String> refined = places.stream()
                .filter(place -> !country(place, vocabulary).equals(place))
                .map(place -> country(place, vocabulary))
                .collect(Collectors.toSet());
        return places.stream().filter(place -> !refined.contains(place)).collect(Collectors.toSet());
    }

    private static String country(String place, Vocabulary vocabulary) {
        return vocabulary.areas().getOrDefault(place, place);
    }
}
