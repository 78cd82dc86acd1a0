package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import java.util.List;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/** Asks the other services what an event of records makes of the feed. */
record Preparing(Bus bus, Database database, PartsReader<Chunk, Bundle> bundles) {

    /** @param before events that are taken in together with this one, before it */
    Future<Prepared> prepare(Records.Event event, List<Prepared> before) {
        return switch (event.kind()) {
            case SUBMITTED -> Future.succeededFuture(Prepared.offered(event));
            case REVISED, RELEASED ->
                told(event.recordId(), before)
                        .compose(told -> Correction.of(bus, bundles, event, told))
                        .map(Prepared.offered(event)::corrected);
            case RECALLED, DESTROYED -> Recall.of(bus, bundles, event).map(recall -> Prepared.recalled(event, recall));
            case ERASED -> Future.succeededFuture(Prepared.erased(event));
        };
    }

    /** What another process writes meanwhile does not matter: then these events are not taken in here. */
    private Future<Integer> told(String recordId, List<Prepared> before) {
        return before.reversed().stream()
                .flatMap(each -> each.correction().stream())
                .map(Correction::event)
                .filter(event -> event.recordId().equals(recordId))
                .findFirst()
                .map(event -> Future.succeededFuture(event.version()))
                .orElseGet(() -> Correction.told(database, recordId));
    }
}
