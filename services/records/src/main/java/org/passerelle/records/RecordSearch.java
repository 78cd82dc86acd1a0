package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.message.Records.Hit;
import org.passerelle.core.message.Records.Page;
import org.passerelle.core.message.Records.Place;
import org.passerelle.core.message.Records.Search;
import org.passerelle.platform.database.Database;

/** Finds records by what the searcher sees of them; authorisation is part of the statement. */
final class RecordSearch {
    private static final int MOST = 200;

    private final Database database;
    private final Database planned;
    private final PatternSizes sizes;
    private final StoredRows stored;

    /** @param planned plans a statement once */
    RecordSearch(Database database, Database planned, PatternSizes sizes, StoredRows stored) {
        this.database = database;
        this.planned = planned;
        this.sizes = sizes;
        this.stored = stored;
    }

    /** One page. */
    Future<Page> search(Search search) {
        int limit = Math.clamp(search.limit(), 1, MOST);
        List<Integer> patterns = search.sight().alike().stream()
                .flatMap(alike -> alike.patterns().stream())
                .toList();
        return sizes.look()
                .compose(known -> worded(search, patterns, known).compose(worded -> {
                    SearchPlan plan = SearchPlan.of(search, patterns, known, limit + 1, worded);
                    long newest = search.after().map(Place::position).orElse(known.highest());
                    long floor = newest - SearchPlan.PROBE;
                    return run(search, plan, known, floor, limit)
                            .compose(page -> plan == SearchPlan.PROBING && floor > 0 && !page.more()
                                    ? further(
                                            search,
                                            known,
                                            newest,
                                            limit,
                                            page.hits().size())
                                    : Future.succeededFuture(page));
                }));
    }

    /** What the first positions did not fill is looked for in as many as it should take by what they had, or by the filter. */
    private Future<Page> further(Search search, PatternSizes.Sizes known, long newest, int limit, int found) {
        long floor = newest - SearchPlan.further(limit + 1, found);
        if (floor == newest) {
            return run(search, SearchPlan.BY_FILTER, known, 0, limit);
        }
        return run(search, SearchPlan.PROBING, known, floor, limit)
                .compose(page -> floor > 0 && !page.more()
                        ? run(search, SearchPlan.BY_FILTER, known, 0, limit)
                        : Future.succeededFuture(page));
    }

    /**
     * What PostgreSQL expects of the language that has most; asked only where the answer decides about the plan. Added up, the same word
     * in each language would count as often.
     */
    private Future<OptionalLong> worded(Search search, List<Integer> patterns, PatternSizes.Sizes known) {
        if (!SearchPlan.asksForWords(search, patterns, known)) {
            return Future.succeededFuture(OptionalLong.empty());
        }
        String sql = Conditions.queries("$1")
                .map("(select from wording where words @@ %s)"::formatted)
                .collect(Collectors.joining(" union all ", "explain (format json) ", ""));
        return database.query(sql, search.filter().text().orElseThrow())
                .map(rows ->
                        rows.iterator().next().getJsonArray(0).getJsonObject(0).getJsonObject("Plan"))
                .map(RecordSearch::most);
    }

    // Over a large table the languages stand below a node that gathers what several processes find.
    private static OptionalLong most(JsonObject plan) {
        return plan.getString("Node Type").equals("Gather")
                ? most(plan.getJsonArray("Plans").getJsonObject(0))
                : plan.getJsonArray("Plans").stream()
                        .mapToLong(one -> ((JsonObject) one).getLong("Plan Rows"))
                        .max();
    }

    private Future<Page> run(Search search, SearchPlan plan, PatternSizes.Sizes known, long floor, int limit) {
        SearchStatement statement = new SearchStatement(search, plan, known, floor, limit + 1);
        // Which of several filters is rare, only their values tell.
        boolean guessed = plan == SearchPlan.BY_FILTER && search.filter().text().isEmpty();
        return (guessed ? database : planned)
                .query(statement.sql(), statement.parameters())
                .map(rows -> page(rows.stream().map(this::hit).toList(), limit));
    }

    private Hit hit(Row row) {
        return new Hit(
                stored.read(row),
                new Place(row.getLong("place"), row.getFloat("rank")),
                Set.of(row.getArrayOfStrings("matched")),
                Set.of(row.getArrayOfStrings("better")),
                row.getBoolean("alike"));
    }

    private static Page page(List<Hit> hits, int limit) {
        return new Page(hits.subList(0, Math.min(limit, hits.size())), hits.size() > limit);
    }
}
