package org.passerelle.exchange.hold;

import io.vertx.core.Future;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import org.passerelle.core.decision.Ruler;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Exchange;
import org.passerelle.core.message.Exchange.RuleOutcome;
import org.passerelle.core.message.Hint;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Records;
import org.passerelle.core.record.RecordFacts;
import org.passerelle.exchange.feed.FeedLog;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Rules holds. What is allowed is on file, and offered to the waiting feed once more, when the barrier has risen over every earlier
 * decision; the answer comes when each gateway knows.
 */
public final class Rulings {

    private static final String FIND = "select " + HoldRow.COLUMNS + " from hold where id = $1";
    private static final String LOCK = FIND + " for update";
    private static final String EARLIER = "select party, subject, allow, barrier from ruling where hold = $1";

    private static final String WRITE = """
            insert into ruling (hold, party, subject, allow, reason, at, expires_at, barrier)
            values ($1, $2, $3, $4, $5, $6, $7, $8)
            """;

    private static final String CLOSE = "update hold set state = $2, closed_until = $3 where id = $1";

    private final Bus bus;
    private final Database database;
    private final Clock clock;

    public Rulings(Bus bus, Database database, Clock clock) {
        this.bus = bus;
        this.database = database;
        this.clock = clock;
    }

    /** Absent also for a hold that the ruler may not know of. */
    public Future<RuleOutcome> rule(Exchange.Rule rule) {
        return find(rule)
                .compose(found -> found.map(hold -> subject(hold)
                                .compose(subject -> subject.map(known -> rule(rule, known))
                                        .orElse(Future.succeededFuture(new RuleOutcome.Absent()))))
                        .orElse(Future.succeededFuture(new RuleOutcome.Absent())));
    }

    private Future<Optional<Exchange.Hold>> find(Exchange.Rule rule) {
        return database.query(FIND, rule.holdId())
                .map(rows -> rows.size() == 0
                        ? Optional.<Exchange.Hold>empty()
                        : Optional.of(HoldRow.read(rows.iterator().next())))
                .map(found -> found.filter(hold -> SeparationOfDuties.isNamed(hold.about(), rule)));
    }

    /**
     * The record that a hold is about.
     *
     * @param authors who submitted the version of the hold, and who added what is held
     * @param current its version now: what is held may stand unchanged in several
     */
    private record Subject(Set<String> authors, int current) {}

    private Future<Optional<Subject>> subject(Exchange.Hold hold) {
        String record = hold.about().recordId();
        return gather(record, Optional.of(hold.about().version()))
                .compose(held -> gather(record, Optional.empty())
                        .map(current -> held.map(facts -> new Subject(
                                authors(facts, hold.about().portionId()),
                                current.map(RecordFacts::version).orElse(facts.version())))));
    }

    private static Set<String> authors(RecordFacts facts, String portionId) {
        Set<String> authors = new HashSet<>(Set.of(facts.submitter()));
        facts.portions().stream()
                .filter(portion -> portion.id().equals(portionId))
                .map(facts::author)
                .forEach(authors::add);
        return authors;
    }

    private Future<Optional<RecordFacts>> gather(String record, Optional<Integer> version) {
        return bus.ask(Records.GATHER, new Records.Gather(record, version)).map(gathered -> switch (gathered) {
            case Records.Gathered.Found found -> Optional.of(found.record().facts());
            case Records.Gathered.Absent absent -> Optional.empty();
        });
    }

    private Future<RuleOutcome> rule(Exchange.Rule rule, Subject subject) {
        return database.transaction(transaction -> write(transaction, rule, subject))
                .compose(outcome -> outcome instanceof RuleOutcome.Ruled ruled && rule.allow()
                        ? bus.ask(Policy.AWAIT, new Policy.Await(ruled.barrier()), Policy.PATIENCE)
                                .onSuccess(effective -> bus.publish(Hint.FEED_GREW))
                                .map(outcome)
                        : Future.succeededFuture(outcome));
    }

    private Future<RuleOutcome> write(SqlConnection transaction, Exchange.Rule rule, Subject subject) {
        return Database.run(transaction, LOCK, rule.holdId())
                .map(rows -> HoldRow.read(rows.iterator().next()))
                .compose(hold -> Database.run(transaction, EARLIER, hold.id()).compose(earlier -> {
                    Set<String> parties = new HashSet<>();
                    for (Row row : earlier) {
                        parties.add(row.getString("party"));
                        if (row.getString("party").equals(rule.party())) {
                            return Future.succeededFuture(again(hold, rule, row));
                        }
                    }
                    Optional<String> objection =
                            SeparationOfDuties.objection(hold.about(), rule, subject.authors(), clock.instant());
                    if (objection.isPresent() || !hold.state().equals(HoldRow.OPEN)) {
                        return Future.succeededFuture(
                                new RuleOutcome.NotPossible(objection.orElse("the hold is " + hold.state())));
                    }
                    return write(transaction, rule, hold, subject.current(), parties);
                }));
    }

    /** The same ruling of the same person, repeated because its answer was lost, is answered again. */
    private static RuleOutcome again(Exchange.Hold hold, Exchange.Rule rule, Row earlier) {
        return earlier.getString("subject").equals(rule.subject()) && earlier.getBoolean("allow") == rule.allow()
                ? new RuleOutcome.Ruled(hold, earlier.getLong("barrier"))
                : new RuleOutcome.NotPossible("the party has ruled already");
    }

    private Future<RuleOutcome> write(
            SqlConnection transaction, Exchange.Rule rule, Exchange.Hold hold, int current, Set<String> allowedBy) {
        allowedBy.add(rule.party());
        String state = !rule.allow()
                ? HoldRow.REFUSED
                : allowedBy.containsAll(rulingParties(hold)) ? HoldRow.GRANTED : HoldRow.OPEN;
        return close(transaction, rule, hold, state)
                .compose(closed -> NoteOutbox.add(transaction, note(rule, hold)))
                .compose(noted -> barrier(transaction, rule, hold, current))
                .compose(barrier -> ruling(transaction, rule, barrier)
                        .map(written -> new RuleOutcome.Ruled(
                                new Exchange.Hold(hold.id(), hold.about(), hold.openedAt(), state), barrier)));
    }

    private static Set<String> rulingParties(Exchange.Hold hold) {
        Set<String> parties = new HashSet<>();
        hold.about().rulers().stream().map(Ruler::party).forEach(parties::add);
        return parties;
    }

    private Future<Void> close(SqlConnection transaction, Exchange.Rule rule, Exchange.Hold hold, String state) {
        if (state.equals(HoldRow.OPEN)) {
            return Future.succeededFuture();
        }
        return Database.run(
                        transaction, CLOSE, hold.id(), state, rule.expiresAt().atOffset(ZoneOffset.UTC))
                .mapEmpty();
    }

    /**
     * A refusal changes no decision. A consent does: the waiting feed is offered the record again, and the barrier rises last. It is offered
     * in every version since: with which of them its reader then sees a change, decides which is delivered.
     */
    private static Future<Long> barrier(
            SqlConnection transaction, Exchange.Rule rule, Exchange.Hold hold, int current) {
        if (!rule.allow()) {
            return Barrier.current((SqlClient) transaction);
        }
        Exchange.OpenHold about = hold.about();
        FeedLog.Audience waiting =
                new FeedLog.Audience(about.recipient(), Optional.of(about.purpose()), about.recipientUnit());
        Future<Void> offers = Future.succeededFuture();
        for (int version = about.version(); version <= Math.max(about.version(), current); version++) {
            int one = version;
            offers = offers.compose(before -> FeedLog.offerAgain(transaction, about.recordId(), one, waiting));
        }
        return offers.compose(offered -> Barrier.raise(transaction, "ruling " + hold.id()));
    }

    private Future<Void> ruling(SqlConnection transaction, Exchange.Rule rule, long barrier) {
        Instant now = clock.instant();
        return Database.run(
                        transaction,
                        WRITE,
                        rule.holdId(),
                        rule.party(),
                        rule.subject(),
                        rule.allow(),
                        rule.reason(),
                        now.atOffset(ZoneOffset.UTC),
                        rule.expiresAt().atOffset(ZoneOffset.UTC),
                        barrier)
                .mapEmpty();
    }

    /** What is ruled on, to the party that rules: it knows its own allegation, mitigation or assessment. */
    static String told(Exchange.OpenHold about) {
        String matter = about.matter().isEmpty() ? "" : ", " + about.matter();
        return about.code() + " " + about.recordId() + " for " + about.recipient() + matter;
    }

    private static Audit.Note note(Exchange.Rule rule, Exchange.Hold hold) {
        String detail = (rule.allow() ? "allowed " : "refused ") + told(hold.about());
        return new Audit.Note("hold-ruled", rule.subject(), rule.party(), detail);
    }
}
