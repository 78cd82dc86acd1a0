package org.passerelle.agreements;

import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Optional;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.crypto.StrictBase64;

/**
 * A key with which a party signs agreements; a party may have several. A signature counts when it was received while the key was valid:
 * what a retired key has signed stays signed, and what a compromised one has signed since does not count.
 *
 * @param publicKey base64url of the 32 raw bytes of an Ed25519 public key, or of the 65 of an uncompressed point of P-256
 * @param validFrom inclusive; empty: since the installation was first configured
 * @param retiredFrom from when it signs nothing more
 * @param compromisedFrom from when somebody else may have had it
 */
public record PartyKey(
        String party,
        String publicKey,
        Optional<Instant> validFrom,
        Optional<Instant> retiredFrom,
        Optional<Instant> compromisedFrom) {
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    public PartyKey {
        byte[] raw = StrictBase64.decodeUrl(publicKey);
        boolean point = raw.length == 1 + 2 * COORDINATE && raw[0] == UNCOMPRESSED;
        if (raw.length != COORDINATE && !point) {
            throw new IllegalArgumentException("a party's key must be an Ed25519 or P-256 public key");
        }
    }

    /** One without beginning and end. */
    public PartyKey(String party, String publicKey) {
        this(party, publicKey, Optional.empty(), Optional.empty(), Optional.empty());
    }

    /** Whether a signature that is received at that instant counts. */
    boolean validAt(Instant at) {
        return validFrom.filter(at::isBefore).isEmpty()
                && retiredFrom.map(at::isBefore).orElse(true)
                && compromisedFrom.map(at::isBefore).orElse(true);
    }

    PartyKey retired(Instant from) {
        return new PartyKey(party, publicKey, validFrom, Optional.of(from), compromisedFrom);
    }

    PartyKey compromised(Instant from) {
        return new PartyKey(party, publicKey, validFrom, retiredFrom, Optional.of(from));
    }

    /** The name by which signatures refer to it. */
    public String keyId() {
        return Ed25519Keys.keyId(publicKey);
    }

    /** The algorithm of its signatures, as JWS names it (RFC 7518, RFC 8037). */
    String algorithm() {
        return raw().length == COORDINATE ? "EdDSA" : "ES256";
    }

    /** Whether {@code signature} (base64url) is this key's over {@code content}; malformed input is not. */
    boolean verifies(byte[] content, String signature) {
        return Verified.once(this, content, signature, () -> verify(content, signature));
    }

    private boolean verify(byte[] content, String signature) {
        if (raw().length == COORDINATE) {
            return Ed25519Keys.verify(publicKey, content, signature);
        }
        try {
            Signature verifier = Signature.getInstance("SHA256withECDSAinP1363Format");
            verifier.initVerify(point());
            verifier.update(content);
            return verifier.verify(StrictBase64.decodeUrl(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false;
        }
    }

    private PublicKey point() throws GeneralSecurityException {
        AlgorithmParameters curve = AlgorithmParameters.getInstance("EC");
        curve.init(new ECGenParameterSpec("secp256r1"));
        byte[] raw = raw();
        ECPoint point = new ECPoint(
                new BigInteger(1, Arrays.copyOfRange(raw, 1, 1 + COORDINATE)),
                new BigInteger(1, Arrays.copyOfRange(raw, 1 + COORDINATE, raw.length)));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(point, curve.getParameterSpec(ECParameterSpec.class)));
    }

    private byte[] raw() {
        return StrictBase64.decodeUrl(publicKey);
    }
}
