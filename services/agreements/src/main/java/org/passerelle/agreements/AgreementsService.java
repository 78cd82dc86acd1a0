package org.passerelle.agreements;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Policy.AgreementList;
import org.passerelle.core.message.Policy.ListAgreements;
import org.passerelle.core.message.Tasks;
import org.passerelle.platform.bus.Bus;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.database.Barrier;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.passerelle.platform.service.Service;
import org.passerelle.platform.service.ServiceContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Owner of parties and agreements, and the policy authority: builds, signs and leases the bundle. */
public final class AgreementsService implements Service {
    /** The authority's key pair, in the node's home directory; the same on each node that runs this service. */
    public static final String AUTHORITY_KEY = "keys/authority.pem";

    private static final Logger LOG = LoggerFactory.getLogger(AgreementsService.class);

    @Override
    public String name() {
        return "agreements";
    }

    @Override
    public Future<Void> start(ServiceContext context) {
        Path file = context.config().homeDirectory().resolve(AUTHORITY_KEY);
        return context.vertx()
                .executeBlocking(() -> Ed25519Keys.loadOrGenerate(file))
                .map(Objects::requireNonNull)
                .compose(keys -> start(context, keys));
    }

    private Future<Void> start(ServiceContext context, Ed25519Keys keys) {
        Database database = context.database();
        PolicyAuthority authority = new PolicyAuthority(
                context.vertx(),
                context.bus(),
                database,
                context.clock(),
                keys,
                context.config().name());
        Leases leases = new Leases(
                context.vertx(),
                context.bus(),
                database,
                authority,
                context.config().policy());
        NoteOutbox outbox = new NoteOutbox(context.vertx(), context.bus(), database);
        AgreementActs acts =
                new AgreementActs(context.vertx(), context.bus(), database, context.clock(), authority, leases, outbox);
        Timekeeper timekeeper = new Timekeeper(database, context.clock(), outbox);
        ChangeDesk desk = new ChangeDesk(database, context.clock(), leases, outbox);
        GroupChanges groups = new GroupChanges(context.vertx(), context.bus(), database, desk);
        return Future.all(
                        answer(context, authority, leases, acts),
                        StandingAnswers.of(context, desk, outbox),
                        groups.answer())
                .compose(answering -> leases.listen())
                .compose(listening -> authority.listen())
                .onSuccess(answering -> {
                    outbox.start(context.config().policy().pollEvery());
                    keepCurrent(context, authority);
                    keepTime(context, timekeeper);
                });
    }

    private static Future<Void> answer(
            ServiceContext context, PolicyAuthority authority, Leases leases, AgreementActs acts) {
        Bus bus = context.bus();
        AgreementChanges changes = new AgreementChanges(acts);
        AgreementDates dates = new AgreementDates(
                context.database(),
                context.clock(),
                context.config().reminders().agreementReview());
        Supposing supposing = new Supposing(context.vertx(), bus, context.database(), context.clock());
        return Future.all(List.of(
                        bus.answer(Policy.RENEW, leases::renew),
                        bus.answer(Policy.AWAIT, ask -> leases.await(ask.version())),
                        bus.answer(
                                Policy.FETCH,
                                ask -> ask.version() == 0 ? authority.current() : authority.built(ask.version())),
                        bus.answer(
                                Policy.PARTS,
                                ask -> BundleStore.parts(context.database(), ask.hashes())
                                        .map(Policy.PartTexts::new)),
                        bus.answer(Policy.LIST, ask -> list(context, ask)),
                        bus.answer(Agreements.ACT, acts::act),
                        bus.answer(Agreements.LOOK, acts::look),
                        bus.answer(Agreements.TERMS, acts::terms),
                        bus.answer(Agreements.SUPPOSE, supposing::suppose),
                        bus.answer(Tasks.AGREEMENTS, dates::due),
                        bus.answer(
                                Agreements.TOLD,
                                asked -> context.database().transaction(read -> AgreementEvents.told(read, asked))),
                        bus.answer(Policy.SUSPEND, changes::suspend),
                        bus.answer(Policy.REINSTATE, changes::reinstate)))
                .mapEmpty();
    }

    // A notification may be lost, so the barrier is looked at by the clock as well.
    private static void keepCurrent(ServiceContext context, PolicyAuthority authority) {
        PolicyGauges gauges = new PolicyGauges(context.database(), context.meters());
        Runnable look = () -> authority
                .current()
                .compose(gauges::look)
                .onFailure(failure -> LOG.warn("no bundle: {}", failure.getMessage()));
        // Whoever made the change builds at once; the others only if nobody has by then.
        context.database()
                .listen(
                        Barrier.CHANNEL,
                        () -> context.vertx().setTimer(PolicyAuthority.BUILD_AFTER_MILLIS, timer -> look.run()));
        context.vertx().setPeriodic(context.config().policy().pollEvery().toMillis(), timer -> look.run());
        context.health().register("policy-authority", () -> authority.current().map(bundle -> true));
        look.run();
    }

    // One look at a time: the next waits for the one before.
    private static void keepTime(ServiceContext context, Timekeeper timekeeper) {
        AtomicBoolean looking = new AtomicBoolean();
        context.vertx().setPeriodic(context.config().policy().pollEvery().toMillis(), timer -> {
            if (looking.compareAndSet(false, true)) {
                timekeeper
                        .look()
                        .onFailure(failure -> LOG.warn("what is due waits: {}", failure.getMessage()))
                        .onComplete(looked -> looking.set(false));
            }
        });
    }

    private static Future<AgreementList> list(ServiceContext context, ListAgreements ask) {
        return context.database()
                .transaction(transaction ->
                        AgreementStore.all(transaction, context.clock().instant()))
                .map(all -> new AgreementList(all.stream()
                        .filter(agreement -> agreement.parties().contains(ask.party()))
                        .toList()));
    }
}
