package org.passerelle.exchange;

import static org.passerelle.platform.database.TestPostgres.await;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import org.jspecify.annotations.Nullable;
import org.passerelle.core.agreement.GeometryTier;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.bundle.Chunks;
import org.passerelle.core.bundle.Markings;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.bundle.Vocabulary;
import org.passerelle.core.decision.Action;
import org.passerelle.core.label.Audience;
import org.passerelle.core.label.Tlp;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.core.record.RecordState;
import org.passerelle.core.record.StoredRecord;
import org.passerelle.core.screening.Risk;
import org.passerelle.exchange.feed.FeedFiller;
import org.passerelle.exchange.feed.Subscriptions;
import org.passerelle.exchange.hold.Holds;
import org.passerelle.exchange.hold.Rulings;
import org.passerelle.exchange.hold.Withdrawals;
import org.passerelle.exchange.recall.RecallDesk;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.database.TestPostgres;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.policy.PartsWriter;

/** Exchange on a fresh database and a real event bus; what records, audit and the authority would answer is set by the test. */
public final class ExchangeFixture implements AutoCloseable {

    public static final Instant START = Instant.parse("2026-03-01T10:00:00Z");
    public static final Duration DEADLINE = Duration.ofDays(1);
    public static final Duration ESCALATION = Duration.ofDays(2);
    public static final String SUBMITTER = "minusma.officer";

    public final Vertx vertx = Vertx.vertx();
    public final Bus bus = new Bus(vertx, Duration.ofSeconds(3));
    public final PartsReader<Chunk, Bundle> bundles = new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle);
    public final Database database;
    public final MovedClock clock = new MovedClock();
    public final FeedFiller filler;
    public final Subscriptions subscriptions;
    public final RecallDesk recalls;
    public final Holds holds;
    public final Rulings rulings;
    public final Withdrawals withdrawals;

    public final List<Records.Event> events = new CopyOnWriteArrayList<>();
    public final List<Audit.Receipt> receipts = new CopyOnWriteArrayList<>();
    /** Of which versions, by party. */
    public final Map<String, List<Audit.Holding>> holdings = new ConcurrentHashMap<>();

    /** What records would say ceases to stand; null when the record is shut. */
    public volatile @Nullable List<Audit.Holding> superseded = List.of();

    /** Records of which audit cannot tell who holds them. */
    public final Set<String> unaskable = ConcurrentHashMap.newKeySet();

    /** Records of which records cannot tell what a version of them replaces. */
    public final Set<String> incomparable = ConcurrentHashMap.newKeySet();

    /** Whether records can tell what derives from a record. */
    public volatile boolean derivativesReachable = true;

    public final List<Records.SupersededBy> asked = new CopyOnWriteArrayList<>();
    public final List<Long> awaited = new CopyOnWriteArrayList<>();
    public final List<Agreements.Tidings> tidings = new CopyOnWriteArrayList<>();
    public Map<String, List<String>> derivatives = Map.of();

    public ExchangeFixture() {
        TestPostgres postgres = TestPostgres.fresh(vertx, "barrier", "exchange");
        database = postgres.open(vertx, "exchange");
        filler = new FeedFiller(bus, database, bundles, clock);
        subscriptions = new Subscriptions(database, filler, clock);
        recalls = new RecallDesk(database, clock);
        holds = new Holds(database, clock);
        rulings = new Rulings(bus, database, clock);
        withdrawals = new Withdrawals(bus, database, clock);
        await(bus.answer(Records.EVENTS, asked -> Future.succeededFuture(eventsAfter(asked))));
        await(bus.answer(
                Records.DERIVATIVES,
                asked -> derivativesReachable
                        ? Future.succeededFuture(new Records.Derivatives(derivatives, Map.of()))
                        : Future.failedFuture("too many")));
        await(bus.answer(
                Records.SUPERSEDED,
                question -> incomparable.contains(question.recordId())
                        ? Future.failedFuture("no key")
                        : Future.succeededFuture(superseded(question))));
        await(bus.answer(Audit.RECEIVED, question -> Future.succeededFuture(received(question))));
        await(bus.answer(Records.GATHER, asked -> Future.succeededFuture(gathered(asked))));
        await(bus.answer(Agreements.TOLD, asked -> Future.succeededFuture(toldAfter(asked))));
        await(bus.answer(
                Audit.HOLDERS,
                question -> unaskable.contains(question.recordId())
                        ? Future.failedFuture("too many")
                        : Future.succeededFuture(holders(question))));
        PartsWriter.Written policy = bundle();
        await(bus.answer(
                Policy.FETCH,
                asked -> Future.succeededFuture(new Policy.SignedBundle(7, policy.payload(), "key", "signature"))));
        await(bus.answer(Policy.PARTS, asked -> Future.succeededFuture(new Policy.PartTexts(policy.texts()))));
        await(bus.answer(Policy.AWAIT, asked -> {
            awaited.add(asked.version());
            return Future.succeededFuture(new Done());
        }));
    }

    /** A clock that tests set. */
    public static final class MovedClock extends Clock {
        private Instant now = START;

        public void set(Instant instant) {
            now = instant;
        }

        @Override
        public Instant instant() {
            return now;
        }

        @Override
        public ZoneId getZone() {
            return ZoneOffset.UTC;
        }

        @Override
        public Clock withZone(ZoneId zone) {
            return this;
        }
    }

    public void happens(Records.Event.Kind kind, String recordId, int version) {
        happens(kind, recordId, version, "attribution was wrong");
    }

    public void happens(Records.Event.Kind kind, String recordId, int version, String detail) {
        events.add(new Records.Event(events.size() + 1L, kind, recordId, version, "MINUSMA", clock.instant(), detail));
    }

    public void received(String disclosure, String recordId, String recipient, Action action, Instant at) {
        received(disclosure, recordId, 1, recipient, action, at);
    }

    /** One portion of the version, whose id tells who received it. */
    public void received(String disclosure, String recordId, int version, String recipient, Action action, Instant at) {
        receipts.add(new Audit.Receipt(
                disclosure, recordId, version, recipient, recipient + ".officer", action, "early-warning", at));
        holdings.computeIfAbsent(recipient, first -> new CopyOnWriteArrayList<>())
                .add(holding(recordId, version, recipient));
    }

    /** What that party received of that version. */
    public static Audit.Holding holding(String recordId, int version, String recipient) {
        Audit.Portion portion = new Audit.Portion(
                "portion for " + recipient, "clause", Audience.nobody(), GeometryTier.EXACT, List.of());
        return new Audit.Holding(recordId, version, Optional.of(List.of(portion)));
    }

    public Exchange.Subscription subscribe(String party) {
        return await(subscriptions.subscribe(
                new Exchange.Subscribe(party + "-system", party, Optional.empty(), "early-warning")));
    }

    public List<Exchange.Item> read(Exchange.Subscription subscription, String party, long after) {
        return await(subscriptions.read(new Exchange.Read(subscription.id(), party, after, 100)))
                .items();
    }

    private Records.Events eventsAfter(Records.EventsAfter asked) {
        return new Records.Events(events.stream()
                .filter(event -> event.sequence() > asked.after())
                .limit(asked.limit())
                .toList());
    }

    private Agreements.Told toldAfter(Agreements.ToldAfter asked) {
        return new Agreements.Told(tidings.stream()
                .filter(each -> each.position() > asked.position())
                .limit(asked.limit())
                .toList());
    }

    /** The latest of each party comes last: whoever asks sees for themselves. */
    private Audit.Ledger holders(Audit.HoldersOf question) {
        return new Audit.Ledger(receipts.stream()
                .filter(receipt -> receipt.recordId().equals(question.recordId()))
                .filter(receipt -> receipt.version() < question.before().orElse(Integer.MAX_VALUE))
                .toList());
    }

    private Audit.Received received(Audit.ReceivedOf question) {
        return new Audit.Received(holdings.getOrDefault(question.party(), List.of()).stream()
                .filter(holding -> question.recordIds().contains(holding.recordId()))
                .toList());
    }

    private Records.Superseded superseded(Records.SupersededBy question) {
        asked.add(question);
        return new Records.Superseded(Optional.ofNullable(superseded)
                .map(gone -> question.holdings().stream().filter(gone::contains).toList()));
    }

    private static Records.Gathered gathered(Records.Gather asked) {
        RecordFacts facts = new RecordFacts(
                asked.recordId(),
                asked.version().orElse(1),
                "alert",
                "MINUSMA",
                SUBMITTER,
                RecordState.ACTIVE,
                START,
                Optional.empty(),
                Optional.empty(),
                Set.of(),
                Set.of(),
                List.of(),
                List.of());
        return new Records.Gathered.Found(new StoredRecord(facts, Map.of(), START, List.of()));
    }

    private static PartsWriter.Written bundle() {
        Settings settings = new Settings(
                Duration.ZERO,
                Tlp.AMBER,
                Map.of(),
                Set.of(),
                Set.of(),
                Set.of(),
                "personal-data-risk",
                "possible-mistreatment",
                Risk.HIGH,
                Map.of(),
                DEADLINE,
                ESCALATION);
        Vocabulary vocabulary =
                new Vocabulary(Set.of(), Set.of(), Set.of(), Set.of(), Set.of(), Map.of(), Map.of(), Map.of());
        Bundle bundle = new Bundle(
                7,
                START,
                Map.of(),
                Map.of(),
                Map.of(),
                Map.of(),
                List.of(),
                List.of(),
                List.of(),
                new Markings(Map.of(), Map.of()),
                vocabulary,
                settings);
        return new PartsWriter<>(Chunk.class).write(7, START, Chunks.of(bundle));
    }

    @Override
    public void close() {
        await(database.close());
        await(vertx.close());
    }
}
