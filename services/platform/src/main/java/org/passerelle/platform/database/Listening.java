package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.pgclient.PgConnectOptions;
import io.vertx.pgclient.pubsub.PgSubscriber;

/** A subscription to notifications that comes back by itself. */
public final class Listening {
    private static final long RETRY_MILLIS = 500;

    private final PgSubscriber subscriber;
    private final Future<Void> connected;

    private Listening(PgSubscriber subscriber, Future<Void> connected) {
        this.subscriber = subscriber;
        this.connected = connected;
    }

    static Listening start(Vertx vertx, PgConnectOptions options, String channel, Runnable reaction) {
        PgSubscriber subscriber = PgSubscriber.subscriber(vertx, options).reconnectPolicy(attempt -> RETRY_MILLIS);
        subscriber.channel(channel).subscribeHandler(ignored -> reaction.run()).handler(payload -> reaction.run());
        return new Listening(subscriber, subscriber.connect());
    }

    /** Completes when the first connection stands. */
    public Future<Void> connected() {
        return connected;
    }

    public Future<Void> close() {
        return subscriber.close();
    }
}
