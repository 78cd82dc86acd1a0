package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.diligence.YearReport;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Audit.ReleasesOf;
import org.passerelle.core.message.Audit.Scope;
import org.passerelle.core.record.RecordFacts;

/** Counts what went to a recipient in a time, page by page; it keeps counts and the ids of disclosures, and no entry. */
final class YearCount {
    private static final int PAGE = 1_000;

    private final Map<String, Long> units = new HashMap<>();
    private final Map<String, Long> types = new HashMap<>();
    private final Map<String, Long> purposes = new HashMap<>();
    private final Map<Integer, Long> months = new HashMap<>();
    private final Set<String> disclosures = new HashSet<>();
    private long releases;

    /** Completes with all of them counted. */
    static Future<YearCount> of(Ledger ledger, String releaser, String recipient, Instant from, Instant until) {
        return new YearCount()
                .read(
                        ledger,
                        new ReleasesOf(
                                releaser,
                                new Scope(recipient, Optional.empty(), Set.of()),
                                from,
                                until,
                                Optional.empty(),
                                PAGE));
    }

    private Future<YearCount> read(Ledger ledger, ReleasesOf asked) {
        return ledger.page(asked).compose(page -> {
            page.entries().forEach(this::add);
            return page.next()
                    .map(next -> read(
                            ledger,
                            new ReleasesOf(
                                    asked.releaser(),
                                    asked.to(),
                                    asked.from(),
                                    asked.until(),
                                    Optional.of(next),
                                    asked.limit())))
                    .orElseGet(() -> Future.succeededFuture(this));
        });
    }

    private void add(Ledger.Entry entry) {
        Release release = entry.release();
        releases++;
        disclosures.add(release.disclosureId());
        count(units, unit(release));
        count(types, entry.record().map(RecordFacts::type).orElse(YearReport.UNKNOWN));
        count(purposes, release.purpose());
        count(months, release.at().atOffset(ZoneOffset.UTC).getMonthValue());
    }

    private static String unit(Release release) {
        return release.unit().orElse(release.assessments().isPresent() ? YearReport.NO_UNIT : YearReport.UNKNOWN);
    }

    private static <K> void count(Map<K, Long> counts, K key) {
        counts.merge(key, 1L, Long::sum);
    }

    long releases() {
        return releases;
    }

    long disclosures() {
        return disclosures.size();
    }

    Map<String, Long> units() {
        return Map.copyOf(units);
    }

    Map<String, Long> types() {
        return Map.copyOf(types);
    }

    Map<String, Long> purposes() {
        return Map.copyOf(purposes);
    }

    Map<Integer, Long> months() {
        return Map.copyOf(months);
    }
}
