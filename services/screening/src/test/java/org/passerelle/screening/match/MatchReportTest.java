package org.passerelle.screening.match;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;

final class MatchReportTest {
    private static final List<JudgedPair> PAIRS = List.of(
            new JudgedPair(2, "Person", "Akli ag Tamakast", "Akly Tamakast", true),
            new JudgedPair(3, "Person", "Akli ag Tamakast", "Bazi Wassoudene", true),
            new JudgedPair(4, "Person", "Akli ag Tamakast", "TAMAKAST, Akli", false),
            new JudgedPair(5, "Company", "Invention SA", "Invention Sarl", true));

    @Test
    void countsWhatWasFoundAgainstWhatPeopleSaid() {
        MatchReport report = MatchReport.of(PAIRS, 0.8);
        Quality persons = Objects.requireNonNull(report.schemas().get("Person"));
        assertEquals(new Quality(3, 0.8, 0.5, 0.5, 0.5), persons);
        assertEquals(
                List.of(true, false, true, true),
                report.rows().stream().map(MatchReport.Scored::found).toList());
        assertEquals(4, report.all().pairs());
    }

    @Test
    void givesSingleMeasuresTheThresholdThatSuitsThemBest() {
        List<JudgedPair> pairs = List.of(
                new JudgedPair(2, "Person", "Martha Dale", "Marta Dale", true),
                new JudgedPair(3, "Person", "Martha Dale", "Dixon Gale", false));
        MatchReport report = MatchReport.of(pairs, 0.8);
        for (PlainMeasure measure : PlainMeasure.values()) {
            Quality best = Objects.requireNonNull(
                    Objects.requireNonNull(report.measures().get("Person")).get(measure));
            assertEquals(1, best.f1(), measure.name());
        }
    }

    @Test
    void measuresAsPublished() {
        assertEquals(0.961, PlainMeasure.JARO_WINKLER.score("Martha", "Marhta"), 0.001);
        assertEquals(0.813, PlainMeasure.JARO_WINKLER.score("Dixon", "Dicksonx"), 0.001);
        assertEquals(4.0 / 11, PlainMeasure.TRIGRAM.score("word", "two words"), 0.001);
        assertEquals(1, PlainMeasure.PHONETIC.score("Smith", "Smyth"));
    }
}
