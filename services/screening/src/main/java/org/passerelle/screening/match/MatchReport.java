package org.passerelle.screening.match;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.core.names.Name;
import org.passerelle.core.names.NameMatcher;

/**
 * What the matching answers over judged pairs, under one threshold.
 *
 * @param all over every row
 * @param schemas over the rows of each schema
 * @param measures of each schema, what single measures reach with the threshold that suits each best
 */
public record MatchReport(
        double threshold,
        Quality all,
        Map<String, Quality> schemas,
        Map<String, Map<PlainMeasure, Quality>> measures,
        List<Scored> rows) {
    public MatchReport {
        rows = List.copyOf(rows);
    }

    /** A row and what was answered. */
    public record Scored(JudgedPair pair, double score, boolean found) {}

    /** Compares the names of every row; the fixed threshold is the same for all. */
    public static MatchReport of(List<JudgedPair> pairs, double threshold) {
        Map<JudgedPair, Double> scores = new LinkedHashMap<>();
        Map<String, List<JudgedPair>> bySchema = new TreeMap<>();
        List<Scored> rows = new ArrayList<>();
        for (JudgedPair pair : pairs) {
            double score = NameMatcher.score(Name.of(pair.name1()), Name.of(pair.name2()));
            scores.put(pair, score);
            rows.add(new Scored(pair, score, score >= threshold));
            bySchema.computeIfAbsent(pair.schema(), first -> new ArrayList<>()).add(pair);
        }
        Map<String, Quality> schemas = new TreeMap<>();
        Map<String, Map<PlainMeasure, Quality>> measures = new TreeMap<>();
        bySchema.forEach((schema, some) -> {
            schemas.put(schema, Quality.of(some, pair -> scores.getOrDefault(pair, 0.0), threshold));
            measures.put(schema, plain(some));
        });
        Quality all = Quality.of(pairs, pair -> scores.getOrDefault(pair, 0.0), threshold);
        return new MatchReport(threshold, all, schemas, measures, rows);
    }

    private static Map<PlainMeasure, Quality> plain(List<JudgedPair> pairs) {
        Map<PlainMeasure, Quality> plain = new EnumMap<>(PlainMeasure.class);
        for (PlainMeasure measure : PlainMeasure.values()) {
            Map<JudgedPair, Double> scores = new LinkedHashMap<>();
            pairs.forEach(pair -> scores.put(pair, measure.score(pair.name1(), pair.name2())));
            plain.put(measure, Quality.best(pairs, pair -> scores.getOrDefault(pair, 0.0)));
        }
        return plain;
    }
}
