package org.passerelle.exchange;

import io.vertx.core.Future;
import java.time.Duration;
import org.passerelle.core.message.Exchange;
import org.passerelle.exchange.agreement.AgreementFiller;
import org.passerelle.exchange.feed.FeedFiller;
import org.passerelle.exchange.feed.Subscriptions;
import org.passerelle.exchange.hold.Holds;
import org.passerelle.exchange.hold.Rulings;
import org.passerelle.exchange.hold.Withdrawals;
import org.passerelle.exchange.recall.RecallDesk;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;

/** Owner of feeds, subscriptions, holds and recall cases. */
public final class ExchangeService implements Service {

    /** Hints may be lost: how often the events of records are asked for anyway. */
    private static final Duration POLL = Duration.ofMillis(250);

    private static final Duration AGREEMENTS = Duration.ofSeconds(1);

    private static final Duration NOTES = Duration.ofSeconds(1);

    @Override
    public String name() {
        return "exchange";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Bus bus = context.bus();
        FeedFiller filler = new FeedFiller(bus, context.database());
        Subscriptions subscriptions = new Subscriptions(context.database(), filler, context.clock());
        RecallDesk recalls = new RecallDesk(context.database(), context.clock());
        Holds holds = new Holds(context.database(), context.clock());
        Rulings rulings = new Rulings(bus, context.database(), context.clock());
        Withdrawals withdrawals = new Withdrawals(bus, context.database(), context.clock());
        return bus.answer(Exchange.SUBSCRIBE, subscriptions::subscribe)
                .compose(next -> bus.answer(Exchange.READ, subscriptions::read))
                .compose(next -> bus.answer(Exchange.DROP, subscriptions::drop))
                .compose(next -> bus.answer(Exchange.DELIVERED, recalls::delivered))
                .compose(next -> bus.answer(Exchange.ACKNOWLEDGE, recalls::acknowledge))
                .compose(next -> bus.answer(Exchange.RECALL_CASES, recalls::cases))
                .compose(next -> bus.answer(Exchange.OPEN_HOLD, holds::open))
                .compose(next -> bus.answer(Exchange.HOLDS, holds::list))
                .compose(next -> bus.answer(Exchange.GRANTS, holds::grants))
                .compose(next -> bus.answer(Exchange.GRANTS_OF, holds::grantsOf))
                .compose(next -> bus.answer(Exchange.RULE, rulings::rule))
                .compose(next -> bus.answer(Exchange.WITHDRAW, withdrawals::withdraw))
                .compose(next -> filler.start(context.vertx(), POLL))
                .onSuccess(next -> new AgreementFiller(bus, context.database()).start(context.vertx(), AGREEMENTS))
                .onSuccess(next -> new NoteOutbox(context.vertx(), bus, context.database()).start(NOTES));
    }
}
