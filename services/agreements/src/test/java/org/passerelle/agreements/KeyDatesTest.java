package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.passerelle.agreements.SampleWorld.DUTIES;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;

import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Tasks.Due;
import org.passerelle.core.message.Tasks.Kind;
import org.passerelle.platform.crypto.Ed25519Keys;

final class KeyDatesTest {
    private static final Instant SOON = NOW.plus(Duration.ofDays(10));
    private static final Instant LATER = NOW.plus(Duration.ofDays(20));

    private static PartyKey key(String party) {
        return new PartyKey(party, Ed25519Keys.generate().publicKey());
    }

    private static List<Due> due(Instant until, PartyKey... keys) {
        return KeyDates.of(Arrays.asList(keys), DUTIES, until).toList();
    }

    private static Due end(PartyKey key, Instant at) {
        return Due.of(Kind.KEY_END, key.keyId(), key.party(), Set.of("signatory"), at);
    }

    @Test
    void isTheEndOfTheLastKeyOfAParty() {
        PartyKey first = key(MISSION).retired(SOON);
        PartyKey last = key(MISSION).retired(LATER);
        assertEquals(List.of(end(last, LATER)), due(LATER, first, last, key(OFFICE)));
        assertEquals(List.of(), due(LATER.minusSeconds(1), first, last), "only what was asked about");
    }

    @Test
    void isNoneWhereAnotherKeyGoesOn() {
        assertEquals(List.of(), due(LATER, key(MISSION).retired(SOON), key(MISSION)));
    }

    @Test
    void aKeyThatSomebodyElseMayHaveGoesNotOn() {
        PartyKey lost = key(MISSION).compromised(NOW);
        PartyKey retired = key(MISSION).retired(SOON);
        assertEquals(List.of(end(retired, SOON)), due(LATER, lost, retired));
        assertEquals(List.of(end(lost, NOW)), due(LATER, lost), "and stays to be seen to");
    }
}
