package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.core.bundle.Settings;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Units.ChangeCommand;
import org.passerelle.core.message.Units.Create;
import org.passerelle.core.message.Units.Move;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Party;
import org.passerelle.core.party.Unit;
import org.passerelle.platform.database.Database;

/**
 * Creates units, moves them in the tree of their party and tells who commands them. The most restrictive assessment up the chain and of
 * each commander counts (HRDDP H3); so nobody of a party that is screened changes to whom its units answer or who commands them: who
 * benefits does not decide (H8).
 */
final class UnitChanges {
    private static final Pattern ID = Pattern.compile("[A-Z][A-Z0-9]*(-[A-Z0-9]+)*");
    private static final int LONGEST_ID = 40;

    private final ChangeDesk desk;

    UnitChanges(ChangeDesk desk) {
        this.desk = desk;
    }

    Future<Outcome> create(Create ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> of(transaction, ask.party(), actor, units -> {
                    if (ask.id().length() > LONGEST_ID || !ID.matcher(ask.id()).matches()) {
                        return faulty("/id", "must be up to 40 capital letters and digits, with hyphens between");
                    }
                    if (ask.parent()
                            .filter(parent -> !units.containsKey(parent))
                            .isPresent()) {
                        return faulty("/parent", "names no unit of the party");
                    }
                    Unit unit = new Unit(ask.id(), ask.party(), ask.name(), ask.parent(), List.of());
                    // Ids are unique over all parties: clauses and assessments name units by them alone.
                    return MasterStore.one(transaction, MasterStore.UNIT, ask.id(), Unit.class)
                            .compose(taken -> taken.isPresent()
                                    ? faulty("/id", "is taken")
                                    : write(transaction, "unit-created", unit, ask.reason(), actor, at));
                }));
    }

    Future<Outcome> move(Move ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> one(transaction, ask.unit(), actor, (unit, units) -> {
                    if (ask.parent()
                            .filter(parent -> !units.containsKey(parent))
                            .isPresent()) {
                        return faulty("/parent", "names no unit of the party");
                    }
                    Optional<String> circle = ask.parent().flatMap(parent -> circle(unit.id(), parent, units));
                    if (circle.isPresent()) {
                        return faulty("/parent", "would stand above itself: " + circle.get());
                    }
                    Unit moved = new Unit(unit.id(), unit.party(), unit.name(), ask.parent(), unit.commands());
                    return moved.equals(unit)
                            ? ChangeDesk.already(transaction, at)
                            : write(transaction, "unit-moved", moved, ask.reason(), actor, at);
                }));
    }

    /** The way from a unit over its parent back to itself, when there is one. */
    private static Optional<String> circle(String unit, String parent, Map<String, Unit> units) {
        StringBuilder way = new StringBuilder(unit);
        Optional<String> next = Optional.of(parent);
        for (int steps = 0; next.isPresent() && steps <= units.size(); steps++) {
            way.append(", ").append(next.get());
            if (next.get().equals(unit)) {
                return Optional.of(way.toString());
            }
            next = Optional.ofNullable(units.get(next.get())).flatMap(Unit::parent);
        }
        return Optional.empty();
    }

    Future<Outcome> command(ChangeCommand ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> one(transaction, ask.unit(), actor, (unit, units) -> {
                    Instant from = ask.from().orElse(at);
                    if (from.isBefore(at)) {
                        return faulty("/from", "is past; what was known of it stays as it was known");
                    }
                    if (ask.until().filter(until -> !from.isBefore(until)).isPresent()) {
                        return faulty("/until", "a command must end after it began");
                    }
                    if (ask.deputy() && ask.commander().isEmpty()) {
                        return faulty("/commander", "a deputy is named");
                    }
                    Commands commands = new Commands(unit);
                    Unit next = ask.deputy()
                            ? commands.withDeputy(ask.commander().orElseThrow(), from, ask.until())
                            : commands.with(ask.commander(), from, ask.until());
                    return next.equals(unit) || stands(ask, unit, at)
                            ? ChangeDesk.already(transaction, at)
                            : write(transaction, "commander-changed", next, ask.reason(), actor, at);
                }));
    }

    // Whether the answer to the same question was lost.
    private static boolean stands(ChangeCommand ask, Unit unit, Instant at) {
        if (ask.deputy()) {
            return ask.from().isEmpty()
                    && ask.until().isEmpty()
                    && unit.commands().stream()
                            .anyMatch(command -> command.deputy()
                                    && ask.commander().equals(Optional.of(command.commander()))
                                    && command.covers(at)
                                    && command.until().isEmpty());
        }
        return ask.from().isEmpty()
                && ask.until().isEmpty()
                && unit.commanderAt(at).equals(ask.commander())
                && unit.commands().stream()
                        .filter(command -> !command.deputy())
                        .noneMatch(command -> command.from().isAfter(at)
                                || (command.covers(at) && command.until().isPresent()));
    }

    private interface Step {
        Future<Outcome> with(Map<String, Unit> units);
    }

    private interface Work {
        Future<Outcome> on(Unit unit, Map<String, Unit> units);
    }

    private static Future<Outcome> one(SqlConnection transaction, String id, Account actor, Work work) {
        return MasterStore.one(transaction, MasterStore.UNIT, id, Unit.class)
                .compose(found -> found.map(unit -> of(
                                transaction,
                                unit.party(),
                                actor,
                                units -> work.on(
                                        Optional.ofNullable(units.get(id)).orElseThrow(), units)))
                        .orElseGet(ChangeDesk::absent));
    }

    // One change of a party's tree at a time: two moves that are sound by themselves can close a circle.
    private static Future<Outcome> of(SqlConnection transaction, String party, Account actor, Step step) {
        return Database.run(
                        transaction,
                        "select pg_advisory_xact_lock(hashtextextended('agreements.units.' || $1, 0))",
                        party)
                .compose(locked -> MasterStore.one(transaction, MasterStore.PARTY, party, Party.class))
                .compose(found -> MasterStore.settings(transaction)
                        .compose(settings -> found.filter(known -> Actors.administers(actor, party))
                                .map(known -> benefits(actor, known, settings)
                                        ? ChangeDesk.refused("nobody of a party that is screened changes its units")
                                        : UnitTree.now(transaction, party).compose(step::with))
                                .orElseGet(ChangeDesk::absent)));
    }

    private static boolean benefits(Account actor, Party party, Settings settings) {
        return actor.party().equals(party.id()) && settings.screenedTypes().contains(party.type());
    }

    private static Future<Outcome> write(
            SqlConnection transaction, String word, Unit unit, String reason, Account actor, Instant at) {
        return ChangeDesk.write(
                transaction,
                new MasterChange(word, unit.id(), reason, actor, at),
                new Document(MasterStore.UNIT, unit.id(), unit));
    }

    private static Future<Outcome> faulty(String pointer, String message) {
        return ChangeDesk.faulty(List.of(new Misread(pointer, "contradiction", message)));
    }
}
