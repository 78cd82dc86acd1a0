package org.passerelle.records;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.message.Searching.Place;
import org.passerelle.core.message.Searching.Search;

/** The statement that finds one page. It has no parameter that it does not use: the driver would not keep it prepared. */
final class SearchStatement {
    private static final long FEW_APART = 1_000;

    private final Search search;
    private final SearchPlan plan;
    private final PatternSizes.Sizes known;
    private final Parameters parameters;
    private final Conditions conditions;
    private final String limit;
    private final String after;
    private final String rankAfter;
    private final String floor;

    /**
     * @param floor lowest position that is looked at, where the plan does not look at all; 0 where it does
     * @param localTag by which the filter's local tag is found
     */
    SearchStatement(
            Search search,
            SearchPlan plan,
            PatternSizes.Sizes known,
            long floor,
            int limit,
            Optional<Buffer> localTag) {
        this.search = search;
        this.plan = plan;
        this.known = known;
        this.parameters = new Parameters(ReadableRows.parameters(search.sight().mayRead()));
        this.conditions = new Conditions(search.sight(), search.filter(), parameters, localTag);
        this.limit = parameters.bind(limit) + "::integer";
        this.after = search.after()
                .map(place -> parameters.bind(place.position()) + "::bigint")
                .orElse("");
        this.rankAfter = search.after()
                .filter(place -> ranked())
                .map(Place::rank)
                .map(rank -> parameters.bind(rank.floatValue()) + "::float4")
                .orElse("");
        this.floor = floor > 0 ? "listing.position >= " + parameters.bind(floor) + "::bigint" : "true";
    }

    private boolean ranked() {
        return search.byRelevance() && search.filter().text().isPresent();
    }

    String sql() {
        return sql("", "0::bigint as many", "hit", "true");
    }

    /** The same, which ends where what it reads comes to so many bytes, and says how many hits there were. */
    String bounded() {
        return sql(
                """
                , sized as (
                    select hit.*, one.size
                    from hit cross join lateral (
                        select %s as size
                        from listing
                        join record on record.id = listing.record_id
                        join version on version.record_id = record.id and version.version = record.current_version
                        where listing.position = hit.position
                        offset 0) as one
                ), bounded as (
                    select sized.*, count(*) over () as many,
                        sum(size) over (order by rank desc, position desc) - size as before
                    from sized
                )
                """.formatted(StoredRows.SIZE), "hit.many", "bounded as hit", "hit.before < " + StoredRows.MOST_BYTES);
    }

    private String sql(String bounds, String many, String hits, String within) {
        List<String> branches = new ArrayList<>();
        if (!conditions.patterns().isEmpty()) {
            branches.add(seen());
        }
        branches.add(open());
        String columns = """
                select hit.position as place, hit.rank, hit.alike, %s, one.*
                from %s cross join lateral (
                    select %s as matched, %s as better, %s
                    from listing
                    join record on record.id = listing.record_id
                    join version on version.record_id = record.id and version.version = record.current_version
                    where listing.position = hit.position
                    offset 0) as one
                where %s
                order by hit.rank desc, hit.position desc
                """.formatted(many, hits, matched(), better(), StoredRows.COLUMNS, within);
        return ReadableRows.CONDITIONS
                + ", hit as (select position, rank, bool_or(alike) as alike from (\n"
                + branches.stream().map(branch -> "(" + branch + ")").collect(Collectors.joining("\nunion all\n"))
                + "\n) as found group by position, rank order by rank desc, position desc limit " + limit + ")\n"
                + bounds
                + columns;
    }

    @Nullable
    Object[] parameters() {
        return parameters.values();
    }

    private String matched() {
        return search.filter().text().isEmpty()
                ? "array[]::text[]"
                : portions(ranked() ? "(hit.alike or ts_rank(wording.words, %s) = hit.rank)" : "true");
    }

    private String better() {
        return ranked() ? portions("not hit.alike and ts_rank(wording.words, %s) > hit.rank") : "array[]::text[]";
    }

    private String portions(String which) {
        String query = conditions.query();
        return """
                array(select portion.id from wording
                    join portion on portion.record_id = version.record_id and portion.version = version.version
                        and portion.ordinal = wording.ordinal
                    where wording.position = hit.position and wording.words @@ %s and %s)""".formatted(query, which.formatted(query));
    }

    private String seen() {
        String unplaced = conditions.current() + " and " + conditions.head();
        // Of a place only what is in its squares is asked, and by them.
        String where = plan == SearchPlan.BY_SQUARE
                ? unplaced
                : Stream.of(unplaced, conditions.place(), later("listing")).collect(Collectors.joining(" and "));
        boolean worded = search.filter().text().isPresent();
        return switch (plan) {
            case BY_PATTERN -> """
                    select one.position, 0::float4 as rank, true as alike
                    from unnest(%s::int[]) as seen (id)
                    cross join lateral (select listing.position from listing
                        where listing.pattern_id = seen.id and %s
                        order by listing.position desc limit %s) as one
                    """.formatted(patterns(), where, limit);
            case NEWEST_SEEN -> inOrder("""
                    select one.position from unnest(%s::int[]) as seen (id)
                    cross join lateral (select listing.position from listing
                        where listing.pattern_id = seen.id and %s and %s offset 0) as one
                    order by one.position desc
                    """.formatted(patterns(), floor, later("listing")), where);
            case BY_POSITION ->
                worded
                        ? inOrder(
                                "select listing.position from listing where %s and %s order by listing.position desc"
                                        .formatted(later("listing"), among()),
                                where)
                        : newest(where + " and " + among(), "");
            case PROBING -> newest(where + " and " + floor + " and " + among(), "");
            case BY_SQUARE ->
                inOrder(conditions.squares(floor + " and " + later("listing")) + " order by 1 desc", where);
            case BY_FILTER -> worded ? worded(where) : newest(where + " and " + among(), " + 0");
        };
    }

    private String among() {
        return conditions.among(conditions.patterns());
    }

    private String patterns() {
        return parameters.bind(conditions.patterns().toArray(Integer[]::new));
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
        String seen = slots.size() > SearchWay.FEW_SLOTS
                ? "wording.words @@ %s and %s".formatted(query, conditions.seenWords())
                : "wording.words @@ " + conditions.query(parameters.bind(any(slots)) + "::text::tsquery");
        if (!ranked()) {
            return looked(
                    "select distinct wording.position from wording where %s and %s order by 1 desc"
                            .formatted(seen, later("wording")),
                    "newest",
                    "newest",
                    where);
        }
        String rank = "max(ts_rank(wording.words, %s))".formatted(query);
        return """
                select wording.position, %1$s as rank, true as alike
                from (select * from wording where %2$s offset 0) as wording
                cross join lateral (select from listing where listing.position = wording.position and %3$s offset 0) as seen
                group by wording.position%4$s
                order by 2 desc, 1 desc limit %5$s
                """.formatted(rank, seen, where, worse(rank), limit);
    }

    /**
     * Positions that are read from an index alone, from the newest on; what else is asked is looked up until the page is full: the words first, for
     * most rows are current.
     */
    private String inOrder(String newest, String where) {
        String said = search.filter().text().isEmpty()
                ? "newest"
                : "newest cross join lateral (select newest.position where %s offset 0) as said"
                        .formatted(words("newest"));
        return looked(newest, said, search.filter().text().isEmpty() ? "newest" : "said", where);
    }

    /** Of positions from the newest on, those whose rows are seen, until the page is full. */
    private String looked(String newest, String from, String last, String where) {
        return """
                select newest.position, 0::float4 as rank, true as alike
                from (%s offset 0) as %s
                cross join lateral (select from listing where listing.position = %s.position and %s offset 0) as seen
                order by newest.position desc limit %s
                """.formatted(newest, from, last, where, limit);
    }

    /** Rows in whose words the text stands where it is seen. */
    private String words(String rows) {
        return "exists (select from wording where wording.position = %s.position and wording.words @@ %s and %s)"
                .formatted(rows, conditions.query(), conditions.seenWords());
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

    /**
     * Rows that must be decided one by one: each kind is found by its own index, and all are judged together. Which of its texts is seen is not
     * known yet, so that by relevance a row stands at the rank of each, and whoever decides leaves one.
     */
    private String open() {
        boolean many = known.manyApart() || known.of(conditions.open()) > FEW_APART;
        String where = Stream.of(conditions.perhaps(), conditions.anyWords(many), later("listing"))
                .collect(Collectors.joining(" and "));
        String open = parameters.bind(conditions.open().toArray(Integer[]::new)) + "::int[]";
        String kinds = Stream.concat(
                        Stream.of("listing.pattern_id = any(" + open + ")", "not listing.active"),
                        conditions.irregularities().stream())
                .map("select * from listing where "::concat)
                .collect(Collectors.joining("\nunion all\n"));
        String rank = ranked() ? "said.rank" : "0::float4";
        String said = ranked() ? """
                cross join lateral (select distinct ts_rank(wording.words, %s) as rank from wording
                    where wording.position = listing.position and wording.words @@ %1$s offset 0) as said""".formatted(conditions.query()) : "";
        String worse = rankAfter.isEmpty() ? "" : "where (rank, position) < (%s, %s)".formatted(rankAfter, after);
        return """
                select distinct position, rank, false as alike from (
                    select listing.position, %s as rank
                    from (%s offset 0) as listing
                    cross join lateral (
                        select from record join version on version.record_id = record.id and version.version = record.current_version
                        where record.id = listing.record_id and %s offset 0) as judged
                    %s
                    where %s) as one
                %s order by rank desc, position desc limit %s
                """.formatted(rank, kinds, conditions.readable(), said, where, worse, limit);
    }
}
