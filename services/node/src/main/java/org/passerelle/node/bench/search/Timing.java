package org.passerelle.node.bench.search;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * How long one kind of question took.
 *
 * @param share of the records that the recipient sees
 * @param micros of each question, sorted
 */
public record Timing(long records, double share, Query query, Method method, List<Long> micros) {
    public Timing {
        micros = micros.stream().sorted().toList();
    }

    /** By nearest rank. */
    long percentile(double percent) {
        int rank = (int) Math.ceil(percent / 100 * micros.size());
        return micros.get(Math.max(0, rank - 1));
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
        return json;
    }
}
