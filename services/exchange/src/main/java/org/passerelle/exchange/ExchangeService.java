package org.passerelle.exchange;

import io.vertx.core.Future;
import java.time.Duration;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.History;
import org.passerelle.core.message.Matches;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Tasks;
import org.passerelle.exchange.agreement.AgreementFiller;
import org.passerelle.exchange.feed.Deferrals;
import org.passerelle.exchange.feed.FeedFiller;
import org.passerelle.exchange.feed.Subscriptions;
import org.passerelle.exchange.hold.HoldHistory;
import org.passerelle.exchange.hold.Holds;
import org.passerelle.exchange.hold.Rulings;
import org.passerelle.exchange.hold.Withdrawals;
import org.passerelle.exchange.match.MatchQuestions;
import org.passerelle.exchange.recall.RecallDesk;
import org.passerelle.exchange.task.Reminders;
import org.passerelle.exchange.task.TaskDesk;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/** Owner of feeds, subscriptions, holds, recall cases and tasks. */
public final class ExchangeService implements Service {

    /** Hints may be lost: how often the events of records are asked for anyway. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration DEFERRED = Duration.ofMillis(500);

    private static final Duration ASIDE = Duration.ofMillis(500);

    private static final Duration AGREEMENTS = Duration.ofSeconds(1);

    private static final Duration NOTES = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Bus bus = context.bus();
        FeedFiller filler = new FeedFiller(
                bus,
                context.database(),
                new PartsReader<>(context.vertx(), bus, Chunk.class, Manifest::bundle),
                context.clock());
        Subscriptions subscriptions = new Subscriptions(context.database(), filler, context.clock());
        Deferrals deferrals = new Deferrals(bus, context.database(), context.clock());
        RecallDesk recalls = new RecallDesk(context.database(), context.clock());
        Holds holds = new Holds(context.database(), context.clock());
        HoldHistory history = new HoldHistory(context.database());
        Rulings rulings = new Rulings(bus, context.database(), context.clock());
        Withdrawals withdrawals = new Withdrawals(bus, context.database(), context.clock());
        TaskDesk tasks = new TaskDesk(context.database(), context.clock());
        MatchQuestions matches = new MatchQuestions(
                context.database(), context.clock(), context.config().matches());
        NodeConfig.Reminders config = context.config().reminders();
        Reminders reminders =
                new Reminders(bus, context.database(), context.clock(), config.leads(), config.grantLead());
        return bus.answer(Exchange.SUBSCRIBE, subscriptions::subscribe)
                .compose(next -> bus.answer(Exchange.READ, subscriptions::read))
                .compose(next -> bus.answer(Exchange.DROP, subscriptions::drop))
                .compose(next -> bus.answer(Exchange.DEFER, deferrals::defer))
                .compose(next -> bus.answer(Exchange.DELIVERED, recalls::delivered))
                .compose(next -> bus.answer(Exchange.ACKNOWLEDGE, recalls::acknowledge))
                .compose(next -> bus.answer(Exchange.RECALL_CASES, recalls::recalls))
                .compose(next -> bus.answer(Exchange.CORRECTION_CASES, recalls::corrections))
                .compose(next -> bus.answer(Exchange.OPEN_HOLD, holds::open))
                .compose(next -> bus.answer(Exchange.HOLDS, holds::list))
                .compose(next -> bus.answer(Exchange.GRANTS, holds::grants))
                .compose(next -> bus.answer(Exchange.GRANTS_OF, holds::grantsOf))
                .compose(next -> bus.answer(Exchange.GRANTED, holds::granted))
                .compose(next -> bus.answer(History.RULINGS, history::rulings))
                .compose(next -> bus.answer(History.HELD, history::held))
                .compose(next -> bus.answer(Exchange.RULE, rulings::rule))
                .compose(next -> bus.answer(Exchange.WITHDRAW, withdrawals::withdraw))
                .compose(next -> bus.answer(Matches.SPEND, matches::spend))
                .compose(next -> bus.answer(Tasks.LIST, tasks::list))
                .compose(next -> bus.answer(Tasks.COMPLETE, tasks::complete))
                .compose(next -> filler.start(context.vertx(), POLL))
                .onSuccess(next -> filler.setAside().start(context.vertx(), ASIDE, context.meters()))
                .onSuccess(next -> deferrals.start(context.vertx(), DEFERRED))
                .onSuccess(next -> new AgreementFiller(bus, context.database()).start(context.vertx(), AGREEMENTS))
                .onSuccess(next -> reminders.start(context.vertx(), config.lookEvery()))
                .onSuccess(next -> new NoteOutbox(context.vertx(), bus, context.database()).start(NOTES));
    }
}
