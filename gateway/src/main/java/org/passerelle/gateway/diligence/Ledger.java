package org.passerelle.gateway.diligence;

import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Audit.Release;
import org.passerelle.core.message.Audit.ReleasesOf;
import org.passerelle.core.message.Records;
import org.passerelle.core.message.Records.VersionOf;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.bus.Bus;

/** Reads pages of past releases with what has become of the records. */
record Ledger(Bus bus) {

    /**
     * A page.
     *
     * @param entries of the releaser's own records
     * @param next where to read on; empty at the end
     */
    record Page(List<Entry> entries, Optional<Long> next) {
        Page {
            entries = List.copyOf(entries);
        }
    }

    /** @param record as it stands now; absent where it is no longer there */
    record Entry(Release release, Optional<RecordFacts> record) {}

    Future<Page> page(ReleasesOf asked) {
        return bus.ask(Audit.RELEASES, asked)
                .compose(page -> facts(page.releases()).map(facts -> page(page.releases(), facts, asked)));
    }

    private static Page page(List<Release> releases, Map<VersionOf, RecordFacts> facts, ReleasesOf asked) {
        List<Entry> entries = releases.stream()
                .map(release -> new Entry(
                        release, Optional.ofNullable(facts.get(new VersionOf(release.recordId(), release.version())))))
                .filter(entry -> own(entry, asked.releaser()))
                .toList();
        return new Page(
                entries,
                releases.size() < asked.limit()
                        ? Optional.empty()
                        : Optional.of(releases.getLast().position()));
    }

    /** Of receipts from before releasers were kept the record alone tells whose it is. */
    private static boolean own(Entry entry, String party) {
        return entry.record()
                .map(record -> record.releaser().equals(party))
                .orElse(entry.release().assessments().isPresent());
    }

    private Future<Map<VersionOf, RecordFacts>> facts(List<Release> releases) {
        List<VersionOf> versions = releases.stream()
                .map(release -> new VersionOf(release.recordId(), release.version()))
                .distinct()
                .toList();
        return versions.isEmpty()
                ? Future.succeededFuture(Map.of())
                : bus.ask(Records.FACTS, new Records.FactsOf(versions)).map(found -> {
                    Map<VersionOf, RecordFacts> facts = new HashMap<>();
                    found.facts()
                            .forEach(record -> facts.put(new VersionOf(record.recordId(), record.version()), record));
                    return facts;
                });
    }
}
