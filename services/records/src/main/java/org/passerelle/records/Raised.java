package org.passerelle.records;

import io.vertx.core.Future;
import io.vertx.sqlclient.SqlConnection;
import java.util.Optional;
import org.passerelle.platform.bus.Bus;

/**
 * An outcome, and the barrier for which its answer waits, if any.
 *
 * @param barrier that the change raised; where it was made before, the one that stands since
 */
record Raised<O>(O outcome, Optional<Long> barrier) {

    static <O> Raised<O> by(O outcome, long barrier) {
        return new Raised<>(outcome, Optional.of(barrier));
    }

    static <O> Raised<O> nothing(O outcome) {
        return new Raised<>(outcome, Optional.empty());
    }

    /** It is so already: answered when that is effective, since whoever asked first may still wait for it. */
    static <O> Future<Raised<O>> already(SqlConnection connection, O outcome) {
        return Barrier.current(connection).map(barrier -> by(outcome, barrier));
    }

    /** The outcome, when every gateway enforces it. */
    Future<O> effective(Bus bus) {
        return Barrier.effective(bus, barrier).map(done -> outcome);
    }
}
