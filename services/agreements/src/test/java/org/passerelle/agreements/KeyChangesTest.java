package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.agreements.SampleWorld.clause;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.core.agreement.AgreementState;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Parties.SigningKey;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.core.message.Standing.Outcome.Changed;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/** A party changes the key with which it signs, in time or in haste. */
final class KeyChangesTest {
    private static final String SIGNATORY = "office.signatory";
    private static final Instant LATER = NOW.plus(Duration.ofDays(10));
    private static final Instant OVERLAP = NOW.plus(Duration.ofDays(20));

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private AuthorityFixture fixture;

    @SuppressWarnings("NullAway.Init")
    private Negotiators people;

    private final Ed25519Keys fresh = Ed25519Keys.generate();

    @BeforeEach
    void open() {
        fixture = new AuthorityFixture(home);
        fixture.screeningAnswers();
        fixture.auditAnswers();
        fixture.seed(fixture.world.agreement("a1", clause("a1", MISSION, OFFICE)));
        fixture.startService();
        people = new Negotiators(fixture);
    }

    @AfterEach
    void close() {
        fixture.close();
    }

    private Ed25519Keys old() {
        return fixture.world.keys(OFFICE);
    }

    private static Map<String, Object> jwk(Ed25519Keys keys) {
        return new TreeMap<>(Map.of("kty", "OKP", "crv", "Ed25519", "x", keys.publicKey()));
    }

    private static Map<String, Object> statement(Map<String, Object> jwk) {
        return new TreeMap<>(Map.of("party", OFFICE, "key", jwk));
    }

    /** From later on, with a time in which both sign. */
    private Map<String, Object> rotation() {
        Map<String, Object> statement = statement(jwk(fresh));
        statement.put("validFrom", LATER.toString());
        statement.put("replaces", Map.of("keyId", old().keyId(), "until", OVERLAP.toString()));
        return statement;
    }

    private static String signed(Map<String, Object> statement, Ed25519Keys by) {
        return TermsJws.sign(Json.canonical(statement), KeyStatement.TYPE, by);
    }

    private static String body(Map<String, Object> statement, Ed25519Keys proof, Optional<Ed25519Keys> endorsement) {
        Map<String, Object> body = new TreeMap<>(
                Map.of("statement", statement, "proof", signed(statement, proof), "reason", "yearly rotation"));
        endorsement.ifPresent(by -> body.put("endorsement", signed(statement, by)));
        return Json.write(body);
    }

    private Outcome add(String subject, String body, boolean steppedUp) {
        return await(fixture.bus.ask(
                Parties.ADD_KEY, new Parties.AddKey(OFFICE, body, steppedUp, subject), Policy.PATIENCE));
    }

    private Outcome end(String subject, String key, KeyEnd end, Instant from) {
        return await(fixture.bus.ask(
                Parties.END_KEY,
                new Parties.EndKey(OFFICE, key, end, Optional.of(from), subject, "handed over"),
                Policy.PATIENCE));
    }

    private SigningKey key(Ed25519Keys keys) {
        return await(fixture.bus.ask(Parties.KEYS, new Parties.ListKeys(OFFICE))).keys().orElseThrow().stream()
                .filter(key -> key.id().equals(keys.keyId()))
                .findFirst()
                .orElseThrow();
    }

    private static Misread fault(Outcome outcome) {
        List<Misread> faults = assertInstanceOf(Outcome.Faulty.class, outcome).faults();
        assertEquals(1, faults.size(), faults::toString);
        return faults.getFirst();
    }

    private Agreements.Outcome sign(String agreement, Ed25519Keys with) {
        String text = await(fixture.bus.ask(
                        Agreements.TERMS, new Agreements.ReadTerms(agreement, Optional.empty(), OFFICE)))
                .terms()
                .orElseThrow()
                .canonical();
        String jws = TermsJws.sign(text.getBytes(StandardCharsets.UTF_8), with);
        return people.act(SIGNATORY, agreement, new Deed.Sign(jws));
    }

    private static void notValid(Agreements.Outcome outcome) {
        assertEquals(
                Unsigned.NOT_VALID,
                assertInstanceOf(Agreements.Outcome.NotSigned.class, outcome).reason());
    }

    private String agreed() {
        String id = people.agreed(Negotiators.terms());
        people.done(people.act("mission.administrator", id, new Deed.Sign(people.jws(MISSION, id))));
        return id;
    }

    private boolean decides(String agreement) {
        return people.inForce().agreements().stream().anyMatch(each -> each.id().equals(agreement));
    }

    @Test
    void bothKeysSignWhileTheyOverlapAndEachOnlyInItsTime() {
        assertInstanceOf(Changed.class, add(SIGNATORY, body(rotation(), fresh, Optional.of(old())), false));
        assertEquals(Optional.of(OVERLAP), key(old()).retiredFrom());
        String before = agreed();
        notValid(sign(before, fresh));
        people.done(sign(before, old()));

        fixture.liveUntil(LATER);
        String between = agreed();
        String second = agreed();
        people.done(sign(between, old()));
        people.done(sign(second, fresh));

        fixture.liveUntil(OVERLAP);
        String after = agreed();
        notValid(sign(after, old()));
        people.done(sign(after, fresh));
        for (String agreement : List.of("a1", before, between, second, after)) {
            assertTrue(decides(agreement), "what a retired key has signed stays signed");
        }
    }

    @Test
    void aSecondFactorStandsForThePresentKeyAndNothingStandsForTheNewOne() {
        Map<String, Object> statement = statement(jwk(fresh));
        assertEquals(
                "/endorsement",
                fault(add(SIGNATORY, body(statement, fresh, Optional.empty()), false))
                        .pointer());
        assertEquals(
                "/proof",
                fault(add(SIGNATORY, body(statement, old(), Optional.empty()), true))
                        .pointer());
        assertEquals(1, fixture.barrier());
        assertInstanceOf(Changed.class, add(SIGNATORY, body(statement, fresh, Optional.empty()), true));
        String id = agreed();
        people.done(sign(id, fresh));
        assertTrue(decides(id));
    }

    @Test
    void onlyAPresentKeyOfTheSamePartyEndorses() {
        Map<String, Object> statement = statement(jwk(fresh));
        for (Ed25519Keys other : List.of(fixture.world.keys(MISSION), fresh, Ed25519Keys.generate())) {
            Misread fault = fault(add(SIGNATORY, body(statement, fresh, Optional.of(other)), true));
            assertEquals("/endorsement", fault.pointer());
        }
        end("mission.platform", old().keyId(), KeyEnd.COMPROMISED, NOW);
        assertEquals(
                "/endorsement",
                fault(add(SIGNATORY, body(statement, fresh, Optional.of(old())), true))
                        .pointer());
    }

    @Test
    void whatACompromisedKeySignedSinceDoesNotCount() {
        String before = agreed();
        people.done(sign(before, old()));
        fixture.liveUntil(LATER);
        String since = agreed();
        people.done(sign(since, old()));
        assertTrue(decides(since));

        fixture.liveUntil(OVERLAP);
        assertInstanceOf(Changed.class, end("office.administrator", old().keyId(), KeyEnd.COMPROMISED, LATER));
        assertFalse(decides(since), "its signature was received when somebody else may have had the key");
        assertTrue(decides(before));
        assertTrue(decides("a1"));
        String next = agreed();
        notValid(sign(next, old()));
        assertEquals(AgreementState.AGREED, people.state(next));

        Changed again = assertInstanceOf(
                Changed.class, end("office.administrator", old().keyId(), KeyEnd.COMPROMISED, OVERLAP));
        assertEquals(Optional.of(LATER), key(old()).compromisedFrom(), "never moved to a later time");
        assertEquals(fixture.barrier(), again.barrier());
        end("mission.platform", old().keyId(), KeyEnd.COMPROMISED, NOW.minusSeconds(1));
        assertFalse(decides(before));
    }

    @Test
    void aKeyIsRetiredWhenAnotherSigns() {
        assertInstanceOf(Outcome.NotPossible.class, end(SIGNATORY, old().keyId(), KeyEnd.RETIRED, LATER));
        add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(old())), false);
        assertEquals(
                "/from",
                fault(end(SIGNATORY, old().keyId(), KeyEnd.RETIRED, NOW.minusSeconds(1)))
                        .pointer());
        assertEquals(
                "/from",
                fault(end(SIGNATORY, old().keyId(), KeyEnd.COMPROMISED, LATER)).pointer());
        Instant soon = NOW.plusSeconds(1);
        assertInstanceOf(Changed.class, end(SIGNATORY, old().keyId(), KeyEnd.RETIRED, soon));
        fixture.liveUntil(soon);
        notValid(sign(agreed(), old()));
        assertTrue(decides("a1"));
    }

    @Test
    void onlyWhoSignsForThePartyRegistersAndOnlyItsOwnEndKeys() {
        String body = body(statement(jwk(fresh)), fresh, Optional.of(old()));
        assertInstanceOf(Outcome.Absent.class, add("mission.signatory", body, true));
        assertInstanceOf(Outcome.NotPossible.class, add("office.approver", body, true));
        assertInstanceOf(Outcome.Absent.class, end("mission.signatory", old().keyId(), KeyEnd.COMPROMISED, NOW));
        assertInstanceOf(Outcome.Absent.class, end("office.officer", old().keyId(), KeyEnd.COMPROMISED, NOW));
        assertInstanceOf(Outcome.Absent.class, end("mission.platform", old().keyId(), KeyEnd.RETIRED, LATER));
        assertInstanceOf(
                Outcome.Absent.class, end(SIGNATORY, fixture.world.keys(MISSION).keyId(), KeyEnd.COMPROMISED, NOW));
        assertEquals(1, fixture.barrier());
    }

    @Test
    void aRegisteredKeyIsNotRegisteredAgainWhoeverHoldsIt() {
        Ed25519Keys other = fixture.world.keys(MISSION);
        Misread taken = fault(add(SIGNATORY, body(statement(jwk(other)), other, Optional.of(old())), true));
        assertEquals("/statement/key", taken.pointer());
        assertEquals("this key is registered already", taken.message());
        add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(old())), true);
        end(SIGNATORY, fresh.keyId(), KeyEnd.COMPROMISED, NOW);
        assertEquals(
                "/statement/key",
                fault(add(SIGNATORY, body(statement(jwk(fresh)), fresh, Optional.of(old())), true))
                        .pointer());
    }

    @Test
    void whatIsAtFaultIsToldWithItsPlace() {
        Map<String, Object> jwk = jwk(fresh);
        jwk.put("d", "c2VjcmV0");
        assertEquals(
                "/statement/key/d",
                fault(add(SIGNATORY, body(statement(jwk), fresh, Optional.of(old())), true))
                        .pointer());
        Map<String, Object> foreign = statement(jwk(fresh));
        foreign.put("party", MISSION);
        assertEquals(
                "/statement/party",
                fault(add(SIGNATORY, body(foreign, fresh, Optional.of(old())), true))
                        .pointer());
        Map<String, Object> gap = rotation();
        gap.put("replaces", Map.of("keyId", old().keyId(), "until", LATER.toString()));
        assertEquals(
                "/statement/replaces/until",
                fault(add(SIGNATORY, body(gap, fresh, Optional.of(old())), true))
                        .pointer());
        Map<String, Object> unknown = rotation();
        unknown.put("replaces", Map.of("keyId", "0123456789abcdef", "until", OVERLAP.toString()));
        assertEquals(
                "/statement/replaces/keyId",
                fault(add(SIGNATORY, body(unknown, fresh, Optional.of(old())), true))
                        .pointer());
        Map<String, Object> relative = rotation();
        relative.put("validFrom", "P10D");
        assertEquals(
                "/statement/validFrom",
                fault(add(SIGNATORY, body(relative, fresh, Optional.of(old())), true))
                        .pointer());
        assertEquals(1, fixture.barrier());
    }

    @Test
    void aNumberThatCannotBeSignedIsAFaultOfTheStatement() {
        Map<String, Object> statement = statement(jwk(fresh));
        statement.put("serial", (1L << 53) + 1);
        Outcome outcome =
                add(SIGNATORY, Json.write(Map.of("statement", statement, "proof", "none", "reason", "yearly")), true);
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
                rotation(),
                "proof",
                signed(other, fresh),
                "endorsement",
                signed(rotation(), old()),
                "reason",
                "r"));
        assertEquals("/proof", fault(add(SIGNATORY, Json.write(body), true)).pointer());
        String terms = TermsJws.sign(Json.canonical(other), fresh);
        body.put("statement", other);
        body.put("proof", terms);
        assertEquals("/proof", fault(add(SIGNATORY, Json.write(body), true)).pointer(), "nor one of another type");
    }
}
