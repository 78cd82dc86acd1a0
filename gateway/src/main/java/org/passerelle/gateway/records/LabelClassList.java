package org.passerelle.gateway.records;

import io.vertx.core.Future;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.stream.Collectors;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.core.decision.ClassPrefilter;
import org.passerelle.core.decision.Request;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.platform.bus.Bus;

/** The interned label classes, of which records are far fewer kinds than rows; grows with each look, never changes. */
final class LabelClassList {
    private final Bus bus;
    private final Clock clock;
    private final ConcurrentSkipListMap<Integer, RecordFacts> classes = new ConcurrentSkipListMap<>();

    LabelClassList(Bus bus, Clock clock) {
        this.bus = bus;
        this.clock = clock;
    }

    /** Ids of all classes of which some row may be permitted. */
    Future<Set<Integer>> worthReading(LeasedBundle leased, Request request) {
        return grown().map(all -> all.entrySet().stream()
                .filter(entry -> ClassPrefilter.mayPermit(leased, request, entry.getValue(), clock.instant()))
                .map(Map.Entry::getKey)
                .collect(Collectors.toUnmodifiableSet()));
    }

    private Future<ConcurrentSkipListMap<Integer, RecordFacts>> grown() {
        int last = classes.isEmpty() ? 0 : classes.lastKey();
        return bus.ask(Records.CLASSES, new Records.ClassesAfter(last)).map(more -> {
            List<Records.LabelClass> fresh = more.classes();
            fresh.forEach(labelClass -> classes.put(labelClass.id(), labelClass.facts()));
            return classes;
        });
    }
}
