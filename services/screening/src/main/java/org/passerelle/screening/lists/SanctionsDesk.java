package org.passerelle.screening.lists;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy.Manifest;
import org.passerelle.core.message.Sanctions;
import org.passerelle.core.message.Sanctions.Import;
import org.passerelle.core.message.Sanctions.ImportOutcome;
import org.passerelle.core.message.Sanctions.Match;
import org.passerelle.core.message.Sanctions.Rule;
import org.passerelle.core.message.Sanctions.RuleOutcome;
import org.passerelle.core.message.Sanctions.Ruling;
import org.passerelle.core.message.Sanctions.State;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.platform.service.Rounds;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers about lists and matches, and compares names when a list, the policy or a record changes, and every night. */
public final class SanctionsDesk {
    private static final Logger LOG = LoggerFactory.getLogger(SanctionsDesk.class);

    private static final long FORGET_MILLIS = 600_000;

    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final Clock clock;
    private final NodeConfig.Lists config;
    private final NoteOutbox outbox;
    private final ListImport imports;
    private final ListScreening screening;
    private final RecordScreening records;
    private final Forgetting forgetting;
    private final MatchRows matches;
    private final ShownMatches shown;
    private final AtomicBoolean waiting = new AtomicBoolean();
    private final AtomicBoolean running = new AtomicBoolean();
    private final AtomicBoolean again = new AtomicBoolean();

    public SanctionsDesk(ServiceContext context, NoteOutbox outbox, MatchSeal seal) {
        this.vertx = context.vertx();
        this.bus = context.bus();
        this.database = context.database();
        this.clock = context.clock();
        this.config = context.config().lists();
        this.outbox = outbox;
        MatchStore store = new MatchStore(seal);
        this.imports = new ListImport(vertx, database, clock, store);
        this.screening = new ListScreening(
                vertx, new PartsReader<>(vertx, bus, Chunk.class, Manifest::bundle), database, clock, config, store);
        this.records = new RecordScreening(bus, database, screening, clock);
        this.forgetting = new Forgetting(bus, database, clock);
        this.matches = new MatchRows(seal);
        this.shown = new ShownMatches(bus, database);
    }

    /** Completes when questions are answered; comparing goes on by itself. */
    public Future<Void> start() {
        return Future.all(
                        bus.answer(Sanctions.IMPORT, this::take),
                        bus.answer(
                                Sanctions.LISTS,
                                asked -> database.transaction(transaction -> ListStore.versions(transaction)
                                        .compose(versions -> RefusedLists.last(transaction)
                                                .map(refused -> new Sanctions.Lists(versions, refused))))),
                        bus.answer(
                                Sanctions.MATCHES,
                                asked -> database.transaction(transaction -> matches.of(
                                                transaction, new Viewer(asked.party(), asked.clearance(), now())))
                                        .compose(shown::of)
                                        .map(Sanctions.Matches::new)),
                        bus.answer(Sanctions.RULE, rule -> ruleShown(rule).onSuccess(ruled -> outbox.wake())))
                .compose(answering -> bus.onHint(Hint.POLICY_CHANGED, this::lookSoon))
                .compose(listening -> bus.onHint(Hint.FEED_GREW, this::lookSoon))
                .onSuccess(listening -> vertx.setPeriodic(config.compareEvery().toMillis(), timer -> look()))
                .onSuccess(listening -> vertx.setPeriodic(
                        FORGET_MILLIS,
                        Rounds.oneAtATime(
                                forgetting::run,
                                failure -> LOG.warn("what was found in records stays: {}", failure.getMessage()))));
    }

    private Future<ImportOutcome> take(Import ask) {
        return imports.take(ask).onSuccess(outcome -> {
            outbox.wake();
            if (outcome instanceof ImportOutcome.Imported) {
                look();
            }
        });
    }

    /** Changes of policy and records come in bursts, and nothing waits for this. */
    private void lookSoon() {
        if (waiting.compareAndSet(false, true)) {
            vertx.setTimer(config.compareAfter().toMillis(), timer -> {
                waiting.set(false);
                look();
            });
        }
    }

    /** Compares, one run at a time; what changes meanwhile is looked at by one more. */
    private void look() {
        if (!running.compareAndSet(false, true)) {
            again.set(true);
            return;
        }
        again.set(false);
        screening
                .run()
                .compose(opened -> records.run().map(more -> opened + more))
                .onSuccess(opened -> {
                    if (opened > 0) {
                        LOG.info("names compared with the lists, {} tasks opened", opened);
                    }
                })
                .onFailure(failure -> LOG.warn("names not compared with the lists: {}", failure.getMessage()))
                .onComplete(done -> {
                    running.set(false);
                    if (again.get()) {
                        look();
                    }
                });
    }

    private Future<RuleOutcome> ruleShown(Rule rule) {
        Viewer viewer = new Viewer(rule.party(), rule.clearance(), now());
        return database.transaction(transaction -> matches.one(transaction, rule.match(), viewer))
                .compose(found -> shown.of(found.stream().toList()))
                .compose(match -> match.isEmpty()
                        ? Future.succeededFuture(new RuleOutcome.Absent())
                        : database.transaction(transaction -> rule(transaction, rule, viewer)));
    }

    private Future<RuleOutcome> rule(SqlConnection transaction, Rule rule, Viewer viewer) {
        return matches.one(transaction, rule.match(), viewer)
                .compose(found -> found.<Future<RuleOutcome>>map(match -> match.state() == State.OPEN
                                ? enter(transaction, match, rule, viewer)
                                : Future.succeededFuture(new RuleOutcome.Closed(match.state())))
                        .orElseGet(() -> Future.succeededFuture(new RuleOutcome.Absent())));
    }

    private Future<RuleOutcome> enter(SqlConnection transaction, Match match, Rule rule, Viewer viewer) {
        return switch (rule.finding()) {
            case SAME -> enter(transaction, match, rule, viewer, State.MATCH);
            case NOT_SAME -> enter(transaction, match, rule, viewer, State.NO_MATCH);
            // The question stays, and with it its date; the log knows who has looked into it.
            case UNCLEAR ->
                NoteOutbox.add(
                                transaction,
                                new Audit.Note(
                                        "list-match-unclear",
                                        rule.subject(),
                                        rule.party(),
                                        match.id() + ": " + rule.reason()))
                        .map(noted -> new RuleOutcome.Ruled(match));
        };
    }

    private Future<RuleOutcome> enter(SqlConnection transaction, Match match, Rule rule, Viewer viewer, State state) {
        Ruling ruling = new Ruling(state, rule.subject(), rule.reason(), now());
        return MatchStore.rule(transaction, match.id(), ruling)
                .compose(ruled -> NoteOutbox.add(
                        transaction, new Audit.Note("list-match-ruled", rule.subject(), rule.party(), match.id())))
                .compose(noted -> matches.one(transaction, match.id(), viewer))
                .map(after -> new RuleOutcome.Ruled(after.orElseThrow()));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
