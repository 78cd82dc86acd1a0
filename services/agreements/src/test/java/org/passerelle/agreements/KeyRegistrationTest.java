package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.OfficeKeys.LATER;
import static org.passerelle.agreements.OfficeKeys.OVERLAP;
import static org.passerelle.agreements.OfficeKeys.SIGNATORY;
import static org.passerelle.agreements.OfficeKeys.body;
import static org.passerelle.agreements.OfficeKeys.fault;
import static org.passerelle.agreements.OfficeKeys.jwk;
import static org.passerelle.agreements.OfficeKeys.signed;
import static org.passerelle.agreements.OfficeKeys.statement;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/** A key is registered by whoever signs for its party, proved by itself and endorsed by the present one; what is at fault is told. */
final class KeyRegistrationTest {
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
    void aSecondFactorStandsForThePresentKeyAndNothingStandsForTheNewOne() {
        Map<String, Object> statement = statement(jwk(fresh));
        assertEquals(
                "/endorsement",
                fault(keys.add(SIGNATORY, body(statement, fresh, Optional.empty()), false))
                        .pointer());
        assertEquals(
                "/proof",
                fault(keys.add(SIGNATORY, body(statement, keys.old(), Optional.empty()), true))
                        .pointer());
        assertEquals(1, fixture.barrier());
        assertInstanceOf(Changed.class, keys.add(SIGNATORY, body(statement, fresh, Optional.empty()), true));
        String id = keys.agreed();
        people.done(keys.sign(id, fresh));
        assertTrue(keys.decides(id));
    }

    @Test
    void onlyAPresentKeyOfTheSamePartyEndorses() {
        Map<String, Object> statement = statement(jwk(fresh));
        for (Ed25519Keys other : List.of(fixture.world.keys(MISSION), fresh, Ed25519Keys.generate())) {
            Misread fault = fault(keys.add(SIGNATORY, body(statement, fresh, Optional.of(other)), true));
            assertEquals("/endorsement", fault.pointer());
        }
        keys.end("mission.platform", keys.old().keyId(), KeyEnd.COMPROMISED, NOW);
        assertEquals(
                "/endorsement",
                fault(keys.add(SIGNATORY, body(statement, fresh, Optional.of(keys.old())), true))
                        .pointer());
    }

    @Test
    void onlyWhoSignsForThePartyRegistersAndOnlyItsOwnEndKeys() {
        String body = body(statement(jwk(fresh)), fresh, Optional.of(keys.old()));
        assertInstanceOf(Outcome.Absent.class, keys.add("mission.signatory", body, true));
        assertInstanceOf(Outcome.NotPossible.class, keys.add("office.approver", body, true));
        assertInstanceOf(
                Outcome.Absent.class, keys.end("mission.signatory", keys.old().keyId(), KeyEnd.COMPROMISED, NOW));
        assertInstanceOf(
                Outcome.Absent.class, keys.end("office.officer", keys.old().keyId(), KeyEnd.COMPROMISED, NOW));
        assertInstanceOf(
                Outcome.Absent.class, keys.end("mission.platform", keys.old().keyId(), KeyEnd.RETIRED, LATER));
        assertInstanceOf(
                Outcome.Absent.class,
                keys.end(SIGNATORY, fixture.world.keys(MISSION).keyId(), KeyEnd.COMPROMISED, NOW));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void aRegisteredKeyIsNotRegisteredAgainWhoeverHoldsIt() {
        Ed25519Keys other = fixture.world.keys(MISSION);
        Misread taken = fault(keys.add(SIGNATORY, body(statement(jwk(other)), other, Optional.of(keys.old())), true));
        assertEquals("/statement/key", taken.pointer());
        assertEquals("this key is registered already", taken.message());
        keys.add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(keys.old())), true);
        keys.end(SIGNATORY, fresh.keyId(), KeyEnd.COMPROMISED, NOW);
        assertEquals(
                "/statement/key",
                fault(keys.add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(keys.old())), true))
                        .pointer());
    }

    @Test
    void whatIsAtFaultIsToldWithItsPlace() {
        Map<String, Object> jwk = jwk(fresh);
        jwk.put("d", "c2VjcmV0");
        assertEquals(
                "/statement/key/d",
                fault(keys.add(SIGNATORY, body(statement(jwk), fresh, Optional.of(keys.old())), true))
                        .pointer());
        Map<String, Object> foreign = statement(jwk(fresh));
        foreign.put("party", MISSION);
        assertEquals(
                "/statement/party",
                fault(keys.add(SIGNATORY, body(foreign, fresh, Optional.of(keys.old())), true))
                        .pointer());
        Map<String, Object> gap = keys.rotation();
        gap.put("replaces", Map.of("keyId", keys.old().keyId(), "until", LATER.toString()));
        assertEquals(
                "/statement/replaces/until",
                fault(keys.add(SIGNATORY, body(gap, fresh, Optional.of(keys.old())), true))
                        .pointer());
        Map<String, Object> unknown = keys.rotation();
        unknown.put("replaces", Map.of("keyId", "0123456789abcdef", "until", OVERLAP.toString()));
        assertEquals(
                "/statement/replaces/keyId",
                fault(keys.add(SIGNATORY, body(unknown, fresh, Optional.of(keys.old())), true))
                        .pointer());
        Map<String, Object> relative = keys.rotation();
        relative.put("validFrom", "P10D");
        assertEquals(
                "/statement/validFrom",
                fault(keys.add(SIGNATORY, body(relative, fresh, Optional.of(keys.old())), true))
                        .pointer());
        assertEquals(1, fixture.barrier());
    }

    @Test
    void aNumberThatCannotBeSignedIsAFaultOfTheStatement() {
        Map<String, Object> statement = statement(jwk(fresh));
        statement.put("serial", (1L << 53) + 1);
        Outcome outcome = keys.add(
                SIGNATORY, Json.write(Map.of("statement", statement, "proof", "none", "reason", "yearly")), true);
        assertEquals(
                List.of("/statement/serial"),
                assertInstanceOf(Outcome.Faulty.class, outcome).faults().stream()
                        .map(Misread::pointer)
                        .distinct()
                        .toList());
    }

    @Test
    void aProofOverOtherTimesIsNone() {
        Map<String, Object> other = statement(jwk(fresh));
        Map<String, Object> body = new TreeMap<>(Map.of(
                "statement",
                keys.rotation(),
                "proof",
                signed(other, fresh),
                "endorsement",
                signed(keys.rotation(), keys.old()),
                "reason",
                "r"));
        assertEquals(
                "/proof", fault(keys.add(SIGNATORY, Json.write(body), true)).pointer());
        String terms = TermsJws.sign(Json.canonical(other), fresh);
        body.put("statement", other);
        body.put("proof", terms);
        assertEquals(
                "/proof", fault(keys.add(SIGNATORY, Json.write(body), true)).pointer(), "nor one of another type");
    }
}
