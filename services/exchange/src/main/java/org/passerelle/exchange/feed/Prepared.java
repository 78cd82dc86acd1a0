package org.passerelle.exchange.feed;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Records;

/** An event of records with what it makes of the feed. */
record Prepared(Records.Event event, List<FeedLog.Entry> entries, Optional<Told> told) {

    Prepared {
        entries = List.copyOf(entries);
    }

    /** What is written beside the entries of the feed. */
    sealed interface Told {
        /** Whoever received the record is told that it is no more. */
        record Recalled(NoticeCase recall) implements Told {}

        /** Whoever received what ceased to stand is told so. */
        record Corrected(Correction correction) implements Told {}

        /** What was recalled is gone: nobody is told again. */
        record Erased() implements Told {}

        /** Nobody is told yet: it waits apart, with nothing in the feed. */
        record Aside(Instant at) implements Told {}
    }

    static Prepared offered(Records.Event event) {
        FeedLog.Entry offer = new FeedLog.Entry(
                new FeedLog.Topic.Offer(Optional.of(event.sequence()), event.recordId(), event.version()),
                Optional.empty());
        return new Prepared(event, List.of(offer), Optional.empty());
    }

    static Prepared recalled(Records.Event event, NoticeCase recall) {
        return new Prepared(event, recall.entries(), Optional.of(new Told.Recalled(recall)));
    }

    static Prepared erased(Records.Event event) {
        return new Prepared(event, List.of(), Optional.of(new Told.Erased()));
    }

    static Prepared aside(Records.Event event, Instant at) {
        return new Prepared(event, List.of(), Optional.of(new Told.Aside(at)));
    }

    Prepared corrected(Optional<Correction> found) {
        List<FeedLog.Entry> all = new ArrayList<>(entries);
        found.ifPresent(correction -> all.addAll(correction.entries()));
        return new Prepared(event, all, found.map(Told.Corrected::new));
    }

    boolean isAside() {
        return told.filter(what -> what instanceof Told.Aside).isPresent();
    }

    /** Whether others were asked what it makes of the feed, and answered. */
    boolean wasAsked() {
        return switch (event.kind()) {
            case SUBMITTED, ERASED -> false;
            case REVISED, RECALLED, RELEASED, DESTROYED -> !isAside();
        };
    }

    /** The correction that it makes, or that it found not to be needed. */
    Optional<Correction> correction() {
        return told.flatMap(what -> what instanceof Told.Corrected(Correction correction)
                ? Optional.of(correction)
                : Optional.<Correction>empty());
    }

    /** In the transaction that appends the entries. */
    Future<Void> write(SqlConnection transaction) {
        return told.map(what -> switch (what) {
                    case Told.Recalled(NoticeCase recall) -> recall.open(transaction);
                    case Told.Corrected(Correction correction) -> correction.write(transaction);
                    case Told.Erased erased -> NoticeCase.forget(transaction, event);
                    case Told.Aside(Instant at) -> SetAside.put(transaction, event, at);
                })
                .orElse(Future.succeededFuture());
    }
}
