package org.passerelle.platform.bus;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.eventbus.DeliveryOptions;
import io.vertx.core.eventbus.Message;
import java.time.Duration;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.passerelle.core.message.Address;
import org.passerelle.core.message.Hint;
import org.passerelle.platform.json.Json;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Typed questions and answers over the event bus, at most once. Whatever goes wrong on the way, the asker sees one failure,
 * {@link Unavailable}; expected outcomes are part of the answer.
 */
public final class Bus {
    private static final Logger LOG = LoggerFactory.getLogger(Bus.class);
    private static final String CORRELATION = "correlation";
    private static final int FAILED = 500;

    private final Vertx vertx;
    private final Duration patience;
    private final Set<String> answered = ConcurrentHashMap.newKeySet();

    public Bus(Vertx vertx, Duration patience) {
        this.vertx = vertx;
        this.patience = patience;
    }

    /** How long an asker waits who does not say otherwise. */
    public Duration patience() {
        return patience;
    }

    /** Asks one of those who answer the address, this node itself if it does, and waits the configured time. */
    public <Q, A> Future<A> ask(Address<Q, A> address, Q question) {
        return ask(address, question, patience);
    }

    /** Asks, and waits {@code limit}. */
    public <Q, A> Future<A> ask(Address<Q, A> address, Q question, Duration limit) {
        String correlation =
                Correlation.current().orElseGet(() -> UUID.randomUUID().toString());
        // Whoever answers itself asks nobody else: another node may be frozen, and is further away.
        DeliveryOptions options = new DeliveryOptions()
                .setSendTimeout(limit.toMillis())
                .setLocalOnly(answered.contains(address.name()))
                .addHeader(CORRELATION, correlation);
        return vertx.eventBus()
                .<Buffer>request(address.name(), encode(question), options)
                .map(reply -> Json.read(reply.body().getBytes(), address.answer()))
                .recover(failure -> {
                    LOG.warn("no answer from {} to {}: {}", address.name(), correlation, failure.getMessage());
                    return Future.failedFuture(new Unavailable(address.name()));
                });
    }

    /**
     * Answers an address on this node. The answerer composes and never blocks; its failures are logged and reach the asker as
     * {@link Unavailable}. Completes when the whole cluster knows.
     */
    public <Q, A> Future<Void> answer(Address<Q, A> address, Function<Q, Future<A>> answerer) {
        Future<Void> known = vertx.eventBus()
                .<Buffer>consumer(address.name(), message -> reply(address, answerer, message))
                .completion();
        answered.add(address.name());
        return known;
    }

    private <Q, A> void reply(Address<Q, A> address, Function<Q, Future<A>> answerer, Message<Buffer> message) {
        String correlation = String.valueOf(message.headers().get(CORRELATION));
        Correlation.begin(correlation);
        Future.succeededFuture(message.body())
                .map(body -> Json.read(body.getBytes(), address.question()))
                .compose(answerer)
                .map(Bus::encode)
                .onSuccess(message::reply)
                .onFailure(failure -> {
                    if (failure instanceof Unavailable) {
                        LOG.warn("{} could not answer {}: {}", address.name(), correlation, failure.getMessage());
                    } else {
                        LOG.error("{} failed on {}", address.name(), correlation, failure);
                    }
                    message.fail(FAILED, "failed");
                });
    }

    /** Wakes whoever listens, on every node; may be lost. */
    public void publish(Hint hint) {
        vertx.eventBus().publish(hint.address(), Buffer.buffer());
    }

    /** Runs on each hint. */
    public Future<Void> onHint(Hint hint, Runnable reaction) {
        return vertx.eventBus()
                .<Buffer>consumer(hint.address(), message -> reaction.run())
                .completion();
    }

    /** A watch over the addresses that this node answers, now and later. */
    public BusWatch watch() {
        return new BusWatch(vertx, answered);
    }

    private static Buffer encode(Object value) {
        return Buffer.buffer(Json.write(value));
    }
}
