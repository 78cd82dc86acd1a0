package org.passerelle.gateway.records;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.label.Grading;
import org.passerelle.core.label.Level;
import org.passerelle.core.message.LocalTags;
import org.passerelle.core.message.Searching;
import org.passerelle.core.record.Wanted;
import org.passerelle.core.sight.Outlook;
import org.passerelle.gateway.edge.Query;
import org.passerelle.gateway.submission.Fault;
import org.passerelle.gateway.submission.Fields;

/**
 * What a search asks for; all of it is matched against what the caller sees.
 *
 * @param localTag one that the searcher's party has put on the record for itself
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
        Optional<String> localTag,
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
    /** Names of the parameters that say what is looked for, by a search or an export. */
    static final Set<String> CRITERIA = Set.of(
            "purpose",
            "q",
            "type",
            "tag",
            "localTag",
            "country",
            "area",
            "bbox",
            "polygon",
            "from",
            "to",
            "level",
            "originator",
            "grading");

    /** Names of all that a search is told by. */
    static final Set<String> PARAMETERS =
            Stream.concat(CRITERIA.stream(), Stream.of("order")).collect(Collectors.toUnmodifiableSet());

    /** That a text may have, but for a polygon. */
    static final int LONGEST = 200;

    private static final int LONGEST_POLYGON = 8000;

    /** Reads a search that names no other words; of an export, {@code order} is never given. */
    static SearchFilter read(Query query, SearchWords words) {
        boolean byRelevance = words.order(query).filter("relevance"::equals).isPresent();
        if (byRelevance) {
            ranked(query);
        }
        return new SearchFilter(
                query.required("purpose"),
                query.text("q", LONGEST),
                words.type(query),
                words.tag(query),
                query.text("localTag", LONGEST),
                words.country(query),
                words.area(query),
                query.text("bbox", LONGEST).flatMap(text -> bbox(query, text)),
                query.text("polygon", LONGEST_POLYGON).flatMap(text -> polygon(query, text)),
                query.time("from"),
                query.time("to"),
                query.number("level", 0, 3).map(level -> Level.of(level.intValue())),
                words.originator(query),
                query.text("grading").flatMap(text -> grading(query, text)),
                byRelevance);
    }

    private static void ranked(Query query) {
        Optional<String> text = query.text("q");
        if (text.isEmpty()) {
            query.fault("order", Fault.Code.CONTRADICTION, "relevance is that of words: q is missing");
        } else if (!Wanted.of(text.get()).ranks()) {
            String none = "relevance is that of words: q has to want one, in each alternative";
            query.fault("order", Fault.Code.CONTRADICTION, none);
        }
    }

    /**
     * Reads what members of an object say, each written as the parameter of its name; a fault stands at its member.
     *
     * @param members of the object, as {@link #members} finds them
     */
    static SearchFilter read(Fields fields, Map<String, String> members, SearchWords words) {
        Query query = new Query(name -> Optional.ofNullable(members.get(name)), fault -> {
            // Of what is no text the fields have told.
            if (members.containsKey(fault.pointer()) || !fields.has(fault.pointer())) {
                fields.fault(fault.pointer(), fault.code(), fault.message());
            }
        });
        return read(query, words);
    }

    /** The members of these names that are texts. */
    static Map<String, String> members(Fields fields, Set<String> names) {
        Map<String, String> members = new TreeMap<>();
        new TreeSet<>(names)
                .forEach(name -> fields.text(name, name.equals("polygon") ? LONGEST_POLYGON : LONGEST)
                        .ifPresent(text -> members.put(name, text)));
        return members;
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
                Optional.empty(),
                originator,
                Optional.empty(),
                false);
    }

    private static Optional<Region> polygon(Query query, String text) {
        Optional<Region> region = Region.read(text);
        if (region.isEmpty()) {
            query.fault(
                    "polygon",
                    Fault.Code.OFF_THE_GLOBE,
                    "is a closed polygon without holes, of at most 200 positions, as WKT or GeoJSON, on one side of the date line");
        }
        return region;
    }

    private static Optional<Grading> grading(Query query, String text) {
        try {
            return Optional.of(new Grading(text));
        } catch (IllegalArgumentException unknown) {
            query.fault("grading", Fault.Code.UNKNOWN_WORD, "is A to F followed by 1 to 6");
            return Optional.empty();
        }
    }

    private static Optional<List<Double>> bbox(Query query, String text) {
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
            query.fault(
                    "bbox",
                    Fault.Code.OFF_THE_GLOBE,
                    "is west, south, east, north in degrees, on one side of the date line");
        }
        return fits ? Optional.of(List.copyOf(edges)) : Optional.empty();
    }

    /** Whether it asks for something that the head says, other than the type. */
    boolean ofHead() {
        return stored("").ofHead();
    }

    /**
     * What the store looks for: all but what the pattern of a record tells, and a polygon only by its box.
     *
     * @param party the searcher's
     */
    Searching.Filter stored(String party) {
        return new Searching.Filter(
                text,
                tag,
                country,
                area,
                bbox.or(() -> polygon.map(Region::box)),
                from,
                to,
                grading.map(Grading::text),
                localTag.map(tag -> new LocalTags.Named(party, tag)));
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
