package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Taxonomy;
import org.passerelle.core.bundle.Vocabulary.Exclusive;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.platform.json.Json;

/** What a taxonomy marks as exclusive is kept with its predicates. */
class TaxonomyTest {
    private static final String MIXED = """
            {"namespace":"convoy","version":1,"exclusive":%s,
             "predicates":[{"value":"escorted"},{"value":"alone","exclusive":%s},{"value":"size","exclusive":%s},{"value":"cargo"}],
             "values":[{"predicate":"size","entry":[{"value":"small","exclusive":true},{"value":"large"}]},
                       {"predicate":"cargo","exclusive":false,"entry":[{"value":"fuel"},{"value":"food"}]}]}""";

    private final Misreading misreading = new Misreading(Instant.EPOCH);

    private Map<String, Predicate> read(String taxonomy) {
        Map<String, Predicate> tags = new HashMap<>();
        new Taxonomy(new Section(misreading, "", Json.tree(taxonomy))).read(tags);
        return tags;
    }

    private static Optional<Exclusive> exclusive(Map<String, Predicate> tags, String name) {
        return Optional.ofNullable(tags.get("convoy:" + name)).orElseThrow().exclusive();
    }

    @Test
    void aMarkedPredicateIsExclusiveInItsValuesOrBesideOthersWithout() {
        Map<String, Predicate> tags = read(MIXED.formatted("false", "true", "true"));
        assertTrue(misreading.none(), misreading.faults()::toString);
        assertEquals(Optional.of(Exclusive.VALUES), exclusive(tags, "size"));
        assertEquals(Optional.of(Exclusive.PREDICATES), exclusive(tags, "alone"));
        assertEquals(Optional.empty(), exclusive(tags, "escorted"));
        assertEquals(Optional.empty(), exclusive(tags, "cargo"), "entries have no such mark");
    }

    @Test
    void aMarkedTaxonomyIsSoInAllItsPredicates() {
        Map<String, Predicate> tags = read(MIXED.formatted("true", "false", "false"));
        assertEquals(Optional.of(Exclusive.VALUES), exclusive(tags, "size"));
        assertEquals(Optional.of(Exclusive.VALUES), exclusive(tags, "cargo"));
        assertEquals(Optional.of(Exclusive.PREDICATES), exclusive(tags, "escorted"));
        assertEquals(Optional.of(Exclusive.PREDICATES), exclusive(tags, "alone"));
    }

    @Test
    void aMarkThatIsNeitherTrueNorFalseIsAFaultAtItsPlace() {
        read(MIXED.formatted("\"yes\"", "1", "null"));
        assertEquals(
                List.of("/exclusive", "/predicates/1/exclusive", "/predicates/2/exclusive"),
                misreading.faults().stream().map(Misread::pointer).toList());
    }

    /** A vocabulary that was stored before is read as it was, and written so again. */
    @Test
    void aPredicateWithoutTheMarkIsWrittenAsItEverWas() {
        String before = "{\"values\":[\"fuel\"],\"policyRelevant\":false,\"blockedInbound\":[]}";
        Predicate read = Json.read(before, Predicate.class);
        assertEquals(Optional.empty(), read.exclusive());
        assertEquals(Json.tree(before), Json.tree(read));
        assertFalse(Json.write(read).contains("exclusive"));
        Predicate marked = new Predicate(
                read.values(), false, read.blockedInbound(), Optional.empty(), Optional.of(Exclusive.VALUES));
        assertEquals(marked, Json.read(Json.write(marked), Predicate.class));
    }
}
