package org.passerelle.node.bench.search;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.message.Searching.Counted;
import org.passerelle.core.message.Searching.Facet;
import org.passerelle.core.message.Searching.Filter;
import org.passerelle.core.message.Searching.Hit;
import org.passerelle.core.message.Searching.Page;
import org.passerelle.core.message.Searching.PatternCount;
import org.passerelle.core.message.Searching.Place;
import org.passerelle.core.message.Searching.ValueCount;
import org.passerelle.platform.database.Database;
import org.passerelle.records.StoredRows;

/** Answers the same questions with statements of its own; records are fetched and read as the service does it. */
final class Peer {
    private static final String CURRENT = """
            listing.active and (listing.embargo_until is null or listing.embargo_until <= now())
                and (listing.retain_until is null or listing.retain_until > now())""";

    private final Database database;
    private final String authorisation;
    private final StoredRows stored;

    /** @param authorisation a condition on {@code listing} */
    Peer(Database database, String authorisation, StoredRows stored) {
        this.database = database;
        this.authorisation = authorisation;
        this.stored = stored;
    }

    Future<Page> page(Filter filter) {
        String sql = """
                with hit as (%s)
                select hit.position as place, %s
                from hit join listing on listing.position = hit.position
                join record on record.id = listing.record_id
                join version on version.record_id = record.id and version.version = record.current_version
                order by hit.position desc
                """.formatted(hits(filter), StoredRows.COLUMNS);
        return database.query(sql, parameters(filter)).map(rows -> {
            List<Hit> hits = rows.stream().map(this::hit).toList();
            return new Page(hits.subList(0, Math.min(Query.LIMIT, hits.size())), hits.size() > Query.LIMIT);
        });
    }

    private Hit hit(Row row) {
        return new Hit(stored.read(row), new Place(row.getLong("place"), 0), Set.of(), Set.of(), true);
    }

    private String hits(Filter filter) {
        int limit = Query.LIMIT + 1;
        if (filter.text().isPresent()) {
            return """
                    select distinct wording.position from wording join listing on listing.position = wording.position
                    where wording.words @@ websearch_to_tsquery('records.words_en', $1) and %s and %s
                    order by 1 desc limit %d
                    """.formatted(CURRENT, authorisation, limit);
        }
        String box = filter.bbox().isPresent()
                ? " and listing.exact && box(point($1::float8, $2::float8), point($3::float8, $4::float8))"
                : "";
        return "select position from listing where %s and %s%s order by position desc limit %d"
                .formatted(CURRENT, authorisation, box, limit);
    }

    private static Object[] parameters(Filter filter) {
        return Optional.<Object[]>empty()
                .or(() -> filter.text().map(text -> new Object[] {text}))
                .or(() -> filter.bbox().map(List::toArray))
                .orElse(new Object[0]);
    }

    Future<Counted> count() {
        return database.query("select count(*) as records from listing where " + CURRENT + " and " + authorisation)
                .map(rows -> new Counted(
                        List.of(new PatternCount(0, rows.iterator().next().getLong("records"))), List.of()));
    }

    Future<Counted> facets() {
        return database.query("""
                        select country, grading, count(*) as records from listing where %s and %s
                        group by grouping sets ((country), (grading))
                        """.formatted(CURRENT, authorisation))
                .map(rows ->
                        new Counted(List.of(), rows.stream().map(Peer::value).toList()));
    }

    private static ValueCount value(Row row) {
        String country = row.getString("country");
        return country == null
                ? new ValueCount(0, Facet.GRADING, row.getString("grading"), row.getLong("records"))
                : new ValueCount(0, Facet.COUNTRY, country, row.getLong("records"));
    }
}
