package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.message.Records.Hit;
import org.passerelle.core.message.Records.Page;
import org.passerelle.core.message.Records.Search;
import org.passerelle.platform.database.Database;

/** Finds records by what the searcher may see of them; authorisation is part of the statement. */
final class RecordSearch {
    private static final int MOST = 200;

    private final Database database;

    RecordSearch(Database database) {
        this.database = database;
    }

    /**
     * One page, newest record first. The order is that of first submission: a revision that the searcher may not see must not move a
     * record in the list.
     */
    Future<Page> search(Search search) {
        String sql =
                ReadableRows.CONDITIONS + """
                , hit as (
                    select record.id, record.current_version as version,
                        array(select portion.id from portion
                            where portion.record_id = record.id and portion.version = record.current_version
                                and portion.words @@ websearch_to_tsquery('words', $18) and READABLE) as matched
                    from record
                    join version on version.record_id = record.id and version.version = record.current_version
                    where ($19::bigint is null or record.position < $19)
                        and exists (select 1 from portion
                            where portion.record_id = record.id and portion.version = record.current_version
                                and ($18::text is null or portion.words @@ websearch_to_tsquery('words', $18)) and READABLE)
                        and ($20::boolean is not true or exists (select 1 from portion
                            where portion.record_id = record.id and portion.version = record.current_version
                                and portion.field = 'head' and READABLE))
                        and ($21::text is null or version.type = $21)
                        and ($22::text is null or version.tags @> array[$22])
                        and ($23::text is null or version.country = $23)
                        and ($24::float8 is null
                            or version.place && box(point($24, $25::float8), point($26::float8, $27::float8)))
                        and ($28::timestamptz is null or version.event_time >= $28)
                        and ($29::timestamptz is null or version.event_time < $29)
                    order by record.position desc
                    limit $30
                )
                select hit.matched, """.replace("READABLE", ReadableRows.PREDICATE) + StoredRows.COLUMNS + """

                from hit
                join record on record.id = hit.id
                join version on version.record_id = hit.id and version.version = hit.version
                order by record.position desc
                """;
        int limit = Math.clamp(search.limit(), 1, MOST);
        List<Double> bbox = search.bbox().orElse(List.of());
        List<@Nullable Object> parameters = new ArrayList<>(List.of(ReadableRows.parameters(search.mayRead())));
        parameters.addAll(Arrays.asList(
                search.text().orElse(null),
                search.before().orElse(null),
                filtersHead(search),
                search.type().orElse(null),
                search.tag().orElse(null),
                search.country().orElse(null),
                corner(bbox, 0),
                corner(bbox, 1),
                corner(bbox, 2),
                corner(bbox, 3),
                time(search.from()),
                time(search.to()),
                limit + 1));
        return database.query(sql, parameters.toArray())
                .map(rows -> page(rows.stream().map(RecordSearch::hit).toList(), limit));
    }

    private static boolean filtersHead(Search search) {
        return search.type().isPresent()
                || search.tag().isPresent()
                || search.country().isPresent()
                || search.bbox().isPresent()
                || search.from().isPresent()
                || search.to().isPresent();
    }

    private static @Nullable Double corner(List<Double> bbox, int index) {
        return bbox.isEmpty() ? null : bbox.get(index);
    }

    private static @Nullable OffsetDateTime time(Optional<Instant> time) {
        return time.map(instant -> instant.atOffset(ZoneOffset.UTC)).orElse(null);
    }

    private static Hit hit(Row row) {
        return new Hit(StoredRows.read(row), row.getLong("position"), Set.of(row.getArrayOfStrings("matched")));
    }

    private static Page page(List<Hit> hits, int limit) {
        return new Page(hits.subList(0, Math.min(limit, hits.size())), hits.size() > limit);
    }
}
