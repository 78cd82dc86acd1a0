package org.passerelle.gateway.feed;

import java.time.Clock;
import java.util.List;
import org.passerelle.gateway.disclosure.Disclosure;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.keys.Cursors;
import org.passerelle.gateway.policy.PolicyLease;
import org.passerelle.platform.bus.Bus;

/** The operations on the feed, wired. */
public final class FeedOperations {
    private FeedOperations() {}

    public static List<Operation> of(
            Bus bus, Clock clock, Disclosure disclosure, PolicyLease lease, Cursors cursors, Wakeups wakeups) {
        Subscriptions subscriptions = new Subscriptions(disclosure, cursors, bus, clock);
        return List.of(
                new ReadFeed(subscriptions, wakeups),
                new StreamFeed(subscriptions, wakeups, lease),
                new AcknowledgeNotice(bus));
    }
}
