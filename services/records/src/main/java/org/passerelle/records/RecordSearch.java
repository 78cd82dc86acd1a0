package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.RowSet;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Searching.Hit;
import org.passerelle.core.message.Searching.Page;
import org.passerelle.core.message.Searching.Place;
import org.passerelle.core.message.Searching.Search;
import org.passerelle.platform.database.Database;

/** Finds records by what the searcher sees of them; authorisation is part of the statement. */
final class RecordSearch {
    private static final int MOST = 200;

    /** A page of so many is bounded by the database, which then looks at each hit twice; a smaller one only after one was met that had to be. */
    private static final int MANY = 150;

    private static final Duration HEAVY = Duration.ofMinutes(10);

    private final Database database;
    private final Database planned;
    private final PatternSizes sizes;
    private final StoredRows stored;
    private final FingerprintKey key;
    private volatile Optional<Long> heavyNanos = Optional.empty();

    /** @param planned plans a statement once */
    RecordSearch(Database database, Database planned, PatternSizes sizes, StoredRows stored, FingerprintKey key) {
        this.database = database;
        this.planned = planned;
        this.sizes = sizes;
        this.stored = stored;
        this.key = key;
    }

    /** One page. */
    Future<Page> search(Search search) {
        int limit = Math.clamp(search.limit(), 1, MOST);
        List<Integer> patterns = search.sight().alike().stream()
                .flatMap(alike -> alike.patterns().stream())
                .toList();
        return sizes.look().compose(known -> {
            SearchWay.Choice choice = new SearchWay.Choice(search, patterns, known, limit + 1);
            return expected(search, choice.asks()).compose(expected -> page(choice, choice.way(expected), limit));
        });
    }

    /** What the first positions do not fill is looked for once more, further down, and then without bound. */
    Future<Page> page(SearchWay.Choice choice, SearchWay way, int limit) {
        long newest = choice.search()
                .after()
                .map(Place::position)
                .orElse(choice.sizes().highest());
        return page(choice, way, newest, limit)
                .compose(first -> full(first, way, newest)
                        ? Future.succeededFuture(first)
                        : further(choice, way.further(limit + 1, within(first, floor(way, newest))), newest, limit));
    }

    private Future<Page> further(SearchWay.Choice choice, SearchWay way, long newest, int limit) {
        return page(choice, way, newest, limit)
                .compose(second -> full(second, way, newest)
                        ? Future.succeededFuture(second)
                        : page(choice, way.last(), newest, limit));
    }

    /** One that these positions just fill may not be the last, and whether others are below them is not known. */
    private static boolean full(Page page, SearchWay way, long newest) {
        long floor = floor(way, newest);
        return floor == 0 || (page.more() && within(page, floor) == page.hits().size());
    }

    /** The lowest position that is looked at; 0 where all are. */
    private static long floor(SearchWay way, long newest) {
        return Math.max(0, newest - way.positions());
    }

    /** Rows that are decided one by one are looked for without bound: those below it do not fill the page, for others may lie between. */
    private static long within(Page page, long floor) {
        return page.hits().stream()
                .filter(hit -> hit.place().position() >= floor)
                .count();
    }

    /**
     * What PostgreSQL's statistics say; asked only where the answer decides about the way, and of connections that use one process: of several, each
     * is expected to find a part.
     */
    private Future<Long> expected(Search search, SearchWay.Asked asked) {
        return switch (asked) {
            case NOTHING -> Future.succeededFuture(0L);
            case WORDS -> worded(search.filter().text().orElseThrow());
            case SQUARES -> placed(Squares.of(search.filter().bbox().orElseThrow()));
        };
    }

    /** Of the language that has most: added up, the same word in each language would count as often. */
    private Future<Long> worded(String text) {
        String sql = Conditions.queries("$1")
                .map("(select from wording where words @@ %s)"::formatted)
                .collect(Collectors.joining(" union all ", "explain (format json) ", ""));
        return planned.query(sql, text)
                .map(RecordSearch::plan)
                .map(plan -> plan.getJsonArray("Plans").stream()
                        .mapToLong(one -> ((JsonObject) one).getLong("Plan Rows"))
                        .max()
                        .orElseThrow());
    }

    private Future<Long> placed(Squares squares) {
        return database.query("explain (format json) select from listing where degree(exact) = any($1::int[])", (Object)
                        squares.narrow().toArray(Integer[]::new))
                .map(RecordSearch::plan)
                .map(plan -> plan.getLong("Plan Rows"));
    }

    private static JsonObject plan(RowSet<Row> explained) {
        return explained.iterator().next().getJsonArray(0).getJsonObject(0).getJsonObject("Plan");
    }

    private Future<Page> page(SearchWay.Choice choice, SearchWay way, long newest, int limit) {
        Search search = choice.search();
        SearchStatement statement = new SearchStatement(
                search,
                way.plan(),
                choice.sizes(),
                floor(way, newest),
                limit + 1,
                search.filter().localTag().map(key::ofLocalTag));
        // Which of several filters is rare, only their values tell.
        boolean guessed =
                way.plan() == SearchPlan.BY_FILTER && search.filter().text().isEmpty();
        return (guessed ? database : planned)
                .query(bounded(limit) ? statement.bounded() : statement.sql(), statement.parameters())
                .map(rows -> page(rows, limit));
    }

    private boolean bounded(int limit) {
        return limit > MANY
                || heavyNanos
                        .filter(last -> System.nanoTime() - last < HEAVY.toNanos())
                        .isPresent();
    }

    private Hit hit(Row row) {
        return new Hit(
                stored.read(row),
                new Place(row.getLong("place"), row.getFloat("rank")),
                Set.of(row.getArrayOfStrings("matched")),
                Set.of(row.getArrayOfStrings("better")),
                row.getBoolean("alike"));
    }

    /** As many hits as it may have, or as go into so many bytes; at least one, where there is any. */
    private Page page(RowSet<Row> rows, int limit) {
        List<Hit> hits = new ArrayList<>();
        long many = 0;
        long bytes = 0;
        for (Row row : rows) {
            many = Math.max(row.getLong("many"), rows.size());
            if (hits.size() < limit && bytes < StoredRows.MOST_BYTES) {
                bytes += row.getString("portions").length();
                hits.add(hit(row));
            }
        }
        if (bytes >= StoredRows.MOST_BYTES) {
            heavyNanos = Optional.of(System.nanoTime());
        }
        return new Page(List.copyOf(hits), hits.size() < many);
    }
}
