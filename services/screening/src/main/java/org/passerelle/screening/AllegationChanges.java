package org.passerelle.screening;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.label.Grading;
import org.passerelle.core.message.Allegations.ChangeOutcome;
import org.passerelle.core.message.Allegations.Corroborate;
import org.passerelle.core.message.Allegations.Event;
import org.passerelle.core.message.Allegations.Happening;
import org.passerelle.core.message.Allegations.Reader;
import org.passerelle.core.message.Allegations.Regrade;
import org.passerelle.core.message.Allegations.Resolve;
import org.passerelle.core.message.Allegations.Said;
import org.passerelle.core.message.Allegations.SaidAs;
import org.passerelle.core.message.Audit;
import org.passerelle.core.screening.Allegation;
import org.passerelle.core.screening.Allegation.Status;
import org.passerelle.core.screening.Diligence;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;
import org.passerelle.screening.AllegationStore.Known;

/**
 * Further sources, gradings and judgements of an allegation, of the assessing party alone. The answer comes when the change is effective on
 * every gateway; whoever asks again after a lost answer gets the same one.
 */
final class AllegationChanges {
    private final PartsReader<Chunk, Bundle> bundles;
    private final Database database;
    private final Clock clock;
    private final Effect effect;
    private final AllegationSeal seal;
    private final StatementStore statements;

    AllegationChanges(
            PartsReader<Chunk, Bundle> bundles, Database database, Clock clock, Effect effect, AllegationSeal seal) {
        this.bundles = bundles;
        this.database = database;
        this.clock = clock;
        this.effect = effect;
        this.seal = seal;
        this.statements = new StatementStore(seal);
    }

    /** What stands before a change, of an allegation that nobody else can change meanwhile. */
    private record Before(SqlConnection transaction, Known known, List<Said> said, Bundle bundle, Instant at) {
        Allegation now() {
            return known.now();
        }

        Diligence diligence() {
            return bundle.settings().diligence();
        }

        AllegationRules rules() {
            return new AllegationRules(diligence());
        }

        Optional<Said> statement(String id) {
            return said.stream()
                    .filter(each -> each.statement().id().equals(id))
                    .findFirst();
        }

        /** The best grading when {@code statement} has this one. */
        Grading best(String statement, Grading grading) {
            List<Grading> gradings = new ArrayList<>(List.of(grading));
            said.stream()
                    .filter(each -> !each.statement().id().equals(statement))
                    .forEach(each -> gradings.add(each.statement().grading()));
            return rules().best(gradings);
        }

        /** Whether it comes to hold releases with this. */
        boolean holdsFrom(Allegation after) {
            return rules().holds(after) && !rules().holds(now());
        }

        /** Why its keeper may not bring it to hold releases, as it could not report one that does; empty: it may, or it does not come to that. */
        Optional<String> accusing(Grading grading, Status status) {
            return holdsFrom(AllegationStore.as(now(), grading, status)) && !bundle.screens(now().assessor())
                    ? Optional.of("only an allegation of a UN entity comes to hold releases (HRDDP H1)")
                    : Optional.empty();
        }
    }

    /** What comes of a change: the barrier, or why there is none. */
    private sealed interface Step {
        record Taken(long barrier) implements Step {}

        record Refused(ChangeOutcome outcome) implements Step {}

        static Future<Step> refused(String reason) {
            return Future.succeededFuture(new Refused(new ChangeOutcome.NotPossible(reason)));
        }
    }

    private interface Change {
        Future<Step> of(Before before);
    }

    Future<ChangeOutcome> corroborate(Corroborate ask) {
        return change(ask.id(), ask.by(), before -> {
            Optional<Said> same = before.statement(ask.statement().id());
            if (same.isPresent()) {
                return taken(before, Happening.CORROBORATED, ask.by());
            }
            Grading best = before.best(ask.statement().id(), ask.statement().grading());
            Optional<String> objection = AllegationRules.closed(before.now())
                    .or(() -> before.accusing(best, before.now().status()));
            return objection
                    .map(Step::refused)
                    .orElseGet(() -> statements
                            .enter(
                                    before.transaction(),
                                    before.now(),
                                    SaidAs.CORROBORATION,
                                    ask.statement(),
                                    ask.by().subject(),
                                    before.at())
                            .compose(entered -> append(
                                    before,
                                    event(
                                            before,
                                            Happening.CORROBORATED,
                                            before.now().status(),
                                            best,
                                            Optional.of(ask.statement().id()),
                                            ask.by(),
                                            ""),
                                    Optional.empty())));
        });
    }

    Future<ChangeOutcome> regrade(Regrade ask) {
        return change(ask.id(), ask.by(), before -> {
            Optional<Said> said = before.statement(ask.statement());
            if (said.isEmpty()) {
                return Future.succeededFuture(new Step.Refused(new ChangeOutcome.Absent()));
            }
            boolean again = before.known().last().statement().equals(Optional.of(ask.statement()))
                    && said.get().statement().grading().equals(ask.grading());
            if (again && lastBy(before, Happening.REGRADED, ask.by())) {
                return taken(before, Happening.REGRADED, ask.by());
            }
            return AllegationRules.regrading(
                            before.now(), said.get(), ask.grading(), ask.by().subject())
                    .or(() -> before.accusing(
                            before.best(ask.statement(), ask.grading()),
                            before.now().status()))
                    .map(Step::refused)
                    .orElseGet(() -> append(
                            before,
                            event(
                                    before,
                                    Happening.REGRADED,
                                    before.now().status(),
                                    before.best(ask.statement(), ask.grading()),
                                    Optional.of(ask.statement()),
                                    ask.by(),
                                    ask.reason()),
                            Optional.of(ask.grading())));
        });
    }

    Future<ChangeOutcome> resolve(Resolve ask) {
        return change(ask.id(), ask.by(), before -> {
            if (before.now().status() == ask.status() && lastBy(before, Happening.RESOLVED, ask.by())) {
                return taken(before, Happening.RESOLVED, ask.by());
            }
            return AllegationRules.resolving(
                            before.now(), before.said(), ask.status(), ask.by().subject())
                    .or(() -> before.accusing(before.now().grading(), ask.status()))
                    .map(Step::refused)
                    .orElseGet(() -> append(
                            before,
                            event(
                                    before,
                                    Happening.RESOLVED,
                                    ask.status(),
                                    before.now().grading(),
                                    Optional.empty(),
                                    ask.by(),
                                    ask.reason()),
                            Optional.empty()));
        });
    }

    private static boolean lastBy(Before before, Happening happening, Reader by) {
        Event last = before.known().last();
        return last.happening() == happening && last.subject().equals(by.subject());
    }

    /** It was done before, and the answer got lost. */
    private static Future<Step> taken(Before before, Happening happening, Reader by) {
        return lastBy(before, happening, by)
                ? Future.succeededFuture(new Step.Taken(before.known().last().barrier()))
                : Step.refused("it has changed since");
    }

    private static Event event(
            Before before,
            Happening happening,
            Status status,
            Grading grading,
            Optional<String> statement,
            Reader by,
            String reason) {
        return new Event(happening, status, grading, statement, by.subject(), reason, before.at(), 0);
    }

    private Future<ChangeOutcome> change(String id, Reader by, Change change) {
        return bundles.newest()
                .compose(bundle -> database.transaction(transaction -> commit(transaction, bundle, id, by, change)))
                .compose(outcome -> switch (outcome) {
                    case ChangeOutcome.Changed changed ->
                        effect.of(changed.barrier()).map(done -> changed);
                    case ChangeOutcome.Absent absent -> Future.succeededFuture(absent);
                    case ChangeOutcome.NotPossible refused -> Future.succeededFuture(refused);
                });
    }

    private Future<ChangeOutcome> commit(
            SqlConnection transaction, Bundle bundle, String id, Reader by, Change change) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        AllegationViews views =
                new AllegationViews(new AllegationRules(bundle.settings().diligence()), seal);
        return AllegationStore.lock(transaction, id)
                .compose(locked -> AllegationStore.one(transaction, id))
                .compose(found -> found.filter(known -> AllegationViews.theirs(known, by))
                        .map(known -> statements
                                .of(transaction, id)
                                .compose(said -> change.of(new Before(transaction, known, said, bundle, at))))
                        .orElseGet(() -> Future.succeededFuture(new Step.Refused(new ChangeOutcome.Absent()))))
                .compose(step -> switch (step) {
                    case Step.Refused(ChangeOutcome outcome) -> Future.succeededFuture(outcome);
                    case Step.Taken(long barrier) ->
                        views.one(transaction, id, by)
                                .map(after -> new ChangeOutcome.Changed(after.orElseThrow(), barrier));
                });
    }

    private Future<Step> append(Before before, Event event, Optional<Grading> statementGrading) {
        Allegation after = AllegationStore.as(before.now(), event.grading(), event.status());
        Audit.Note note = new Audit.Note(
                "allegation-" + event.happening().name().toLowerCase(Locale.ROOT),
                event.subject(),
                after.assessor(),
                after.id() + ": " + after.status() + " " + after.grading().text());
        return reviews(before, after, event)
                .compose(opened -> NoteOutbox.add(before.transaction(), note))
                .compose(noted -> AllegationStore.append(before.transaction(), seal, after, event, statementGrading))
                .map(Step.Taken::new);
    }

    /**
     * Settles the reviews of what has been judged; opens further ones when it comes to hold what it did not hold before, or is taken up
     * after a judgement, whatever was said of an earlier review.
     */
    private static Future<Void> reviews(Before before, Allegation after, Event event) {
        if (!AllegationRules.awaitsReview(after.status())) {
            return AllegationReviews.settle(before.transaction(), event, after.id());
        }
        boolean lifted = before.holdsFrom(after);
        boolean judged = !AllegationRules.awaitsReview(before.now().status());
        String occasion = Integer.toString(before.known().history().size());
        return lifted || judged
                ? new AllegationReviews(
                                new Bearing(before.bundle()), before.diligence().allegationReview())
                        .open(before.transaction(), after, occasion, before.at())
                : Future.succeededFuture();
    }
}
