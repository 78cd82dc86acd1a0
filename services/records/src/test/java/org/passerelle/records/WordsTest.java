package org.passerelle.records;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.record.Content;

class WordsTest {

    @Test
    void areThoseOfEachTextInTheDetailsAlsoInStatements() {
        Map<String, Object> statement = Map.of("relation", "supports", "party", "Elders", "source", "a letter");
        assertEquals(
                Set.of("supports", "Elders", "a letter", "older text", "trader"),
                Set.of(Words.of(head(Map.of(
                                "affiliations",
                                List.of(statement, "older text"),
                                "occupation",
                                "trader",
                                "killed",
                                3L)))
                        .split("\n")));
    }

    private static Content.Head head(Map<String, Object> details) {
        return new Content.Head(
                "person",
                "en",
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                details);
    }
}
