package org.passerelle.gateway.identity;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.passerelle.gateway.identity.Permission.Answer;

/** How long an answer of Keycloak counts. */
class PermissionTest {
    private static final Instant NOW = Instant.parse("2015-05-21T10:00:00Z");

    private final MovableClock clock = new MovableClock(NOW);
    private final AtomicInteger asked = new AtomicInteger();
    private Answer answer = Answer.YES;
    private final Permission.PermissionSource keycloak = (verified, token, operation) -> {
        asked.incrementAndGet();
        return answer;
    };
    private final Permission permission = new Permission(keycloak, keycloak, clock, clock::nanos);

    private Answer ask(Duration lasts) {
        VerifiedToken token = new VerifiedToken(
                "5d1c", "portal", Optional.of("unowa.officer"), 2, NOW, Optional.empty(), NOW.plus(lasts));
        return permission.ask(token, "a-token", "getRecord");
    }

    @Test
    void aYesIsAskedAgainAfterSomeMinutesHoweverLongTheTokenLasts() {
        assertEquals(Answer.YES, ask(Duration.ofHours(10)));
        answer = Answer.NO;
        clock.move(Duration.ofMinutes(4));
        assertEquals(Answer.YES, ask(Duration.ofHours(10)));
        clock.setBack(Duration.ofMinutes(30));
        clock.move(Duration.ofMinutes(1));
        assertEquals(Answer.NO, ask(Duration.ofHours(10)));
        assertEquals(2, asked.get());
    }

    @Test
    void aYesEndsWithItsToken() {
        assertEquals(Answer.YES, ask(Duration.ofMinutes(1)));
        clock.move(Duration.ofMinutes(1));
        ask(Duration.ofMinutes(1));
        assertEquals(2, asked.get());
    }
}
