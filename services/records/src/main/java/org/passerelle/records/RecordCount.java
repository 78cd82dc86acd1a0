package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.message.Searching.Alike;
import org.passerelle.core.message.Searching.Count;
import org.passerelle.core.message.Searching.Counted;
import org.passerelle.core.message.Searching.Facet;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.PatternCount;
import org.passerelle.core.message.Searching.ValueCount;
import org.passerelle.platform.database.Database;

/** Counts what a searcher sees: out of the tally where nothing is filtered, else row by row; never by estimates. */
final class RecordCount {
    private static final long FEW = 20_000;

    private final Database database;
    private final Database planned;
    private final PatternSizes sizes;
    private final FingerprintKey key;

    /** @param planned plans a statement once */
    RecordCount(Database database, Database planned, PatternSizes sizes, FingerprintKey key) {
        this.database = database;
        this.planned = planned;
        this.sizes = sizes;
        this.key = key;
    }

    Future<Counted> count(Count count) {
        return sizes.look().compose(known -> {
            Parameters parameters = new Parameters();
            Conditions conditions = new Conditions(
                    count.sight(),
                    count.filter(),
                    parameters,
                    count.filter().localTag().map(key::ofLocalTag));
            List<Alike> groups = conditions.groups();
            if (groups.stream().allMatch(alike -> alike.patterns().isEmpty())) {
                return Future.succeededFuture(new Counted(List.of(), List.of()));
            }
            Statement statement = new Statement(count, conditions, parameters, groups);
            return (count.filter().equals(Filter.NONE)
                            ? planned.query(statement.tallied(), parameters.values())
                            : database.query(
                                    statement.listed(known.of(conditions.patterns()) <= FEW), parameters.values()))
                    .map(rows -> counted(rows.stream().toList()));
        });
    }

    /** The parts of a statement with columns: number of the group, pattern, facet, value, records. */
    private record Statement(Count count, Conditions conditions, Parameters parameters, List<Alike> groups) {

        /** Patterns with the number of their group, {@code -1} where the head is not seen. */
        private String seen() {
            List<Integer> patterns = new ArrayList<>();
            List<Integer> numbers = new ArrayList<>();
            for (Alike alike : groups) {
                int number = alike.place().isPresent() ? count.sight().alike().indexOf(alike) : -1;
                alike.patterns().forEach(pattern -> {
                    patterns.add(pattern);
                    numbers.add(number);
                });
            }
            return "unnest(%s::int[], %s::int[]) as seen (pattern_id, number)"
                    .formatted(
                            parameters.bind(patterns.toArray(Integer[]::new)),
                            parameters.bind(numbers.toArray(Integer[]::new)));
        }

        private String facets() {
            Set<String> names = new TreeSet<>(Set.of(""));
            count.facets().forEach(facet -> names.add(name(facet)));
            return parameters.bind(names.toArray(String[]::new)) + "::text[]";
        }

        /** The whole tally of these patterns, without the rows that are not like their pattern. */
        String tallied() {
            return count.facets().isEmpty() ? totals() : values();
        }

        private String totals() {
            String these = "pattern_id = any(%s::int[])"
                    .formatted(parameters.bind(conditions.patterns().toArray(Integer[]::new)));
            return """
                    select -1 as number, pattern_id as pattern, '' as facet, '' as value, sum(records)::bigint as records
                    from (
                        select pattern_id, records from tally where facet = '' and %1$s
                        union all
                        select pattern_id, records from tally_change where facet = '' and %1$s
                        union all
                        select pattern_id, -1 from (%2$s) as listing where %1$s) as counted
                    group by pattern_id having sum(records) <> 0
                    """.formatted(these, apart());
        }

        private String values() {
            return """
                    with seen as materialized (select * from %2$s), counted as (
                        select seen.number, seen.pattern_id, one.facet, one.value, one.records
                        from seen cross join lateral (
                            select facet, value, records from tally where pattern_id = seen.pattern_id and facet = any(%1$s)
                            union all
                            select facet, value, records from tally_change where pattern_id = seen.pattern_id and facet = any(%1$s)
                            offset 0) as one
                        union all
                        select seen.number, seen.pattern_id, said.facet, said.value, -1
                        from (%3$s) as listing join seen on seen.pattern_id = listing.pattern_id
                        cross join lateral (%4$s) as said
                    )
                    %5$s
                    """.formatted(facets(), seen(), apart(), said(), summed());
        }

        /** Found by their own indexes, each once. */
        private String apart() {
            return conditions.irregularities().stream().map("""
                            select position, pattern_id, country, areas, tags, grading
                            from listing where listing.active and %s"""::formatted).collect(Collectors.joining(" union "));
        }

        /** Row by row. */
        String listed(boolean few) {
            String where = Stream.of(conditions.current(), conditions.head(), conditions.place(), words())
                    .collect(Collectors.joining(" and "));
            String from = few
                    ? "seen cross join lateral (select listing.* from listing where listing.pattern_id = seen.pattern_id and "
                            + where + ") as listing"
                    : "(select listing.* from listing where " + where + " and "
                            + conditions.among(conditions.patterns())
                            + ") as listing join seen on seen.pattern_id = listing.pattern_id";
            return """
                    with seen as materialized (select * from %s), counted as (
                        select seen.number, seen.pattern_id, said.facet, said.value, 1 as records
                        from %s
                        cross join lateral (%s) as said
                    )
                    %s
                    """.formatted(seen(), from, said(), summed());
        }

        private String words() {
            return count.filter().text().isEmpty()
                    ? "true"
                    : "listing.position in (select wording.position from wording where wording.words @@ %s and %s)"
                            .formatted(conditions.query(), conditions.seenWords());
        }

        /** What a row counts for. */
        private String said() {
            List<String> said = new ArrayList<>(List.of("select '' as facet, '' as value"));
            for (Facet facet : count.facets()) {
                said.add("select '%s', value from (%s) as one (value) where seen.number >= 0 and value is not null"
                        .formatted(
                                name(facet),
                                switch (facet) {
                                    case COUNTRY -> "select listing.country";
                                    case GRADING -> "select listing.grading";
                                    case AREA -> "select distinct unnest(listing.areas)";
                                    case TAG -> "select distinct unnest(listing.tags)";
                                }));
            }
            return String.join(" union all ", said);
        }

        private static String summed() {
            return """
                    select case when facet = '' then -1 else number end as number,
                        case when facet = '' then pattern_id else -1 end as pattern, facet, value, sum(records)::bigint as records
                    from counted where facet = '' or number >= 0
                    group by 1, 2, 3, 4 having sum(records) <> 0
                    """;
        }
    }

    private static String name(Facet facet) {
        return facet.name().toLowerCase(Locale.ROOT);
    }

    private static Counted counted(List<Row> rows) {
        List<PatternCount> byPattern = new ArrayList<>();
        List<ValueCount> values = new ArrayList<>();
        for (Row row : rows) {
            String facet = row.getString("facet");
            if (facet.isEmpty()) {
                byPattern.add(new PatternCount(row.getInteger("pattern"), row.getLong("records")));
            } else {
                values.add(new ValueCount(
                        row.getInteger("number"),
                        Facet.valueOf(facet.toUpperCase(Locale.ROOT)),
                        row.getString("value"),
                        row.getLong("records")));
            }
        }
        return new Counted(byPattern, values);
    }
}
