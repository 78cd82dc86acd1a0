package org.passerelle.agreements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.core.bundle.Signatories;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.crypto.Sha256;
import org.passerelle.platform.json.Json;

/**
 * What the parties to an agreement sign: its terms, which are everything but state, suspensions, hash and signatures, as canonical
 * JSON (RFC 8785), as JWS (RFC 7515).
 */
public final class AgreementSigning {
    private static final Set<String> NOT_SIGNED = Set.of("state", "suspendedBy", "hash", "signatures");

    private AgreementSigning() {}

    /** The bytes that are signed. */
    public static byte[] canonical(Agreement agreement) {
        return Json.canonical(terms(agreement));
    }

    /** Lower-case hexadecimal SHA-256 of {@link #canonical}. */
    public static String hash(Agreement agreement) {
        return Sha256.hex(canonical(agreement));
    }

    /** The agreement with its hash and the signature of {@code party} beside those it has. */
    public static Agreement sign(Agreement agreement, String party, Ed25519Keys keys, Instant at) {
        if (!agreement.parties().contains(party)) {
            throw new IllegalArgumentException(party + " is not a party to agreement " + agreement.id());
        }
        Map<String, Signature> signatures = new HashMap<>(agreement.signatures());
        signatures.put(party, new Signature(keys.keyId(), TermsJws.sign(canonical(agreement), keys), at));
        return agreement.signed(hash(agreement), signatures);
    }

    /**
     * Whose signatures over these very terms verify with a key of their own that was valid when they were received, and whether the hash
     * is that of the terms.
     */
    static Signatories signatories(Agreement agreement, Map<String, PartyKey> keys) {
        byte[] terms = canonical(agreement);
        Set<String> signed = agreement.parties().stream()
                .filter(party -> signedBy(agreement, terms, party, keys))
                .collect(Collectors.toSet());
        return new Signatories(Sha256.hex(terms).equals(agreement.hash()), signed);
    }

    private static boolean signedBy(Agreement agreement, byte[] terms, String party, Map<String, PartyKey> keys) {
        Signature signature = agreement.signatures().get(party);
        return signature != null
                && TermsJws.objection(signature.value(), party, terms, keys, signature.at())
                        .isEmpty();
    }

    /** The signed part of an agreement. */
    static ObjectNode terms(Agreement agreement) {
        ObjectNode terms = (ObjectNode) Json.tree(agreement);
        terms.remove(NOT_SIGNED);
        return terms;
    }
}
