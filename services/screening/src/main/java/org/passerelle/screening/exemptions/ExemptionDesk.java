package org.passerelle.screening.exemptions;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.LongFunction;
import org.passerelle.core.bundle.Bundle;
import org.passerelle.core.bundle.Chunk;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Done;
import org.passerelle.core.message.Exemptions;
import org.passerelle.core.message.Exemptions.Act;
import org.passerelle.core.message.Exemptions.Kind;
import org.passerelle.core.message.Exemptions.Outcome;
import org.passerelle.core.message.Exemptions.Request;
import org.passerelle.core.message.Exemptions.State;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.core.screening.Diligence;
import org.passerelle.core.screening.Diligence.Approval;
import org.passerelle.core.screening.Diligence.Exempting;
import org.passerelle.core.screening.Exemption;
import org.passerelle.core.screening.Risk;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.policy.PartsReader;

/**
 * Takes requests for exemptions and what is done about them (HRDDP H7). Codes, how long they last and what they let pass are
 * configuration; without an enabled code nothing can be asked for. An approval opens the task of its after-review in the same
 * transaction. Answers come when the change is effective on every gateway.
 */
public final class ExemptionDesk {
    private final PartsReader<Chunk, Bundle> bundles;
    private final Database database;
    private final Clock clock;
    private final Reviews reviews;
    private final LongFunction<Future<Done>> effect;

    /** Opens the task of an after-review. */
    @FunctionalInterface
    public interface Reviews {
        Future<?> open(SqlConnection transaction, String exemption, Instant due, Instant at);
    }

    /** @param effect completes when no gateway can decide under a version below the one given */
    public ExemptionDesk(
            PartsReader<Chunk, Bundle> bundles,
            Database database,
            Clock clock,
            Reviews reviews,
            LongFunction<Future<Done>> effect) {
        this.bundles = bundles;
        this.database = database;
        this.clock = clock;
        this.reviews = reviews;
        this.effect = effect;
    }

    /** Begins to answer. */
    public Future<?> start(Bus bus) {
        return Future.all(
                bus.answer(Exemptions.REQUEST, this::request),
                bus.answer(Exemptions.ACT, this::act),
                bus.answer(
                        Exemptions.LIST,
                        asked -> database.transaction(transaction -> ExemptionStore.of(transaction, asked.party()))
                                .map(filed -> new Exemptions.Listed(filed.stream()
                                        .map(each -> each.entry(clock.instant()))
                                        .toList()))));
    }

    Future<Outcome> request(Request ask) {
        return bundles.newest()
                .compose(bundle -> objection(bundle, ask)
                        .<Future<Outcome>>map(reason -> Future.succeededFuture(new Outcome.NotPossible(reason)))
                        .orElseGet(() -> database.transaction(transaction -> enter(transaction, ask))));
    }

    private static Optional<String> objection(Bundle bundle, Request ask) {
        Party party = bundle.parties().get(ask.party());
        Unit unit = bundle.units().get(ask.unit());
        Party recipient = unit == null ? null : bundle.parties().get(unit.party());
        boolean releases =
                party != null && bundle.settings().screeningReleasers().contains(party.type());
        boolean screened =
                recipient != null && bundle.settings().screenedTypes().contains(recipient.type());
        return unless(
                        bundle.settings().diligence().exempting(ask.code()).isPresent(),
                        "no exemption " + ask.code() + " is in use")
                .or(() -> unless(releases, "exemptions are for parties whose releases are screened"))
                .or(() -> unless(screened, "no unit " + ask.unit() + " is screened"));
    }

    private static Optional<String> unless(boolean possible, String reason) {
        return possible ? Optional.empty() : Optional.of(reason);
    }

    private Future<Outcome> enter(SqlConnection transaction, Request ask) {
        Instant at = now();
        String id = Exemption.PREFIX + UUID.randomUUID();
        return ExemptionStore.enter(transaction, id, ask, at)
                .compose(entered -> note(transaction, "requested", ask.subject(), ask.party(), id, ask.reason()))
                .map(noted -> new Outcome.Done(new Filed(id, ask, at, List.of()).entry(at), 0));
    }

    Future<Outcome> act(Act ask) {
        return bundles.newest()
                .compose(bundle -> database.transaction(transaction -> act(transaction, bundle, ask)))
                .compose(outcome -> outcome instanceof Outcome.Done done && done.barrier() > 0
                        ? effect.apply(done.barrier()).map(effective -> outcome)
                        : Future.succeededFuture(outcome));
    }

    private Future<Outcome> act(SqlConnection transaction, Bundle bundle, Act ask) {
        return ExemptionStore.locked(transaction, ask.id())
                .compose(found -> found.filter(filed -> filed.asked().party().equals(ask.party()))
                        .map(filed -> act(transaction, bundle, ask, filed))
                        .orElse(Future.succeededFuture(new Outcome.Absent())));
    }

    private Future<Outcome> act(SqlConnection transaction, Bundle bundle, Act ask, Filed filed) {
        Instant at = now();
        Optional<Filed.Event> before = filed.event(ask.kind());
        if (before.isPresent()) {
            return Future.succeededFuture(
                    new Outcome.Done(filed.entry(at), before.get().barrier()));
        }
        return objection(bundle, ask, filed, at)
                .<Future<Outcome>>map(reason -> Future.succeededFuture(new Outcome.NotPossible(reason)))
                .orElseGet(() -> append(transaction, bundle, ask, filed, at));
    }

    private static Optional<String> objection(Bundle bundle, Act ask, Filed filed, Instant at) {
        State state = filed.state(at);
        return switch (ask.kind()) {
            case APPROVE, REFUSE ->
                unless(state == State.REQUESTED, "it has been ruled already").or(() -> ruler(bundle, ask, filed));
            // Whoever sees a danger may end it.
            case END -> unless(state == State.LIVE, "only an exemption in force can be ended");
            case REVIEW ->
                unless(state == State.ENDED, "it is reviewed once it has ended")
                        .or(() -> unless(
                                filed.event(Kind.APPROVE)
                                        .filter(approval -> approval.subject().equals(ask.subject()))
                                        .isEmpty(),
                                "nobody reviews what they have approved (HRDDP H8)"));
        };
    }

    /** H8: neither who asked nor who wrote the record, and nobody of the party that gains. */
    private static Optional<String> ruler(Bundle bundle, Act ask, Filed filed) {
        Diligence diligence = bundle.settings().diligence();
        Set<String> roles = Optional.ofNullable(diligence.approvals().get(Risk.HIGH))
                .map(Approval::roles)
                .orElse(Set.of());
        Account account = bundle.accounts().get(ask.subject());
        boolean own = account != null && account.party().equals(filed.asked().party());
        return unless(own && roles.stream().anyMatch(ask.roles()::contains), "only an approver rules it")
                .or(() -> unless(
                        !ask.subject().equals(filed.asked().subject())
                                && !ask.subject().equals(filed.asked().submitter()),
                        "nobody rules what they have asked for or written (HRDDP H8)"))
                .or(() -> unless(
                        ask.kind() == Kind.REFUSE
                                || diligence.exempting(filed.asked().code()).isPresent(),
                        "no exemption " + filed.asked().code() + " is in use"));
    }

    private Future<Outcome> append(SqlConnection transaction, Bundle bundle, Act ask, Filed filed, Instant at) {
        Optional<Exempting> code =
                bundle.settings().diligence().exempting(filed.asked().code());
        Optional<Instant> until =
                ask.kind() == Kind.APPROVE ? code.map(exempting -> at.plus(exempting.lasts())) : Optional.empty();
        String word = ask.kind().name().toLowerCase(Locale.ROOT);
        Future<?> task = until.<Future<?>>map(end -> reviews.open(
                        transaction, filed.id(), end.plus(code.orElseThrow().reviewWithin()), at))
                .orElse(Future.succeededFuture());
        return task.compose(opened -> note(transaction, word, ask.subject(), ask.party(), filed.id(), ask.reason()))
                .compose(noted -> ExemptionStore.append(
                        transaction, filed.id(), ask.kind(), ask.subject(), ask.reason(), at, until))
                .compose(barrier -> ExemptionStore.locked(transaction, filed.id())
                        .map(changed -> new Outcome.Done(changed.orElseThrow().entry(at), barrier)));
    }

    private static Future<?> note(
            SqlConnection transaction, String what, String subject, String party, String id, String reason) {
        return NoteOutbox.add(transaction, new Audit.Note("exemption-" + what, subject, party, id + ": " + reason));
    }

    private Instant now() {
        return clock.instant().truncatedTo(ChronoUnit.MICROS);
    }
}
