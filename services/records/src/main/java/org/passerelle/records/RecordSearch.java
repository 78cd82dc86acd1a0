package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Set;
import org.passerelle.core.message.Records.Hit;
import org.passerelle.core.message.Records.Page;
import org.passerelle.core.message.Records.Place;
import org.passerelle.core.message.Records.Search;
import org.passerelle.platform.database.Database;

/** Finds records by what the searcher sees of them; authorisation is part of the statement. */
final class RecordSearch {
    private static final int MOST = 200;

    private final Database database;
    private final PatternSizes sizes;
    private final StoredRows stored;

    RecordSearch(Database database, PatternSizes sizes, StoredRows stored) {
        this.database = database;
        this.sizes = sizes;
        this.stored = stored;
    }

    /** One page. */
    Future<Page> search(Search search) {
        int limit = Math.clamp(search.limit(), 1, MOST);
        return sizes.look().compose(known -> {
            List<Integer> patterns = search.sight().alike().stream()
                    .flatMap(alike -> alike.patterns().stream())
                    .toList();
            SearchPlan plan = SearchPlan.of(search.filter(), patterns, known, limit + 1);
            long newest = search.after().map(Place::position).orElse(known.highest());
            long floor = newest - SearchPlan.PROBE;
            return run(search, plan, floor, limit)
                    .compose(page -> plan == SearchPlan.PROBING && floor > 0 && !page.more()
                            ? run(search, SearchPlan.BY_FILTER, 0, limit)
                            : Future.succeededFuture(page));
        });
    }

    private Future<Page> run(Search search, SearchPlan plan, long floor, int limit) {
        SearchStatement statement = new SearchStatement(search, plan, floor, limit + 1);
        return database.query(statement.sql(), statement.parameters())
                .map(rows -> page(rows.stream().map(this::hit).toList(), limit));
    }

    private Hit hit(Row row) {
        return new Hit(
                stored.read(row),
                new Place(row.getLong("place"), row.getFloat("rank")),
                Set.of(row.getArrayOfStrings("matched")),
                row.getBoolean("alike"));
    }

    private static Page page(List<Hit> hits, int limit) {
        return new Page(hits.subList(0, Math.min(limit, hits.size())), hits.size() > limit);
    }
}
