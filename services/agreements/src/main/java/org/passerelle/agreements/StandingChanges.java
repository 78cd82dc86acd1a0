package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.passerelle.core.message.Audit;
import org.passerelle.core.message.Standing.ChangeAccount;
import org.passerelle.core.message.Standing.ChangeCommand;
import org.passerelle.core.message.Standing.ChangeParty;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;

/**
 * Disables accounts, deactivates parties and changes who commands a unit, and back. The answer comes when the change is effective on
 * every gateway. Whoever asks for what is so already is answered when that is effective.
 */
final class StandingChanges {
    private static final String PLATFORM_ADMINISTRATOR = "platform-administrator";
    private static final String PARTY_ADMINISTRATOR = "agreement-administrator";

    private final Database database;
    private final Clock clock;
    private final Leases leases;
    private final NoteOutbox outbox;

    StandingChanges(Database database, Clock clock, Leases leases, NoteOutbox outbox) {
        this.database = database;
        this.clock = clock;
        this.leases = leases;
        this.outbox = outbox;
    }

    /** @param word what happened, for the operator's log */
    private record Change(String word, String subject, String reason) {}

    Future<Outcome> account(ChangeAccount ask) {
        Change change = new Change(ask.enabled() ? "account-enabled" : "account-disabled", ask.subject(), ask.reason());
        return commit(
                change,
                (transaction, actor, at) -> MasterStore.locked(
                                transaction, MasterStore.ACCOUNT, ask.account(), Account.class)
                        .compose(found -> found.filter(account -> mayChange(actor, account.party()))
                                .map(account -> account.id().equals(actor.id())
                                        ? refused("nobody changes their own standing")
                                        : account.enabled() == ask.enabled()
                                                ? already(transaction, at)
                                                : write(
                                                        transaction,
                                                        change,
                                                        actor,
                                                        new Document(
                                                                MasterStore.ACCOUNT,
                                                                account.id(),
                                                                enabled(account, ask.enabled())),
                                                        at))
                                .orElseGet(StandingChanges::absent)));
    }

    Future<Outcome> party(ChangeParty ask) {
        Change change = new Change(ask.active() ? "party-activated" : "party-deactivated", ask.subject(), ask.reason());
        return commit(
                change,
                (transaction, actor, at) -> MasterStore.locked(transaction, MasterStore.PARTY, ask.party(), Party.class)
                        .compose(found -> found.filter(party -> actor.roles().contains(PLATFORM_ADMINISTRATOR))
                                .map(party -> party.id().equals(actor.party())
                                        ? refused("nobody changes the standing of their own party")
                                        : party.active() == ask.active()
                                                ? already(transaction, at)
                                                : write(
                                                        transaction,
                                                        change,
                                                        actor,
                                                        new Document(
                                                                MasterStore.PARTY,
                                                                party.id(),
                                                                active(party, ask.active())),
                                                        at))
                                .orElseGet(StandingChanges::absent)));
    }

    Future<Outcome> command(ChangeCommand ask) {
        Change change = new Change("commander-changed", ask.subject(), ask.reason());
        return commit(
                change,
                (transaction, actor, at) -> MasterStore.locked(transaction, MasterStore.UNIT, ask.unit(), Unit.class)
                        .compose(found -> found.filter(unit -> mayChange(actor, unit.party()))
                                .map(unit -> unit.commanderAt(at).equals(ask.commander())
                                        ? already(transaction, at)
                                        : write(
                                                transaction,
                                                change,
                                                actor,
                                                new Document(
                                                        MasterStore.UNIT,
                                                        unit.id(),
                                                        commanded(unit, ask.commander(), at)),
                                                at))
                                .orElseGet(StandingChanges::absent)));
    }

    private record Document(String kind, String id, Object body) {}

    private interface Work {
        Future<Outcome> in(SqlConnection transaction, Account actor, Instant at);
    }

    private Future<Outcome> commit(Change change, Work work) {
        Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
        return database.transaction(transaction -> actor(transaction, change.subject())
                        .compose(actor -> actor.map(known -> work.in(transaction, known, at))
                                .orElseGet(StandingChanges::absent)))
                .compose(this::effective);
    }

    // What an actor may do is read in the transaction of the change: one who was disabled a moment ago changes nothing.
    private static Future<Optional<Account>> actor(SqlConnection transaction, String subject) {
        return MasterStore.one(transaction, MasterStore.ACCOUNT, subject, Account.class)
                .map(found -> found.filter(Account::enabled));
    }

    private static boolean mayChange(Account actor, String party) {
        return actor.roles().contains(PLATFORM_ADMINISTRATOR)
                || (actor.roles().contains(PARTY_ADMINISTRATOR) && actor.party().equals(party));
    }

    private static Future<Outcome> absent() {
        return Future.succeededFuture(new Outcome.Absent());
    }

    private static Future<Outcome> refused(String reason) {
        return Future.succeededFuture(new Outcome.NotPossible(reason));
    }

    private static Future<Outcome> already(SqlConnection transaction, Instant at) {
        return Barrier.current(transaction).map(barrier -> new Outcome.Changed(barrier, at));
    }

    // Locks first, the barrier last (db/barrier).
    private static Future<Outcome> write(
            SqlConnection transaction, Change change, Account actor, Document document, Instant at) {
        Audit.Note note =
                new Audit.Note(change.word(), change.subject(), actor.party(), document.id() + ": " + change.reason());
        return NoteOutbox.add(transaction, note)
                .compose(noted -> MasterStore.change(
                        transaction,
                        document.kind(),
                        document.id(),
                        document.body(),
                        change.subject(),
                        change.reason(),
                        at))
                .compose(written -> Barrier.raise(transaction, change.word() + " " + document.id()))
                .map(barrier -> new Outcome.Changed(barrier, at));
    }

    private Future<Outcome> effective(Outcome outcome) {
        return switch (outcome) {
            case Outcome.Absent absent -> Future.succeededFuture(absent);
            case Outcome.NotPossible refused -> Future.succeededFuture(refused);
            case Outcome.Changed changed -> {
                outbox.wake();
                yield leases.await(changed.barrier()).map(done -> changed);
            }
        };
    }

    private static Account enabled(Account account, boolean enabled) {
        return new Account(
                account.id(),
                account.kind(),
                account.name(),
                account.party(),
                account.unit(),
                account.roles(),
                account.clearance(),
                account.compartments(),
                account.purposes(),
                enabled);
    }

    private static Party active(Party party, boolean active) {
        return new Party(
                party.id(),
                party.names(),
                party.type(),
                active,
                party.accreditation(),
                party.compartments(),
                party.hostingCeiling(),
                party.purposes(),
                party.markingSystem());
    }

    // Who commanded until now stays on record: labels and assessments of that time speak of them.
    private static Unit commanded(Unit unit, Optional<String> commander, Instant at) {
        List<Unit.Command> commands = new ArrayList<>();
        for (Unit.Command command : unit.commands()) {
            boolean ends = command.until().map(until -> until.isAfter(at)).orElse(true);
            if (!ends) {
                commands.add(command);
            } else if (command.from().isBefore(at)) {
                commands.add(new Unit.Command(command.commander(), command.from(), Optional.of(at)));
            }
        }
        commander.ifPresent(name -> commands.add(new Unit.Command(name, at, Optional.empty())));
        return new Unit(unit.id(), unit.party(), unit.name(), unit.parent(), commands);
    }
}
