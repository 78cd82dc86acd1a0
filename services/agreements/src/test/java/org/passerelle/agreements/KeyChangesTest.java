package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.OfficeKeys.LATER;
import static org.passerelle.agreements.OfficeKeys.OVERLAP;
import static org.passerelle.agreements.OfficeKeys.SIGNATORY;
import static org.passerelle.agreements.OfficeKeys.body;
import static org.passerelle.agreements.OfficeKeys.fault;
import static org.passerelle.agreements.OfficeKeys.jwk;
import static org.passerelle.agreements.OfficeKeys.notValid;
import static org.passerelle.agreements.OfficeKeys.statement;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.platform.crypto.Ed25519Keys;

/** A party changes the key with which it signs, in time or in haste. */
final class KeyChangesTest {
    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Negotiators people;

    @SuppressWarnings("NullAway.Init")
    private OfficeKeys keys;

    private final Ed25519Keys fresh = Ed25519Keys.generate();

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
        people = new Negotiators(fixture);
        keys = new OfficeKeys(fixture, people, fresh);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    @Test
    void bothKeysSignWhileTheyOverlapAndEachOnlyInItsTime() {
        assertInstanceOf(
                Changed.class, keys.add(SIGNATORY, body(keys.rotation(), fresh, Optional.of(keys.old())), false));
        assertEquals(Optional.of(OVERLAP), keys.key(keys.old()).retiredFrom());
        String before = keys.agreed();
        notValid(keys.sign(before, fresh));
        people.done(keys.sign(before, keys.old()));

        fixture.liveUntil(LATER);
        String between = keys.agreed();
        String second = keys.agreed();
        people.done(keys.sign(between, keys.old()));
        people.done(keys.sign(second, fresh));

        fixture.liveUntil(OVERLAP);
        String after = keys.agreed();
        notValid(keys.sign(after, keys.old()));
        people.done(keys.sign(after, fresh));
        for (String agreement : List.of("a1", before, between, second, after)) {
            assertTrue(keys.decides(agreement), "what a retired key has signed stays signed");
        }
    }

    @Test
    void whatACompromisedKeySignedSinceDoesNotCount() {
        String before = keys.agreed();
        people.done(keys.sign(before, keys.old()));
        fixture.liveUntil(LATER);
        String since = keys.agreed();
        people.done(keys.sign(since, keys.old()));
        assertTrue(keys.decides(since));

        fixture.liveUntil(OVERLAP);
        assertInstanceOf(
                Changed.class, keys.end("office.administrator", keys.old().keyId(), KeyEnd.COMPROMISED, LATER));
        assertFalse(keys.decides(since), "its signature was received when somebody else may have had the key");
        assertTrue(keys.decides(before));
        assertTrue(keys.decides("a1"));
        String next = keys.agreed();
        notValid(keys.sign(next, keys.old()));
        assertEquals(AgreementState.AGREED, people.state(next));

        Changed again = assertInstanceOf(
                Changed.class, keys.end("office.administrator", keys.old().keyId(), KeyEnd.COMPROMISED, OVERLAP));
        assertEquals(Optional.of(LATER), keys.key(keys.old()).compromisedFrom(), "never moved to a later time");
        assertEquals(fixture.barrier(), again.barrier());
        keys.end("mission.platform", keys.old().keyId(), KeyEnd.COMPROMISED, NOW.minusSeconds(1));
        assertFalse(keys.decides(before));
    }

    @Test
    void aKeyIsRetiredWhenAnotherSigns() {
        assertInstanceOf(
                Outcome.NotPossible.class, keys.end(SIGNATORY, keys.old().keyId(), KeyEnd.RETIRED, LATER));
        keys.add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(keys.old())), false);
        assertEquals(
                "/from",
                fault(keys.end(SIGNATORY, keys.old().keyId(), KeyEnd.RETIRED, NOW.minusSeconds(1)))
                        .pointer());
        assertEquals(
                "/from",
                fault(keys.end(SIGNATORY, keys.old().keyId(), KeyEnd.COMPROMISED, LATER))
                        .pointer());
        Instant soon = NOW.plusSeconds(1);
        assertInstanceOf(Changed.class, keys.end(SIGNATORY, keys.old().keyId(), KeyEnd.RETIRED, soon));
        fixture.liveUntil(soon);
        notValid(keys.sign(keys.agreed(), keys.old()));
        assertTrue(keys.decides("a1"));
    }
}
