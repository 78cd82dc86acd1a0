package org.passerelle.screening;

import io.vertx.core.Future;
import java.time.Clock;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Allegations;
import org.passerelle.core.message.Allegations.CaseList;
import org.passerelle.core.message.Allegations.Find;
import org.passerelle.core.message.Allegations.FindOutcome;
import org.passerelle.core.message.Allegations.ListOf;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.policy.PartsReader;

/** Answers about allegations. */
final class AllegationDesk {
    private final Bus bus;
    private final Database database;
    private final PartsReader<Chunk, Bundle> bundles;
    private final AllegationSeal seal;
    private final AllegationReports reports;
    private final AllegationChanges changes;

    AllegationDesk(
            Bus bus,
            Database database,
            PartsReader<Chunk, Bundle> bundles,
            Clock clock,
            Effect effect,
            AllegationSeal seal) {
        this.bus = bus;
        this.database = database;
        this.bundles = bundles;
        this.seal = seal;
        this.reports = new AllegationReports(bundles, database, clock, effect, seal);
        this.changes = new AllegationChanges(bundles, database, clock, effect, seal);
    }

    /** Completes when questions are answered. */
    Future<Void> start() {
        return Future.all(
                        bus.answer(Allegations.REPORT, reports::report),
                        bus.answer(Allegations.LIST, this::list),
                        bus.answer(Allegations.FIND, this::find),
                        bus.answer(Allegations.CORROBORATE, changes::corroborate),
                        bus.answer(Allegations.REGRADE, changes::regrade),
                        bus.answer(Allegations.RESOLVE, changes::resolve))
                .mapEmpty();
    }

    private Future<CaseList> list(ListOf ask) {
        return views().compose(views -> database.transaction(transaction -> views.all(transaction, ask.by())))
                .map(CaseList::new);
    }

    private Future<FindOutcome> find(Find ask) {
        return views().compose(views -> database.transaction(transaction -> views.one(transaction, ask.id(), ask.by())))
                .map(found -> found.<FindOutcome>map(FindOutcome.Found::new).orElseGet(FindOutcome.Absent::new));
    }

    private Future<AllegationViews> views() {
        return bundles.newest()
                .map(bundle -> new AllegationViews(
                        new AllegationRules(bundle.settings().diligence()), seal));
    }
}
