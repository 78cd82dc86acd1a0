package org.passerelle.platform.database;

import io.vertx.core.Future;
import io.vertx.pgclient.PgException;
import java.util.Set;
import org.passerelle.platform.bus.Unavailable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Tells what the server said about a statement from a server that cannot be reached. */
final class DatabaseFaults {
    private static final Logger LOG = LoggerFactory.getLogger(DatabaseFaults.class);

    /** SQLSTATE classes: connection, resources, operator intervention (among them the statement timeout), system, sign-in. */
    private static final Set<String> OUT_OF_REACH = Set.of("08", "53", "57", "58", "28");

    private static final Set<String> TRY_AGAIN = Set.of("40001", "40P01");

    private DatabaseFaults() {}

    static <T> Future<T> translated(Throwable failure) {
        return Future.failedFuture(translate(failure));
    }

    private static Throwable translate(Throwable failure) {
        if (failure instanceof Unavailable || (failure instanceof PgException said && !outOfReach(said))) {
            return failure;
        }
        if (failure instanceof RuntimeException bug && !(failure instanceof PgException) && ours(bug)) {
            return failure;
        }
        LOG.warn("database out of reach: {}", failure.getMessage());
        return new Unavailable(Database.NAME);
    }

    private static boolean outOfReach(PgException said) {
        String state = said.getSqlState();
        return state == null || OUT_OF_REACH.contains(state.substring(0, 2));
    }

    // A bug in the work of a transaction, thrown by our code or the domain's; the client's own are about the
    // connection.
    private static boolean ours(RuntimeException bug) {
        return !bug.getClass().getName().startsWith("io.vertx.")
                && !bug.getClass().getName().startsWith("io.netty.");
    }

    static boolean worthAnotherTry(Throwable failure) {
        return failure instanceof PgException said && TRY_AGAIN.contains(String.valueOf(said.getSqlState()));
    }
}
