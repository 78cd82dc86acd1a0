package org.passerelle.records;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.message.Records.Place;
import org.passerelle.core.message.Records.Search;

/** The statement that finds one page. */
final class SearchStatement {
    /** Up to so many slots are looked up together with the words; more make the look-up longer than what it saves. */
    private static final int FEW_SLOTS = 64;

    /** Up to so many, the words are looked up before anything else: from the newest on little would be found. */
    private static final int SOME_SLOTS = 1_024;

    private final Search search;
    private final SearchPlan plan;
    private final Parameters parameters;
    private final Conditions conditions;
    private final String limit;
    private final String after;
    private final String rankAfter;
    private final String floor;

    /** @param floor lowest position that is looked at when probing */
    SearchStatement(Search search, SearchPlan plan, long floor, int limit) {
        this.search = search;
        this.plan = plan;
        this.parameters = new Parameters(ReadableRows.parameters(search.sight().mayRead()));
        this.conditions = new Conditions(search.sight(), search.filter(), parameters);
        this.limit = parameters.bind(limit) + "::integer";
        this.after = search.after()
                .map(place -> parameters.bind(place.position()) + "::bigint")
                .orElse("");
        this.rankAfter = search.after()
                .filter(place -> ranked())
                .map(Place::rank)
                .map(rank -> parameters.bind(rank.floatValue()) + "::float4")
                .orElse("");
        this.floor = plan == SearchPlan.PROBING ? parameters.bind(floor) + "::bigint" : "";
    }

    private boolean ranked() {
        return search.byRelevance() && search.filter().text().isPresent();
    }

    String sql() {
        List<String> branches = new ArrayList<>();
        if (!conditions.patterns().isEmpty()) {
            branches.add(seen());
        }
        branches.addAll(open());
        String columns = """
                select hit.position as place, hit.rank, hit.alike, %s as matched, %s
                from hit
                join listing on listing.position = hit.position
                join record on record.id = listing.record_id
                join version on version.record_id = record.id and version.version = record.current_version
                order by hit.rank desc, hit.position desc
                """.formatted(matched(), StoredRows.COLUMNS);
        return ReadableRows.CONDITIONS
                + ", hit as (select position, max(rank) as rank, bool_or(alike) as alike from (\n"
                + branches.stream().map(branch -> "(" + branch + ")").collect(Collectors.joining("\nunion all\n"))
                + "\n) as found group by position order by max(rank) desc, position desc limit " + limit + ")\n"
                + columns;
    }

    @Nullable
    Object[] parameters() {
        return parameters.values();
    }

    private String matched() {
        return search.filter().text().isEmpty() ? "array[]::text[]" : """
                array(select portion.id from wording
                    join portion on portion.record_id = version.record_id and portion.version = version.version
                        and portion.ordinal = wording.ordinal
                    where wording.position = hit.position and wording.words @@ %s)""".formatted(conditions.query());
    }

    private String seen() {
        String where = Stream.of(conditions.current(), conditions.head(), conditions.place(), later("listing"))
                .collect(Collectors.joining(" and "));
        return switch (plan) {
            case BY_PATTERN ->
                """
                    select one.position, 0::float4 as rank, true as alike
                    from unnest(%s::int[]) as seen (id)
                    cross join lateral (select listing.position from listing
                        where listing.pattern_id = seen.id and %s
                        order by listing.position desc limit %s) as one
                    """.formatted(parameters.bind(conditions.patterns().toArray(Integer[]::new)), where, limit);
            case BY_POSITION -> newest(where + " and " + conditions.among(conditions.patterns()), "");
            case PROBING ->
                newest(
                        where + " and listing.position >= " + floor + " and " + conditions.among(conditions.patterns()),
                        "");
            case BY_FILTER ->
                search.filter().text().isPresent()
                        ? worded(where)
                        : newest(where + " and " + conditions.among(conditions.patterns()), " + 0");
        };
    }

    private String newest(String where, String shift) {
        return """
                select listing.position, 0::float4 as rank, true as alike from listing
                where %s order by listing.position%s desc limit %s
                """.formatted(where, shift, limit);
    }

    private String worded(String where) {
        List<Integer> slots = search.sight().slots();
        String query = conditions.query();
        String seen = slots.size() > FEW_SLOTS
                ? "wording.words @@ %s and %s".formatted(query, conditions.seenWords())
                : "wording.words @@ (%s && %s::text::tsquery)".formatted(query, parameters.bind(any(slots)));
        String known =
                "(select * from wording where %s%s)".formatted(seen, slots.size() > SOME_SLOTS ? "" : " offset 0");
        String rank = ranked() ? "max(ts_rank(wording.words, %s))".formatted(query) : "0::float4";
        return """
                select wording.position, %1$s as rank, true as alike
                from %2$s as wording join listing on listing.position = wording.position
                where %3$s
                group by wording.position%4$s
                order by 2 desc, 1 desc limit %5$s
                """.formatted(rank, known, where, worse(rank), limit);
    }

    private static String any(List<Integer> slots) {
        return slots.isEmpty()
                ? "'#'"
                : slots.stream().map(slot -> "'#" + slot + "'").collect(Collectors.joining(" | "));
    }

    /** After the last of the previous page, where that is by time. */
    private String later(String table) {
        return after.isEmpty() || ranked() ? "true" : table + ".position < " + after;
    }

    private String worse(String rank) {
        return rankAfter.isEmpty() ? "" : " having (%s, wording.position) < (%s, %s)".formatted(rank, rankAfter, after);
    }

    /** Rows that must be decided one by one, each kind by its own index. */
    private List<String> open() {
        String where = Stream.of(conditions.readable(), conditions.perhaps(), conditions.anyWords(), later("listing"))
                .collect(Collectors.joining(" and "));
        String open = parameters.bind(conditions.open().toArray(Integer[]::new)) + "::int[]";
        return Stream.concat(
                        Stream.of("listing.pattern_id = any(" + open + ")", "not listing.active"),
                        conditions.irregularities().stream())
                .map(which -> one(which, where))
                .toList();
    }

    private String one(String which, String where) {
        String rank = ranked() ? """
                coalesce((select max(ts_rank(wording.words, %s)) from wording where wording.position = listing.position
                    and wording.words @@ %1$s), 0)""".formatted(conditions.query()) : "0::float4";
        String worse = rankAfter.isEmpty() ? "" : "where (rank, position) < (%s, %s)".formatted(rankAfter, after);
        return """
                select position, rank, false as alike from (
                    select listing.position, %s as rank
                    from listing
                    join record on record.id = listing.record_id
                    join version on version.record_id = record.id and version.version = record.current_version
                    where %s and %s) as one
                %s order by rank desc, position + 0 desc limit %s
                """.formatted(rank, which, where, worse, limit);
    }
}
