package org.passerelle.gateway.edge;

import io.vertx.core.http.HttpServerResponse;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * So many calls a second for each account at this gateway. What is left is told only to who has nothing left: a counter in every answer
 * would make two answers differ that must not.
 */
public final class RateLimit {
    private static final long SECOND = 1_000_000_000L;

    private final int callsPerSecond;
    private final LongSupplier nanoTime;
    private final ConcurrentHashMap<String, Spent> spent = new ConcurrentHashMap<>();

    private record Spent(long second, int calls) {}

    public RateLimit(int callsPerSecond, LongSupplier nanoTime) {
        this.callsPerSecond = callsPerSecond;
        this.nanoTime = nanoTime;
    }

    /** Counts a call; throws a refusal when there are too many. */
    void spend(String account, HttpServerResponse response) {
        int left = left(account);
        response.putHeader("RateLimit-Policy", "\"calls\";q=" + callsPerSecond + ";w=1");
        if (left < 0) {
            response.putHeader("RateLimit", "\"calls\";r=0;t=1");
            throw new Refusal(Problem.Kind.TOO_MANY);
        }
    }

    int left(String account) {
        long second = Math.floorDiv(nanoTime.getAsLong(), SECOND);
        Spent now = spent.compute(
                account,
                (who, before) -> before == null || before.second() != second
                        ? new Spent(second, 1)
                        : new Spent(second, before.calls() + 1));
        return callsPerSecond - now.calls();
    }
}
