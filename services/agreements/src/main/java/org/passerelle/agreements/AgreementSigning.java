package org.passerelle.agreements;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HashMap;
import java.util.HexFormat;
import java.util.Map;
import java.util.Set;
import org.passerelle.core.agreement.Agreement;
import org.passerelle.core.agreement.Agreement.Signature;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;

/**
 * What the parties to an agreement sign: its terms, which are everything but state, suspensions, hash and signatures, as canonical
 * JSON (RFC 8785), with Ed25519.
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
        try {
            return HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(canonical(agreement)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    /** The agreement with its hash and the signature of {@code party} beside those it has. */
    public static Agreement sign(Agreement agreement, String party, Ed25519Keys keys, Instant at) {
        if (!agreement.parties().contains(party)) {
            throw new IllegalArgumentException(party + " is not a party to agreement " + agreement.id());
        }
        Map<String, Signature> signatures = new HashMap<>(agreement.signatures());
        signatures.put(party, new Signature(keys.keyId(), keys.sign(canonical(agreement)), at));
        return new Agreement(
                agreement.id(),
                agreement.titles(),
                agreement.parties(),
                agreement.state(),
                agreement.version(),
                agreement.validFrom(),
                agreement.validUntil(),
                agreement.clauses(),
                hash(agreement),
                signatures,
                agreement.suspendedBy());
    }

    /** Whether {@code party} signed these very terms with a key that is registered as its own. */
    public static boolean signedBy(Agreement agreement, String party, Map<String, PartyKey> keys) {
        Signature signature = agreement.signatures().get(party);
        if (signature == null) {
            return false;
        }
        PartyKey key = keys.get(signature.keyId());
        return key != null
                && key.party().equals(party)
                && Ed25519Keys.verify(key.publicKey(), canonical(agreement), signature.value());
    }

    /** The signed part of an agreement. */
    static ObjectNode terms(Agreement agreement) {
        ObjectNode terms = (ObjectNode) Json.tree(agreement);
        terms.remove(NOT_SIGNED);
        return terms;
    }
}
