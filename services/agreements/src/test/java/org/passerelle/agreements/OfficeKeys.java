package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.passerelle.agreements.SampleWorld.MISSION;
import static org.passerelle.agreements.SampleWorld.NOW;
import static org.passerelle.agreements.SampleWorld.OFFICE;
import static org.passerelle.platform.database.TestPostgres.await;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.passerelle.core.message.Agreements;
import org.passerelle.core.message.Agreements.Deed;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.core.message.Parties;
import org.passerelle.core.message.Parties.KeyEnd;
import org.passerelle.core.message.Parties.SigningKey;
import org.passerelle.core.message.Policy;
import org.passerelle.core.message.Standing.Outcome;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/**
 * The keys of the office, which change.
 *
 * @param fresh the one that comes after the one that it has
 */
record OfficeKeys(AuthorityFixture fixture, Negotiators people, Ed25519Keys fresh) {
    static final String SIGNATORY = "office.signatory";
    static final Instant LATER = NOW.plus(Duration.ofDays(10));
    static final Instant OVERLAP = NOW.plus(Duration.ofDays(20));

    Ed25519Keys old() {
        return fixture.world.keys(OFFICE);
    }

    static Map<String, Object> jwk(Ed25519Keys keys) {
        return new TreeMap<>(Map.of("kty", "OKP", "crv", "Ed25519", "x", keys.publicKey()));
    }

    static Map<String, Object> statement(Map<String, Object> jwk) {
        return new TreeMap<>(Map.of("party", OFFICE, "key", jwk));
    }

    /** From later on, with a time in which both sign. */
    Map<String, Object> rotation() {
        Map<String, Object> statement = statement(jwk(fresh));
        statement.put("validFrom", LATER.toString());
        statement.put("replaces", Map.of("keyId", old().keyId(), "until", OVERLAP.toString()));
        return statement;
    }

    static String signed(Map<String, Object> statement, Ed25519Keys by) {
        return TermsJws.sign(Json.canonical(statement), KeyStatement.TYPE, by);
    }

    static String body(Map<String, Object> statement, Ed25519Keys proof, Optional<Ed25519Keys> endorsement) {
        Map<String, Object> body = new TreeMap<>(
                Map.of("statement", statement, "proof", signed(statement, proof), "reason", "yearly rotation"));
        endorsement.ifPresent(by -> body.put("endorsement", signed(statement, by)));
        return Json.write(body);
    }

    Outcome add(String subject, String body, boolean steppedUp) {
        return await(fixture.bus.ask(
                Parties.ADD_KEY, new Parties.AddKey(OFFICE, body, steppedUp, subject), Policy.PATIENCE));
    }

    Outcome end(String subject, String key, KeyEnd end, Instant from) {
        return await(fixture.bus.ask(
                Parties.END_KEY,
                new Parties.EndKey(OFFICE, key, end, Optional.of(from), subject, "handed over"),
                Policy.PATIENCE));
    }

    SigningKey key(Ed25519Keys keys) {
        return await(fixture.bus.ask(Parties.KEYS, new Parties.ListKeys(OFFICE))).keys().orElseThrow().stream()
                .filter(key -> key.id().equals(keys.keyId()))
                .findFirst()
                .orElseThrow();
    }

    static Misread fault(Outcome outcome) {
        List<Misread> faults = assertInstanceOf(Outcome.Faulty.class, outcome).faults();
        assertEquals(1, faults.size(), faults::toString);
        return faults.getFirst();
    }

    Agreements.Outcome sign(String agreement, Ed25519Keys with) {
        String text = await(fixture.bus.ask(
                        Agreements.TERMS, new Agreements.ReadTerms(agreement, Optional.empty(), OFFICE)))
                .terms()
                .orElseThrow()
                .canonical();
        String jws = TermsJws.sign(text.getBytes(StandardCharsets.UTF_8), with);
        return people.act(SIGNATORY, agreement, new Deed.Sign(jws));
    }

    static void notValid(Agreements.Outcome outcome) {
        assertEquals(
                Unsigned.NOT_VALID,
                assertInstanceOf(Agreements.Outcome.NotSigned.class, outcome).reason());
    }

    String agreed() {
        String id = people.agreed(Negotiators.terms());
        people.done(people.act("mission.administrator", id, new Deed.Sign(people.jws(MISSION, id))));
        return id;
    }

    boolean decides(String agreement) {
        return people.inForce().agreements().stream().anyMatch(each -> each.id().equals(agreement));
    }
}
