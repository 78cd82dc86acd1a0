package org.passerelle.gateway.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.submission.Fault;

/**
 * What a search asks for.
 *
 * @param bbox west, south, east, north in degrees
 * @param from earliest event time, inclusive
 * @param to latest event time, exclusive
 */
record SearchFilter(
        String purpose,
        Optional<String> text,
        Optional<String> type,
        Optional<String> tag,
        Optional<String> country,
        Optional<List<Double>> bbox,
        Optional<Instant> from,
        Optional<Instant> to) {

    // More than a cell of the coarsest grid (50 km), so that a place is never found more exactly than it is told.
    private static final double MARGIN = 1.0;
    private static final int LONGEST = 200;

    static SearchFilter read(Call call) {
        return new SearchFilter(
                call.requiredQuery("purpose"),
                words(call, "q"),
                words(call, "type"),
                words(call, "tag"),
                words(call, "country"),
                call.query("bbox").map(SearchFilter::bbox),
                call.timeQuery("from"),
                call.timeQuery("to"));
    }

    private static Optional<String> words(Call call, String name) {
        Optional<String> words = call.query(name);
        words.ifPresent(text -> {
            if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
                throw Call.parameter(name, Fault.Code.TOO_LONG, "has one to 200 characters");
            }
        });
        return words;
    }

    private static List<Double> bbox(String text) {
        List<Double> edges = new ArrayList<>();
        for (String edge : text.split(",", -1)) {
            try {
                edges.add(Double.parseDouble(edge.trim()));
            } catch (NumberFormatException notANumber) {
                edges.add(Double.NaN);
            }
        }
        boolean fits = edges.size() == 4
                && Math.abs(edges.get(0)) <= 180
                && Math.abs(edges.get(2)) <= 180
                && Math.abs(edges.get(1)) <= 90
                && Math.abs(edges.get(3)) <= 90
                && edges.get(0) <= edges.get(2)
                && edges.get(1) <= edges.get(3);
        if (!fits) {
            throw Call.parameter(
                    "bbox",
                    Fault.Code.OFF_THE_GLOBE,
                    "is west, south, east, north in degrees, on one side of the date line");
        }
        return List.copyOf(edges);
    }

    /** The box widened beyond any coarsening: what the view says of the place is checked afterwards. */
    Optional<List<Double>> widenedBox() {
        return bbox.map(edges -> {
            double farthest = Math.min(89, Math.max(Math.abs(edges.get(1)), Math.abs(edges.get(3))) + MARGIN);
            double across = MARGIN / Math.cos(Math.toRadians(farthest));
            return List.of(
                    Math.max(-180, edges.get(0) - across),
                    Math.max(-90, edges.get(1) - MARGIN),
                    Math.min(180, edges.get(2) + across),
                    Math.min(90, edges.get(3) + MARGIN));
        });
    }

    /** What a cursor is bound to beside its subject. */
    String binding(String subject) {
        return "search\n" + subject + "\n" + this;
    }
}
