package org.passerelle.gateway.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.Records;
import org.passerelle.core.sight.Outlook;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Query;
import org.passerelle.gateway.submission.Fault;

/**
 * What a search asks for; all of it is matched against what the caller sees.
 *
 * @param area ISO 3166-2
 * @param bbox west, south, east, north in degrees
 * @param from earliest event time, inclusive
 * @param to latest event time, exclusive
 * @param level of all that is seen of a record
 * @param originator the party that the view names as the one that released it
 * @param grading neither reliability nor credibility may be worse
 * @param byRelevance best first; else newest first
 */
record SearchFilter(
        String purpose,
        Optional<String> text,
        Optional<String> type,
        Optional<String> tag,
        Optional<String> country,
        Optional<String> area,
        Optional<List<Double>> bbox,
        Optional<Region> polygon,
        Optional<Instant> from,
        Optional<Instant> to,
        Optional<Level> level,
        Optional<String> originator,
        Optional<Grading> grading,
        boolean byRelevance) {
    /** Names of the parameters that say what is searched for. */
    static final Set<String> PARAMETERS = Set.of(
            "purpose",
            "q",
            "type",
            "tag",
            "country",
            "area",
            "bbox",
            "polygon",
            "from",
            "to",
            "level",
            "originator",
            "grading",
            "order");

    private static final int LONGEST = 200;

    /** Fails with a refusal that names a parameter. */
    static SearchFilter read(Query query) {
        Optional<String> text = words(query, "q");
        boolean byRelevance = query.text("order").filter("relevance"::equals).isPresent();
        if (byRelevance && text.isEmpty()) {
            throw Call.parameter("order", Fault.Code.CONTRADICTION, "relevance is that of words: q is missing");
        }
        return new SearchFilter(
                query.required("purpose"),
                text,
                words(query, "type"),
                words(query, "tag"),
                words(query, "country"),
                words(query, "area"),
                query.text("bbox").map(SearchFilter::bbox),
                query.text("polygon").map(SearchFilter::polygon),
                query.time("from"),
                query.time("to"),
                query.text("level").map(level -> Level.of((int) query.number("level", 0, 3, 0))),
                words(query, "originator"),
                query.text("grading").map(SearchFilter::grading),
                byRelevance);
    }

    /** Newest first, without regard to place, time, tag and level. */
    static SearchFilter of(String purpose, Optional<String> text, Optional<String> type, Optional<String> originator) {
        return new SearchFilter(
                purpose,
                text,
                type,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                originator,
                Optional.empty(),
                false);
    }

    private static Region polygon(String text) {
        return Region.read(text)
                .orElseThrow(
                        () -> Call.parameter(
                                "polygon",
                                Fault.Code.OFF_THE_GLOBE,
                                "is a closed polygon without holes, of at most 200 positions, as WKT or GeoJSON, on one side of the date line"));
    }

    private static Grading grading(String text) {
        try {
            return new Grading(text);
        } catch (IllegalArgumentException unknown) {
            throw Call.parameter("grading", Fault.Code.UNKNOWN_WORD, "is A to F followed by 1 to 6");
        }
    }

    private static Optional<String> words(Query query, String name) {
        Optional<String> words = query.text(name);
        words.ifPresent(text -> {
            if (text.isBlank() || text.length() > LONGEST || text.indexOf('\0') >= 0) {
                throw Call.parameter(name, Fault.Code.TOO_LONG, "has one to 200 characters");
            }
        });
        return words;
    }

    static List<Double> bbox(String text) {
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

    /** What the store looks for: all but what the pattern of a record tells, and a polygon only by its box. */
    Records.Filter stored() {
        return new Records.Filter(
                text,
                tag,
                country,
                area,
                bbox.or(() -> polygon.map(Region::box)),
                from,
                to,
                grading.map(Grading::text));
    }

    /** Whether records of which this is seen may be found, as far as their pattern tells. */
    boolean wants(Outlook.Alike outlook) {
        return type.map(one -> outlook.place().isPresent() && outlook.type().equals(one))
                        .orElse(true)
                && level.map(outlook.level()::equals).orElse(true)
                && originator.map(outlook.releaser()::equals).orElse(true);
    }

    /** What a cursor is bound to beside its subject. */
    String binding(String subject) {
        return "search\n" + subject + "\n" + this;
    }
}
