package org.passerelle.agreements;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.platform.json.JsonFault;

/**
 * Signatures over the canonical terms of an agreement: JWS in compact form (RFC 7515) with {@code alg}, {@code kid} and {@code typ}
 * alone in the header, kept with detached payload (appendix F). Nothing in the header chooses a key but {@code kid}.
 */
public final class TermsJws {
    /** So that no signature made for something else is one over terms. */
    public static final String TYPE = "passerelle-agreement";

    private static final Set<String> HEADER = Set.of("alg", "kid", "typ");
    private static final int LONGEST = 1024 * 1024;

    private TermsJws() {}

    /** A signature with an Ed25519 key, its payload detached. */
    public static String sign(byte[] terms, Ed25519Keys keys) {
        return sign(terms, TYPE, keys);
    }

    /** The same over anything else, under a type of its own. */
    public static String sign(byte[] terms, String type, Ed25519Keys keys) {
        Map<String, String> header = new TreeMap<>(Map.of("alg", "EdDSA", "kid", keys.keyId(), "typ", type));
        String head = encode(Json.write(header).getBytes(StandardCharsets.UTF_8));
        return head + ".." + keys.sign(input(head, encode(terms)));
    }

    /** A text as it was handed in. */
    record Parts(String head, String payload, String signature, String algorithm, String keyId, String type) {

        /** The same without its payload. */
        String detached() {
            return head + ".." + signature;
        }
    }

    /** The parts of a compact JWS of no more than the known header members; empty when it is none. */
    static Optional<Parts> parse(String text) {
        String[] parts = text.split("\\.", -1);
        if (text.length() > LONGEST || parts.length != 3 || parts[0].isEmpty() || parts[2].isEmpty()) {
            return Optional.empty();
        }
        try {
            JsonNode header = Json.tree(new String(Base64.getUrlDecoder().decode(parts[0]), StandardCharsets.UTF_8));
            Set<String> members = new TreeSet<>();
            header.fieldNames().forEachRemaining(members::add);
            boolean known = header.isObject()
                    && members.equals(HEADER)
                    && header.properties().stream()
                            .allMatch(member -> member.getValue().isTextual());
            return known
                    ? Optional.of(new Parts(
                            parts[0],
                            parts[1],
                            parts[2],
                            header.get("alg").asText(),
                            header.get("kid").asText(),
                            header.get("typ").asText()))
                    : Optional.empty();
        } catch (JsonFault | IllegalArgumentException malformed) {
            return Optional.empty();
        }
    }

    /** Why {@code jws} is no signature of {@code party} over {@code terms}, received at {@code at}; empty when it is one. */
    static Optional<Unsigned> objection(
            String jws, String party, byte[] terms, Map<String, PartyKey> keys, Instant at) {
        return objection(jws, TYPE, party, terms, keys, at);
    }

    /** The same over anything else, under a type of its own. */
    static Optional<Unsigned> objection(
            String jws, String type, String party, byte[] content, Map<String, PartyKey> keys, Instant at) {
        Optional<Parts> parsed = parse(jws);
        if (parsed.isEmpty()) {
            return Optional.of(Unsigned.MALFORMED);
        }
        Parts parts = parsed.get();
        if (!parts.type().equals(type)) {
            return Optional.of(Unsigned.TYPE);
        }
        PartyKey key = keys.get(parts.keyId());
        if (key == null || !key.party().equals(party)) {
            return Optional.of(Unsigned.KEY);
        }
        if (!key.validAt(at)) {
            return Optional.of(Unsigned.NOT_VALID);
        }
        if (!parts.algorithm().equals(key.algorithm())) {
            return Optional.of(Unsigned.ALGORITHM);
        }
        String payload = encode(content);
        if (!parts.payload().isEmpty() && !parts.payload().equals(payload)) {
            return Optional.of(Unsigned.OTHER_TERMS);
        }
        return key.verifies(input(parts.head(), payload), parts.signature())
                ? Optional.empty()
                : Optional.of(Unsigned.SIGNATURE);
    }

    private static byte[] input(String head, String payload) {
        return (head + "." + payload).getBytes(StandardCharsets.US_ASCII);
    }

    private static String encode(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
