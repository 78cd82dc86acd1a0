package org.passerelle.agreements.signin;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.sqlclient.Row;
import io.vertx.sqlclient.SqlClient;
import io.vertx.sqlclient.Tuple;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Function;
import org.passerelle.core.message.Audit;
import org.passerelle.core.party.Account;
import org.passerelle.platform.database.Database;
import org.passerelle.platform.note.NoteOutbox;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Compares the sign-ins that Keycloak knows with the accounts, at the start and then now and again. Differences are reported; what is
 * disabled here is closed there, and nothing is ever opened.
 */
public final class SignInComparison {
    public static final String DRIFT = "passerelle.sign.ins.drift";

    private static final Logger LOG = LoggerFactory.getLogger(SignInComparison.class);

    private final Vertx vertx;
    private final Database database;
    private final KeycloakSignIns signIns;
    private final List<String> own;
    private final Function<SqlClient, Future<Collection<Account>>> accounts;
    private final Map<Drift.Kind, AtomicLong> counts = new EnumMap<>(Drift.Kind.class);

    /**
     * @param own clients of the product itself, which are nobody's account
     * @param accounts all of them as they stand
     */
    public SignInComparison(
            Vertx vertx,
            Database database,
            KeycloakSignIns signIns,
            List<String> own,
            Function<SqlClient, Future<Collection<Account>>> accounts) {
        this.vertx = vertx;
        this.database = database;
        this.signIns = signIns;
        this.own = List.copyOf(own);
        this.accounts = accounts;
        for (Drift.Kind kind : Drift.Kind.values()) {
            counts.put(kind, new AtomicLong());
        }
    }

    /** @param retry how soon after a comparison that failed */
    public void start(Duration every, Duration retry, MeterRegistry meters) {
        counts.forEach((kind, count) -> Gauge.builder(DRIFT, count, AtomicLong::get)
                .description("sign-ins in keycloak that differ from the accounts")
                .tag("kind", word(kind))
                .register(meters));
        look(every, retry);
    }

    private void look(Duration every, Duration retry) {
        compare()
                .onFailure(failure -> LOG.info("sign-ins are compared later: {}", String.valueOf(failure.getMessage())))
                .onComplete(done ->
                        vertx.setTimer((done.succeeded() ? every : retry).toMillis(), timer -> look(every, retry)));
    }

    /** One comparison. */
    public Future<Void> compare() {
        // Keycloak first: an account that is made meanwhile is not taken for a stranger.
        return vertx.executeBlocking(() -> signIns.all(own))
                .map(Objects::requireNonNull)
                .compose(there -> database.transaction(transaction -> accounts.apply(transaction)
                        .map(here -> Drift.between(here, there))
                        .compose(drift -> keep(transaction, drift).map(drift))))
                .map(drift -> {
                    counts.forEach((kind, count) -> count.set(drift.differences().values().stream()
                            .filter(kind::equals)
                            .count()));
                    return null;
                });
    }

    private static Future<Void> keep(SqlClient transaction, Drift drift) {
        List<Tuple> rows = new ArrayList<>();
        new TreeMap<>(drift.differences()).forEach((signIn, kind) -> rows.add(Tuple.of(signIn, kind.name())));
        // Nodes that compare at once take turns, so that each difference is told once.
        return Database.run(transaction, "select pg_advisory_xact_lock(hashtextextended('agreements.sign-ins', 0))")
                .compose(locked -> Database.run(
                        transaction, "delete from sign_in_drift where not (sign_in || ' ' || kind = any($1))", (Object)
                                rows.stream()
                                        .map(row -> row.getString(0) + " " + row.getString(1))
                                        .toArray(String[]::new)))
                .compose(forgotten -> each(rows, row -> keep(transaction, row.getString(0), row.getString(1))));
    }

    private static Future<Void> keep(SqlClient transaction, String signIn, String kind) {
        return Database.run(transaction, """
                        insert into sign_in_drift (sign_in, kind) values ($1, $2)
                        on conflict (sign_in) do nothing returning sign_in
                        """, signIn, kind)
                .compose(fresh -> fresh.size() == 0
                        ? Future.<Void>succeededFuture()
                        : NoteOutbox.add(
                                transaction,
                                new Audit.Note("sign-in-drift", "keycloak", "", signIn + ": " + word(kind))))
                .compose(noted -> kind.equals(Drift.Kind.DISABLED_HERE.name())
                        ? SignInTasks.ask(transaction, signIn)
                        : Future.succeededFuture());
    }

    private static Future<Void> each(List<Tuple> rows, Function<Tuple, Future<Void>> step) {
        Future<Void> done = Future.succeededFuture();
        for (Tuple row : rows) {
            done = done.compose(before -> step.apply(row));
        }
        return done;
    }

    /** What the last comparison found, by sign-in. */
    public static Future<Map<String, String>> found(SqlClient client) {
        return Database.run(client, "select sign_in, kind from sign_in_drift order by sign_in")
                .map(rows -> {
                    Map<String, String> found = new TreeMap<>();
                    for (Row row : rows) {
                        found.put(row.getString("sign_in"), word(row.getString("kind")));
                    }
                    return found;
                });
    }

    private static String word(Drift.Kind kind) {
        return word(kind.name());
    }

    private static String word(String kind) {
        return kind.toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
