package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Records;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.policy.PartsReader;

/**
 * Whom a recall is told: exactly the parties that the ledger says received the record. The ledger is complete when the event is seen: the
 * recall had raised the barrier before.
 */
final class Recall {
    private Recall() {}

    /** Asks audit who received it, and records what they derived from it. */
    static Future<NoticeCase> of(Bus bus, PartsReader<Chunk, Bundle> bundles, Records.Event event) {
        return bus.ask(Audit.HOLDERS, new Audit.HoldersOf(event.recordId(), event.releaser(), Optional.empty()))
                .compose(ledger -> NoticeCase.derivatives(bus, event)
                        .compose(derivatives -> Deadlines.of(bundles, event.at())
                                .map(deadlines -> new NoticeCase(
                                        event,
                                        Verb.RECALLED,
                                        deadlines,
                                        NoticeCase.owed(
                                                NoticeCase.latest(event, ledger, receipt -> true)
                                                        .values(),
                                                derivatives)))));
    }
}
