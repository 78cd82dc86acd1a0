package org.passerelle.agreements;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.SqlConnection;
import java.time.Instant;
import java.util.Optional;
import org.passerelle.agreements.MasterChange.Document;
import org.passerelle.core.message.Groups;
import org.passerelle.core.message.Groups.Admit;
import org.passerelle.core.message.Groups.History;
import org.passerelle.core.message.Groups.HistoryOf;
import org.passerelle.core.message.Groups.Release;
import org.passerelle.core.message.Groups.Version;
import org.passerelle.core.message.Screening;
import org.passerelle.core.message.Screening.SnapshotAnswer;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.party.Account;
import org.passerelle.core.party.Group;
import org.passerelle.core.party.Party;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.database.Database;

/**
 * Admits parties to groups and lets them go: each change is a further version of the group, which says who, when and why. The answer comes
 * when it is effective on every gateway. An open group is kept by platform administrators, another by the agreement administrators of its
 * keeper; a party may leave by itself. Nobody admits their own party.
 */
final class GroupChanges {
    private final Vertx vertx;
    private final Bus bus;
    private final Database database;
    private final ChangeDesk desk;

    GroupChanges(Vertx vertx, Bus bus, Database database, ChangeDesk desk) {
        this.vertx = vertx;
        this.bus = bus;
        this.database = database;
        this.desk = desk;
    }

    Future<Void> answer() {
        return Future.all(
                        bus.answer(Groups.ADMIT, this::admit),
                        bus.answer(Groups.RELEASE, this::release),
                        bus.answer(Groups.HISTORY, this::history))
                .mapEmpty();
    }

    // Here and below the same statements are run whether there is no such group or it is not the actor's business.
    private Future<Outcome> admit(Admit ask) {
        return bus.ask(Screening.SNAPSHOT, new Screening.Snapshot())
                .compose(screening -> desk.commit(
                        ask.subject(),
                        (transaction, actor, at) -> MasterStore.locked(
                                        transaction, MasterStore.GROUP, ask.group(), Group.class)
                                .compose(found -> found.filter(group -> keeps(actor, group))
                                        .map(group -> MasterStore.one(
                                                        transaction, MasterStore.PARTY, ask.party(), Party.class)
                                                .compose(party -> refusal(ask, actor, party, at)
                                                        .map(ChangeDesk::refused)
                                                        .orElseGet(() ->
                                                                admit(transaction, ask, actor, group, screening, at))))
                                        .orElseGet(ChangeDesk::absent))));
    }

    private static Optional<String> refusal(Admit ask, Account actor, Optional<Party> party, Instant at) {
        Instant from = ask.from().orElse(at);
        if (party.isEmpty()) {
            return Optional.of("there is no such party");
        }
        if (actor.party().equals(ask.party())) {
            return Optional.of("nobody admits their own party");
        }
        if (from.isBefore(at)) {
            return Optional.of("a membership cannot begin in the past");
        }
        return ask.until().filter(until -> !from.isBefore(until)).map(until -> "a membership ends after it begins");
    }

    private Future<Outcome> admit(
            SqlConnection transaction, Admit ask, Account actor, Group group, SnapshotAnswer screening, Instant at) {
        String about = group.id() + ": " + ask.party();
        return new Memberships(group, ask.party())
                .with(ask.from().orElse(at), ask.until())
                .map(next -> AdmissionJudge.keepsAll(vertx, transaction, screening, next, at)
                        .compose(keeps -> keeps
                                ? ChangeDesk.write(
                                        transaction,
                                        new MasterChange("group-member-admitted", about, ask.reason(), actor, at),
                                        new Document(MasterStore.GROUP, group.id(), next))
                                // Whose agreement it is, is not the keeper's to know.
                                : ChangeDesk.refused("with this member an agreement would fall out of the policy")))
                .orElseGet(() -> stands(ask, group, at)
                        ? ChangeDesk.already(transaction, at)
                        : ChangeDesk.refused("the party belongs to the group then already"));
    }

    /** Whether the answer to the same question was lost. */
    private static boolean stands(Admit ask, Group group, Instant at) {
        return group.only(ask.party()).members().stream()
                .anyMatch(held -> held.until().equals(ask.until())
                        && ask.from()
                                .map(held.from()::equals)
                                .orElseGet(() -> !held.from().isAfter(at)));
    }

    private Future<Outcome> release(Release ask) {
        return desk.commit(
                ask.subject(),
                (transaction, actor, at) -> MasterStore.locked(transaction, MasterStore.GROUP, ask.group(), Group.class)
                        .compose(found -> found.filter(
                                        group -> keeps(actor, group) || leaves(actor, ask.party(), group))
                                .map(group ->
                                        ask.at().filter(end -> end.isBefore(at)).isPresent()
                                                ? ChangeDesk.refused("a membership cannot end in the past")
                                                : release(transaction, ask, actor, group, at))
                                .orElseGet(ChangeDesk::absent)));
    }

    private static Future<Outcome> release(
            SqlConnection transaction, Release ask, Account actor, Group group, Instant at) {
        String about = group.id() + ": " + ask.party();
        return end(transaction, ask, at)
                .compose(end -> new Memberships(group, ask.party())
                        .until(end)
                        .map(next -> ChangeDesk.write(
                                transaction,
                                new MasterChange("group-member-released", about, ask.reason(), actor, at),
                                new Document(MasterStore.GROUP, group.id(), next)))
                        .orElseGet(() -> ChangeDesk.already(transaction, at)));
    }

    // Gateways may be behind by the skew: at once is so much earlier, so that none still counts the membership.
    private static Future<Instant> end(SqlConnection transaction, Release ask, Instant at) {
        return ask.at()
                .map(Future::succeededFuture)
                .orElseGet(() -> MasterStore.settings(transaction).map(settings -> at.minus(settings.clockSkew())));
    }

    private Future<History> history(HistoryOf ask) {
        return database.transaction(transaction -> Actors.enabled(transaction, ask.subject())
                .compose(actor -> MasterStore.versions(transaction, MasterStore.GROUP, ask.group(), Group.class)
                        .map(versions -> new History(versions.stream()
                                .filter(made -> actor.filter(known -> keeps(known, made.body()))
                                        .isPresent())
                                .map(made -> new Version(
                                        made.version(), made.body(), made.subject(), made.reason(), made.at()))
                                .toList()))));
    }

    private static boolean keeps(Account actor, Group group) {
        return group.keeper()
                .map(keeper -> keeper.equals(actor.party()) && Actors.administersOwn(actor))
                .orElseGet(() -> Actors.administersAll(actor));
    }

    private static boolean leaves(Account actor, String party, Group group) {
        return actor.party().equals(party)
                && Actors.administersOwn(actor)
                && !group.only(party).members().isEmpty();
    }
}
