package org.passerelle.benchmarks.workload;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.passerelle.core.bundle.Vocabulary;

/** The closed words of the workload: 8 compartments, 30 tags, 10 types, 12 areas, 8 purposes. */
public final class Words {
    public static final String SUPPORT = "operational-information";
    public static final String AT_RISK = "personal-data-risk";
    static final String MISTREATMENT = "possible-mistreatment";
    static final List<String> COMPARTMENTS = numbered("compartment-", 8);
    static final List<String> TYPES = numbered("type-", 10);
    static final List<String> PURPOSES = numbered("purpose-", 8);
    static final List<String> TAGS = numbered("topic:subject=", 30);

    /** Admin-1 areas by country: with their countries, twelve places. */
    static final Map<String, List<String>> COUNTRIES = Map.of(
            "ML", List.of("ML-6", "ML-7"),
            "NE", List.of("NE-1", "NE-5"),
            "TD", List.of("TD-BO", "TD-LC"),
            "LY", List.of("LY-MQ", "LY-WS"));

    private Words() {}

    static List<String> countries() {
        return COUNTRIES.keySet().stream().sorted().toList();
    }

    static Vocabulary vocabulary() {
        Map<String, String> areas = new TreeMap<>();
        COUNTRIES.forEach((country, regions) -> {
            areas.put(country, country);
            regions.forEach(region -> areas.put(region, country));
        });
        Set<String> values = IntStream.range(0, 30).mapToObj(Integer::toString).collect(Collectors.toSet());
        return new Vocabulary(
                Set.copyOf(PURPOSES),
                Set.of("targeting"),
                Set.copyOf(COMPARTMENTS),
                Set.of(AT_RISK, MISTREATMENT),
                Set.of(SUPPORT),
                areas,
                Map.of("topic:subject", new Vocabulary.Predicate(values, true, Set.of(), Optional.empty())),
                TYPES.stream().collect(Collectors.toMap(type -> type, type -> recordType())));
    }

    private static Vocabulary.RecordType recordType() {
        return new Vocabulary.RecordType(Set.of("title", "body"), Map.of());
    }

    private static List<String> numbered(String stem, int count) {
        return IntStream.range(0, count).mapToObj(number -> stem + number).toList();
    }
}
