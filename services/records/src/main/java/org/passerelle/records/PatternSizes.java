package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.passerelle.platform.database.Database;

/**
 * About how many records there are of each pattern: by these a plan is chosen, and nothing is answered. Answers take their counts from
 * the tally itself.
 */
final class PatternSizes {
    private static final Duration FRESH = Duration.ofSeconds(10);
    private static final long SOME = 1_000;

    private final Database database;
    private volatile Sizes known = new Sizes(Map.of(), 0, 0, false, System.nanoTime() - FRESH.toNanos());

    PatternSizes(Database database) {
        this.database = database;
    }

    /**
     * @param total of all records
     * @param highest position of any
     * @param manyApart whether more than {@value #SOME} are unlike their pattern
     */
    record Sizes(Map<Integer, Long> byPattern, long total, long highest, boolean manyApart, long takenNanos) {

        /** Records of these patterns. */
        long of(List<Integer> patterns) {
            return patterns.stream()
                    .mapToLong(pattern -> byPattern.getOrDefault(pattern, 0L))
                    .sum();
        }
    }

    /** As they were some seconds ago. */
    Future<Sizes> look() {
        Sizes last = known;
        return System.nanoTime() - last.takenNanos() < FRESH.toNanos()
                ? Future.succeededFuture(last)
                : database.query("select fold_tally()")
                        .compose(folded -> database.query("""
                                select pattern_id, sum(records)::bigint as records,
                                    (select coalesce(max(position), 0) from listing) as highest,
                                    (select count(*) from (
                                        (select from listing where not active limit $1)
                                        union all (select from listing where pattern_id = 0 limit $1)
                                        union all (select from listing where embargo_until > now() limit $1)
                                        union all (select from listing where retain_until <= now() limit $1)) as unlike) as apart
                                from tallied where facet = '' group by pattern_id
                                """, SOME + 1))
                        .map(rows -> {
                            known = sizes(rows.stream().toList());
                            return known;
                        });
    }

    private static Sizes sizes(List<Row> rows) {
        Map<Integer, Long> sizes = new HashMap<>();
        rows.forEach(row -> sizes.put(row.getInteger("pattern_id"), row.getLong("records")));
        long highest = rows.isEmpty() ? 0 : rows.getFirst().getLong("highest");
        long apart = rows.isEmpty() ? 0 : rows.getFirst().getLong("apart");
        return new Sizes(
                Map.copyOf(sizes),
                sizes.values().stream().mapToLong(Long::longValue).sum(),
                highest,
                apart > SOME,
                System.nanoTime());
    }
}
