package org.passerelle.gateway.feed;

import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.passerelle.core.bundle.LeasedBundle;
import org.passerelle.gateway.disclosure.Caller;
import org.passerelle.gateway.edge.Answer;
import org.passerelle.gateway.edge.Call;
import org.passerelle.gateway.edge.Operation;
import org.passerelle.gateway.policy.PolicyLease;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Streams the feed as server-sent events; each event is one disclosure with its own leaf. It ends, always alike, when policy changes
 * for the caller, when the lease is lost, when the sign-in is over, or when something fails.
 */
public final class StreamFeed implements Operation {
    private static final Logger LOG = LoggerFactory.getLogger(StreamFeed.class);
    private static final long LOOK_AGAIN_MILLIS = 1000;
    private static final long HEARTBEAT_NANOS = 10_000_000_000L;

    private final Subscriptions subscriptions;
    private final Wakeups wakeups;
    private final PolicyLease lease;

    StreamFeed(Subscriptions subscriptions, Wakeups wakeups, PolicyLease lease) {
        this.subscriptions = subscriptions;
        this.wakeups = wakeups;
        this.lease = lease;
    }

    @Override
    public String id() {
        return "streamFeed";
    }

    @Override
    public Future<Answer> answer(Call call) {
        Optional<String> cursor = call.query("after").or(() -> call.header("Last-Event-ID"));
        return subscriptions
                .reader(call, cursor)
                .map(reader -> new Answer.Streamed(response -> {
                    EventStream events = new EventStream(response);
                    Stream stream = new Stream(call, reader, events, concern(reader.caller()));
                    return events.heartbeat()
                            .compose(begun -> run(stream, reader.from(), System.nanoTime()))
                            .recover(failure -> {
                                LOG.info("stream {} ended: {}", call.trace(), failure.getMessage());
                                return Future.succeededFuture();
                            })
                            .compose(over -> events.end());
                }));
    }

    private record Stream(Call call, Subscriptions.Reader reader, EventStream events, Optional<Concern> concern) {}

    private Optional<Concern> concern(Caller caller) {
        return lease.current().map(LeasedBundle::bundle).map(bundle -> Concern.of(bundle, caller));
    }

    /** Whether the stream may go on: the client is there, its sign-in too, and policy is the same for it. */
    private boolean goesOn(Stream stream) {
        return !stream.events().closed()
                && stream.call().signedIn()
                && stream.concern().isPresent()
                && stream.concern().equals(concern(stream.reader().caller()));
    }

    private Future<Void> run(Stream stream, long after, long lastWritten) {
        if (!goesOn(stream)) {
            return Future.succeededFuture();
        }
        return subscriptions.look(stream.reader(), after).compose(delivery -> {
            if (!delivery.nothing()) {
                return write(stream, delivery).compose(written -> run(stream, delivery.read(), System.nanoTime()));
            }
            if (delivery.more()) {
                return run(stream, delivery.read(), lastWritten);
            }
            return idle(stream, lastWritten).compose(since -> run(stream, delivery.read(), since));
        });
    }

    private Future<Long> idle(Stream stream, long lastWritten) {
        return wakeups.next(LOOK_AGAIN_MILLIS).compose(awake -> {
            if (System.nanoTime() - lastWritten < HEARTBEAT_NANOS || !goesOn(stream)) {
                return Future.succeededFuture(lastWritten);
            }
            return stream.events().heartbeat().map(beaten -> System.nanoTime());
        });
    }

    private Future<Void> write(Stream stream, Delivery delivery) {
        if (!goesOn(stream) || !delivery.released().window().open()) {
            return Future.failedFuture(new IllegalStateException("not delivered in time, or policy has changed"));
        }
        Map<String, Object> item = delivery.items().getFirst();
        Map<String, Object> data = new LinkedHashMap<>(item);
        // A notice says under `disclosure` which earlier disclosure it is about.
        String envelope = delivery.noticeIds().isEmpty() ? "disclosure" : "receipt";
        delivery.released().receipt().ifPresent(receipt -> data.put(envelope, receipt.json()));
        String cursor = subscriptions.cursor(stream.reader(), delivery.delivered());
        return stream.events()
                .event(
                        String.valueOf(item.get("kind")),
                        cursor,
                        data,
                        delivery.released().window())
                .onSuccess(written -> subscriptions.handedOver(delivery.noticeIds()));
    }
}
