package org.passerelle.node.bench.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long one kind of question took.
 *
 * @param share of the records that the recipient sees
 * @param micros of each question
 * @param first what the first of the warm-up took, in microseconds
 * @param found rows in each answer
 */
public record Timing(
        long records, double share, Query query, Method method, List<Long> micros, List<Long> first, List<Long> found) {
    public Timing {
        micros = micros.stream().sorted().toList();
        first = first.stream().sorted().toList();
        found = found.stream().sorted().toList();
    }

    long percentile(double percent) {
        return percentile(micros, percent);
    }

    /** Rows of the answer, at the median. */
    long rows() {
        return percentile(found, 50);
    }

    /** By nearest rank. */
    private static long percentile(List<Long> sorted, double percent) {
        int rank = (int) Math.ceil(percent / 100 * sorted.size());
        return sorted.get(Math.max(0, rank - 1));
    }

    Map<String, Object> json() {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("records", records);
        json.put("visibility", share);
        json.put("query", query.word());
        json.put("method", method.word());
        json.put("p50Micros", percentile(50));
        json.put("p99Micros", percentile(99));
        json.put("spreadMicros", percentile(90) - percentile(10));
        json.put("questions", micros.size());
        json.put("firstMicros", percentile(first, 50));
        json.put("rows", rows());
        return json;
    }
}
