package org.passerelle.agreements.signin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.passerelle.agreements.signin.SignInTasks.Task;
import org.passerelle.core.message.Audit;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Has Keycloak follow the standing of accounts, again and again until it is done. Nothing waits for it: what Keycloak does not know yet
 * is refused at the gateways all the same.
 */
public final class SignInFollower {
    public static final String WAITING = "passerelle.sign.ins.waiting";

    private static final Logger LOG = LoggerFactory.getLogger(SignInFollower.class);

    private final Vertx vertx;
    private final Database database;
    private final KeycloakSignIns signIns;
    private final Function<String, Future<Optional<Account>>> accounts;
    private final NoteOutbox outbox;
    private final AtomicBoolean draining = new AtomicBoolean();
    private final AtomicLong waiting = new AtomicLong();

    /** @param accounts an account as it stands */
    public SignInFollower(
            Vertx vertx,
            Database database,
            KeycloakSignIns signIns,
            Function<String, Future<Optional<Account>>> accounts,
            NoteOutbox outbox) {
        this.vertx = vertx;
        this.database = database;
        this.signIns = signIns;
        this.accounts = accounts;
        this.outbox = outbox;
    }

    /** Looks for what is due, now and then again. */
    public void start(Duration every, MeterRegistry meters) {
        Gauge.builder(WAITING, waiting, AtomicLong::get)
                .description("accounts whose sign-in in keycloak has yet to follow their standing")
                .register(meters);
        vertx.setPeriodic(every.toMillis(), timer -> wake());
        wake();
    }

    /** Looks soon. */
    public void wake() {
        if (draining.compareAndSet(false, true)) {
            drain().compose(drained -> SignInTasks.waiting(database))
                    .onSuccess(waiting::set)
                    .onFailure(failure -> LOG.warn("sign-ins cannot be followed up: {}", failure.getMessage()))
                    .onComplete(done -> draining.set(false));
        }
    }

    private Future<Void> drain() {
        return SignInTasks.claim(database)
                .compose(claimed -> claimed.map(task -> follow(task)
                                .recover(failure -> {
                                    LOG.warn(
                                            "the sign-in of {} waits: {}",
                                            task.account(),
                                            String.valueOf(failure.getMessage()));
                                    return SignInTasks.putOff(database, task);
                                })
                                .compose(followed -> drain()))
                        .orElseGet(Future::succeededFuture));
    }

    private Future<Void> follow(Task task) {
        return accounts.apply(task.account()).compose(found -> {
            if (found.isEmpty()) {
                return database.transaction(transaction -> SignInTasks.done(transaction, task));
            }
            Account account = found.get();
            return account.enabled() ? open(task, account) : close(task, account);
        });
    }

    private Future<Void> close(Task task, Account account) {
        return vertx.executeBlocking(() -> {
                    signIns.close(account);
                    return account;
                })
                .compose(closed -> followed(task, account, "CLOSED"));
    }

    // INVARIANT: what was not closed from here is not opened from here; somebody else may have had reasons.
    private Future<Void> open(Task task, Account account) {
        return database.transaction(transaction -> SignInTasks.closed(transaction, account.id()))
                .compose(closed -> closed
                        ? vertx.executeBlocking(() -> {
                                    signIns.open(account);
                                    return account;
                                })
                                .compose(opened -> followed(task, account, "OPENED"))
                        : database.transaction(transaction -> SignInTasks.done(transaction, task)));
    }

    private Future<Void> followed(Task task, Account account, String kind) {
        Audit.Note note = new Audit.Note(
                kind.equals("CLOSED") ? "sign-in-closed" : "sign-in-opened", "keycloak", account.party(), account.id());
        return database.transaction(transaction -> SignInTasks.happened(transaction, account.id(), kind)
                        .compose(kept -> NoteOutbox.add(transaction, note))
                        .compose(noted -> SignInTasks.done(transaction, task)))
                .onSuccess(done -> outbox.wake());
    }
}
