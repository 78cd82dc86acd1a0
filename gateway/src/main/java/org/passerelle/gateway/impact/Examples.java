package org.passerelle.gateway.impact;

import io.vertx.core.Future;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.impact.Tally;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.disclosure.Judging;
import org.passerelle.platform.bus.Bus;

/** Which of the records that were counted may be named to the caller: those that the caller may read. */
final class Examples {
    /** So many are shown for each row. */
    static final int EACH = 3;

    /** So many are looked at in all. */
    private static final int MOST = 60;

    private final Bus bus;
    private final Judging judging;

    Examples(Bus bus, Judging judging) {
        this.bus = bus;
        this.judging = judging;
    }

    /** Ids of records of which the caller may read something for some purpose. */
    Future<Set<String>> readable(LeasedBundle leased, Caller caller, Counted counted) {
        List<String> ids = List.copyOf(candidates(counted));
        return Future.all(ids.stream()
                        .map(id -> bus.ask(Records.GATHER, new Records.Gather(id, Optional.empty())))
                        .toList())
                .map(all -> all.<Records.Gathered>list().stream()
                        .flatMap(gathered -> gathered instanceof Records.Gathered.Found(StoredRecord record)
                                ? Stream.of(record)
                                : Stream.empty())
                        .toList())
                .compose(records -> judging.readable(leased, caller, ids, records, List.of()))
                .map(readable -> readable.stream()
                        .map(judgement -> judgement.record().facts().recordId())
                        .collect(Collectors.toSet()));
    }

    private static Set<String> candidates(Counted counted) {
        Set<String> ids = new LinkedHashSet<>();
        for (Tally tally : counted.comparison().tallies().values()) {
            tally.rows().stream()
                    .limit(ImpactJson.MOST_ROWS)
                    .flatMap(row -> row.examples().stream().limit(EACH))
                    .limit(Math.max(0, MOST - ids.size()))
                    .forEach(ids::add);
        }
        return ids;
    }
}
