package org.passerelle.agreements;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.passerelle.agreements.reading.Section;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * A party's word that a further key is its own. What is signed is the canonical form (RFC 8785) of {@code statement}, which names party,
 * key and times: by the key itself, so that nobody registers a key that they do not hold, and by one of the party's present keys, or
 * else by a person who has just shown a second factor.
 *
 * @param replaces the key that it follows, and until when that one may still sign
 * @param signed what is signed: the canonical form, in UTF-8
 */
record KeyStatement(
        PartyKey key,
        Optional<Replaced> replaces,
        String proof,
        Optional<String> endorsement,
        String reason,
        String signed) {
    /** So that no signature made for something else is one over such a statement. */
    static final String TYPE = "passerelle-party-key";

    record Replaced(String keyId, Instant until) {}

    sealed interface Reading {
        record Read(KeyStatement statement) implements Reading {}

        record Faulty(List<Misread> faults) implements Reading {}
    }

    /** @param at a key is never valid from before it was registered */
    static Reading read(String body, String party, Instant at) {
        Misreading misreading = new Misreading(at);
        try {
            Section whole = new Section(misreading, "", Json.tree(body));
            Optional<KeyStatement> read =
                    read(whole, party, at, whole.optionalText("endorsement"), whole.text("reason"));
            whole.end();
            return misreading.none() && read.isPresent()
                    ? new Reading.Read(read.get())
                    : new Reading.Faulty(misreading.faults());
        } catch (JsonFault broken) {
            return new Reading.Faulty(List.of(new Misread(broken.pointer(), "not-json", broken.problem())));
        }
    }

    /** A statement with its proof, among other things; empty when a fault of the key, or of what is signed, has been noted. */
    static Optional<KeyStatement> read(
            Section whole, String party, Instant at, Optional<String> endorsement, String reason) {
        Section statement = whole.section("statement");
        if (!statement.text("party").equals(party)) {
            statement.fault("party", "must be the party whose key it is");
        }
        Optional<String> publicKey = PublicJwk.read(statement.section("key"));
        Instant from = instant(statement, "validFrom").filter(at::isBefore).orElse(at);
        Optional<Replaced> replaces = statement.optionalSection("replaces").map(replaced -> replaced(replaced, from));
        statement.end();
        String proof = whole.text("proof");
        JsonNode stated = whole.raw("statement");
        Optional<String> inexact = Json.inexact(stated);
        inexact.ifPresent(pointer ->
                whole.faultAt("/statement" + pointer, "is a whole number beyond 2^53, which nobody can sign"));
        return publicKey
                .filter(key -> inexact.isEmpty())
                .map(key -> new KeyStatement(
                        new PartyKey(party, key, Optional.of(from), Optional.empty(), Optional.empty()),
                        replaces,
                        proof,
                        endorsement,
                        reason,
                        new String(Json.canonical(stated), StandardCharsets.UTF_8)));
    }

    private static Replaced replaced(Section section, Instant from) {
        Replaced replaced =
                new Replaced(section.text("keyId"), instant(section, "until").orElse(from));
        if (section.has("until") && !replaced.until().isAfter(from)) {
            section.fault("until", "must be later than the new key's beginning: both sign for a while");
        }
        section.end();
        return replaced;
    }

    // A relative date would mean something else whenever it is read.
    private static Optional<Instant> instant(Section section, String key) {
        return section.optionalDate(key).flatMap(date -> {
            if (section.raw(key).asText().contains("P")) {
                section.fault(key, "must be a time such as \"2026-06-20T00:00:00Z\"");
                return Optional.empty();
            }
            return Optional.of(date.truncatedTo(ChronoUnit.MICROS));
        });
    }

    /** What is wrong with the proof of possession; empty when nothing is. */
    Optional<String> unproven(Instant at) {
        PartyKey held = new PartyKey(key.party(), key.publicKey());
        return objection(proof, Map.of(held.keyId(), held), at).map(unsigned -> message(unsigned, "the new key"));
    }

    /** The same of the endorsement, where there is one. */
    Optional<String> unendorsed(Map<String, PartyKey> present, Instant at) {
        return endorsement
                .flatMap(jws -> objection(jws, present, at))
                .map(unsigned -> message(unsigned, "a key with which the party signs now"));
    }

    private Optional<Unsigned> objection(String jws, Map<String, PartyKey> keys, Instant at) {
        return TermsJws.objection(jws, TYPE, key.party(), signed.getBytes(StandardCharsets.UTF_8), keys, at);
    }

    private static String message(Unsigned unsigned, String key) {
        return switch (unsigned) {
            case MALFORMED -> "must be a JWS in compact form with alg, kid and typ alone in its header";
            case TYPE -> "typ must be " + TYPE;
            case KEY, NOT_VALID -> "kid must name " + key;
            case ALGORITHM -> "alg is not that of the key";
            case OTHER_TERMS -> "the payload is not the canonical form of the statement";
            case SIGNATURE -> "it does not verify over the canonical form of the statement";
        };
    }
}
