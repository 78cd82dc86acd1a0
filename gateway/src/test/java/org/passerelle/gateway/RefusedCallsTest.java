package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.nio.file.Path;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A call that is refused is a call: it counts, and only so many of them are noted. */
class RefusedCallsTest {
    private static final int CALLS = 3;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @Test
    void refusedCallsAreCountedAndNotNotedBeyondTheLimit() {
        try (RunningGateway gateway = RunningGateway.limited(home, CALLS)) {
            for (String account : new String[] {"forbidden.officer", "nobody.known"}) {
                assertEquals(
                        IntStream.concat(IntStream.generate(() -> 403).limit(CALLS), IntStream.of(429, 429))
                                .boxed()
                                .toList(),
                        IntStream.range(0, CALLS + 2)
                                .mapToObj(call -> gateway.get(account, "/me").statusCode())
                                .toList(),
                        account);
            }
            assertEquals(200, gateway.get("lake.officer", "/me").statusCode());
            assertEquals(2 * CALLS, gateway.answers.notes.size());
        }
    }
}
