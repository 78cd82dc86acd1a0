package org.passerelle.gateway.submission;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.passerelle.core.bundle.Vocabulary.Exclusive;
import org.passerelle.core.bundle.Vocabulary.Predicate;
import org.passerelle.gateway.world.World;
import org.passerelle.platform.json.Json;

/** Of tags that exclude one another a record has one. */
class ExclusiveTagsTest {
    private static final Map<String, Predicate> TAGS = Map.of(
            "scale:reliability", exclusive(Exclusive.VALUES, "a", "b", "c"),
            "scale:credibility", exclusive(Exclusive.VALUES, "1", "2", "3"),
            "light:red", exclusive(Exclusive.PREDICATES),
            "light:green", exclusive(Exclusive.PREDICATES),
            "light:seen-by", exclusive(Exclusive.VALUES, "us", "them"),
            "lights:red", exclusive(Exclusive.PREDICATES),
            "mixed:only", exclusive(Exclusive.PREDICATES),
            "mixed:plain", new Predicate(Set.of(), false, Set.of()),
            "mixed:other", new Predicate(Set.of(), false, Set.of()),
            "cargo:kind", new Predicate(Set.of("fuel", "food"), false, Set.of()));

    private static Predicate exclusive(Exclusive what, String... values) {
        return new Predicate(Set.of(values), false, Set.of(), Optional.empty(), Optional.of(what));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '~', textBlock = """
            scale:reliability="a" scale:reliability="b"                       | /tags/1
            scale:reliability="a" scale:credibility="1"                       | none
            scale:reliability="a" scale:reliability="a"                       | none
            scale:reliability="a" scale:credibility="2" scale:credibility="3" | /tags/2
            scale:reliability="a" scale:reliability="b" scale:reliability="c" | /tags/1 /tags/2
            light:red light:green                                             | /tags/1
            light:red light:red                                               | none
            light:red light:seen-by="us"                                      | none
            light:seen-by="us" light:green light:seen-by="them"               | /tags/2
            light:red lights:red                                              | none
            mixed:plain mixed:other                                           | none
            mixed:plain mixed:only                                            | /tags/1
            mixed:only mixed:plain mixed:other                                | /tags/1 /tags/2
            cargo:kind="fuel" cargo:kind="food"                               | none
            """)
    void theSecondIsRefusedAtItsPlace(String tags, String places) {
        List<String> expected = places.equals("none")
                ? List.of()
                : Arrays.stream(places.split(" ", -1))
                        .map(place -> place + " contradiction")
                        .toList();
        Parsed parsed = new SubmissionParser(World.tagged(1, TAGS), "RIVER", World.BEGIN).parse(submission(tags));
        if (expected.isEmpty()) {
            assertInstanceOf(Parsed.Accepted.class, parsed);
        } else {
            assertEquals(
                    expected,
                    assertInstanceOf(Parsed.Refused.class, parsed).faults().stream()
                            .map(fault -> fault.fault().pointer() + " "
                                    + fault.fault().code().text())
                            .toList());
        }
    }

    private static String submission(String tags) {
        return Json.write(Map.of(
                "type",
                "incident",
                "language",
                "en",
                "label",
                Map.of("marking", "UN CONFIDENTIAL", "tlp", "AMBER"),
                "tags",
                List.of(tags.split(" ", -1)),
                "portions",
                List.of(Map.of("field", "body", "text", "the ford is guarded"))));
    }
}
