package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;

/** Reads the feed; waits, when asked to, until there is something that may be delivered, and no longer than the sign-in lasts. */
public final class ReadFeed implements Operation {
    private static final int PAGE = 50;
    private static final long LOOK_AGAIN_MILLIS = 1000;

    private final Subscriptions subscriptions;
    private final Wakeups wakeups;

    ReadFeed(Subscriptions subscriptions, Wakeups wakeups) {
        this.subscriptions = subscriptions;
        this.wakeups = wakeups;
    }

    @Override
    public String id() {
        return "readFeed";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Duration wait = Duration.ofSeconds(call.numberQuery("wait", 0, 60, 0));
        long until = System.nanoTime() + wait.toNanos();
        return subscriptions
                .reader(call, call.query("after"))
                .compose(reader -> deliver(call, reader, reader.from(), until).map(delivery -> page(reader, delivery)));
    }

    private Future<Delivery> deliver(Call call, Subscriptions.Reader reader, long after, long until) {
        return subscriptions.page(reader, after, PAGE).compose(delivery -> {
            if (!delivery.nothing()) {
                return Future.succeededFuture(delivery);
            }
            long left = Duration.ofNanos(until - System.nanoTime()).toMillis();
            if (left <= 0) {
                return Future.succeededFuture(delivery);
            }
            // A look discloses what it finds, so that there is none after the sign-in.
            return wakeups.next(Math.min(left, LOOK_AGAIN_MILLIS))
                    .compose(awake -> call.signedIn()
                            ? deliver(call, reader, delivery.read(), until)
                            : Future.succeededFuture(delivery));
        });
    }

    private Answer page(Subscriptions.Reader reader, Delivery delivery) {
        Map<String, Object> json = new LinkedHashMap<>();
        json.put("items", delivery.items());
        // Where nothing is delivered, the cursor stays: it must not tell that something hidden went by.
        long position = delivery.nothing() ? reader.from() : delivery.delivered();
        json.put("cursor", subscriptions.cursor(reader, position));
        if (delivery.nothing()) {
            return Answer.json(200, json);
        }
        delivery.released().receipt().ifPresent(receipt -> json.put("disclosure", receipt.json()));
        return Answer.json(200, json)
                .within(delivery.released().window())
                .then(() -> subscriptions.handedOver(delivery.noticeIds()));
    }
}
