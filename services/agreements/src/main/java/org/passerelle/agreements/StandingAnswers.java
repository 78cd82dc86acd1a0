package org.passerelle.agreements;

import io.vertx.core.Future;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.passerelle.agreements.signin.KeycloakSignIns;
import org.passerelle.agreements.signin.SignInComparison;
import org.passerelle.agreements.signin.SignInFollower;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Standing;
import org.passerelle.core.message.Units;
import org.passerelle.core.message.Vocabularies;
import org.passerelle.core.party.Account;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Answers what concerns standing, and has Keycloak follow. */
final class StandingAnswers {
    private static final Logger LOG = LoggerFactory.getLogger(StandingAnswers.class);

    /** How soon after a failure Keycloak is asked again for all that it knows. */
    private static final Duration RETRY = Duration.ofSeconds(10);

    private StandingAnswers() {}

    static Future<Void> of(ServiceContext context, ChangeDesk desk, NoteOutbox outbox) {
        Bus bus = context.bus();
        StandingChanges standing = new StandingChanges(desk);
        AccountChanges accounts = new AccountChanges(desk);
        KeyChanges keys = new KeyChanges(desk, context.database());
        PartyProposals proposals = new PartyProposals(desk, context.database(), context.clock());
        UnitChanges units = new UnitChanges(desk);
        VocabularyChanges vocabulary = new VocabularyChanges(desk);
        UnitTree tree = new UnitTree(context.database());
        AccountLists lists = new AccountLists(context.database());
        Optional<SignInFollower> follower = follow(context, outbox);
        return Future.all(List.of(
                        bus.answer(Standing.ACCOUNT, ask -> accounts.change(ask).onSuccess(changed -> wake(follower))),
                        bus.answer(
                                Standing.OFFBOARD, ask -> accounts.offboard(ask).onSuccess(changed -> wake(follower))),
                        bus.answer(Standing.ACCOUNTS, lists::list),
                        bus.answer(Standing.DRIFT, ask -> lists.drift(ask.subject())),
                        bus.answer(Parties.ADD_KEY, keys::add),
                        bus.answer(Parties.END_KEY, keys::end),
                        bus.answer(Parties.KEYS, keys::list),
                        bus.answer(Parties.PROPOSE, proposals::propose),
                        bus.answer(Parties.RULE, proposals::rule),
                        bus.answer(Parties.PROPOSALS, proposals::list),
                        bus.answer(Standing.PARTY, standing::party),
                        bus.answer(Units.CREATE, units::create),
                        bus.answer(Units.MOVE, units::move),
                        bus.answer(Units.COMMAND, units::command),
                        bus.answer(Vocabularies.EXTEND, vocabulary::extend),
                        bus.answer(Units.TREE, tree::tree)))
                .mapEmpty();
    }

    private static void wake(Optional<SignInFollower> follower) {
        follower.ifPresent(SignInFollower::wake);
    }

    private static Optional<SignInFollower> follow(ServiceContext context, NoteOutbox outbox) {
        NodeConfig.Keycloak keycloak = context.config().keycloak();
        if (keycloak.accountsSecret().isEmpty()) {
            LOG.warn("without keycloak.accountsSecret this node closes no sign-ins; they wait for another");
            return Optional.empty();
        }
        Database database = context.database();
        KeycloakSignIns signIns = new KeycloakSignIns(
                URI.create(keycloak.url()),
                keycloak.realm(),
                keycloak.accountsSecret().get());
        SignInFollower follower = new SignInFollower(
                context.vertx(),
                database,
                signIns,
                id -> database.transaction(read -> MasterStore.one(read, MasterStore.ACCOUNT, id, Account.class)),
                outbox);
        follower.start(context.config().policy().pollEvery(), context.meters());
        new SignInComparison(context.vertx(), database, signIns, List.of(keycloak.client()), MasterStore::accounts)
                .start(keycloak.reconcileEvery(), RETRY, context.meters());
        return Optional.of(follower);
    }
}
