package org.passerelle.screening.match;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.screening.ReferenceData;

/** Over the published name-matching cases of opensanctions/nomenklatura, where they are at hand. */
final class NamePairsReferenceDataTest {

    @Test
    void reachesItsGoalsOverPublishedCases() throws IOException, PairsFile.PairsFault {
        Path file = ReferenceData.file("name-pairs", "pairs.csv");
        assumeTrue(Files.isRegularFile(file), "no published name pairs at " + file + ": skipped");
        MatchReport report = MatchReport.of(
                PairsFile.read(Files.readString(file)),
                NodeConfig.defaults().lists().threshold());
        Quality persons = Objects.requireNonNull(report.schemas().get("Person"));
        assertTrue(persons.f1() >= 0.80, () -> "persons reach " + persons);
        double single = Objects.requireNonNull(report.measures().get("Person")).values().stream()
                .mapToDouble(Quality::f1)
                .max()
                .orElseThrow();
        assertTrue(persons.f1() >= single + 0.10, () -> "a single measure reaches " + single);
        assertEquals(report.rows().size(), report.all().pairs());
    }
}
