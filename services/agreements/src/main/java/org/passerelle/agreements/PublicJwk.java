package org.passerelle.agreements;

import java.math.BigInteger;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.passerelle.agreements.reading.Section;
import org.passerelle.agreements.reading.Words;

/**
 * Reads a public key as JWK (RFC 7517, RFC 8037): Ed25519, or P-256 for ES256. Whatever holds private material is refused and must be
 * thought of as known; so is a key of small order, for which anybody can make signatures that verify.
 */
final class PublicJwk {
    private static final int LENGTH = 32;
    private static final Set<String> PRIVATE = Set.of("d", "p", "q", "dp", "dq", "qi", "oth", "k");
    private static final Words CURVES = Words.of("curve", List.of("Ed25519", "P-256"));

    // Both curves as in RFC 8032 §5.1 and FIPS 186 D.1.2.3: the field, and for P-256 the constant of its equation.
    private static final BigInteger EDWARDS_FIELD =
            BigInteger.ONE.shiftLeft(255).subtract(BigInteger.valueOf(19));
    private static final BigInteger P256_FIELD =
            new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
    private static final BigInteger P256_CONSTANT =
            new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);

    /** The y of the points whose order divides eight. */
    private static final Set<BigInteger> SMALL_ORDER = Set.of(
            BigInteger.ZERO,
            BigInteger.ONE,
            EDWARDS_FIELD.subtract(BigInteger.ONE),
            new BigInteger("2707385501144840649318225287225658788936804267575313519463743609750303402022"),
            new BigInteger("55188659117513257062467267217118295137698188065244968500265048394206261417927"));

    private PublicJwk() {}

    /** As {@link PartyKey#publicKey}; empty when a fault has been noted. */
    static Optional<String> read(Section jwk) {
        boolean secret = PRIVATE.stream().filter(jwk::has).sorted().findFirst().isPresent();
        PRIVATE.stream()
                .filter(jwk::has)
                .sorted()
                .forEach(member -> jwk.fault(
                        member,
                        "is private; a key of which this has been sent is known to others and must not be used"));
        String type = jwk.text("kty");
        String curve = jwk.word("crv", CURVES);
        boolean edwards = curve.equals("Ed25519");
        if (CURVES.fault(curve).isPresent()) {
            jwk.raw("x");
            jwk.raw("y");
        } else if (!type.isEmpty() && !type.equals(edwards ? "OKP" : "EC")) {
            jwk.fault("kty", "is not the type of a key of this curve");
        }
        jwk.optionalText("kid");
        jwk.optionalText("alg")
                .filter(algorithm -> !(edwards ? Set.of("EdDSA", "Ed25519") : Set.of("ES256")).contains(algorithm))
                .ifPresent(algorithm -> jwk.fault("alg", "is not the algorithm of a key of this curve"));
        jwk.optionalText("use").filter(use -> !use.equals("sig")).ifPresent(use -> jwk.fault("use", "must be \"sig\""));
        Optional<String> read =
                CURVES.fault(curve).isPresent() ? Optional.empty() : edwards ? edwards(jwk) : point(jwk);
        jwk.end();
        return secret ? Optional.empty() : read;
    }

    private static Optional<String> edwards(Section jwk) {
        return coordinate(jwk, "x")
                .filter(bytes -> {
                    byte[] bigEndian = new byte[LENGTH];
                    for (int i = 0; i < LENGTH; i++) {
                        bigEndian[i] = bytes[LENGTH - 1 - i];
                    }
                    bigEndian[0] &= 0x7f;
                    BigInteger y = new BigInteger(1, bigEndian);
                    if (y.compareTo(EDWARDS_FIELD) >= 0 || SMALL_ORDER.contains(y)) {
                        jwk.fault("x", "is a weak key: anybody could sign for it");
                        return false;
                    }
                    return true;
                })
                .map(PublicJwk::encode);
    }

    private static Optional<String> point(Section jwk) {
        Optional<byte[]> first = coordinate(jwk, "x");
        Optional<byte[]> second = coordinate(jwk, "y");
        if (first.isEmpty() || second.isEmpty()) {
            return Optional.empty();
        }
        BigInteger x = new BigInteger(1, first.get());
        BigInteger y = new BigInteger(1, second.get());
        BigInteger right = x.pow(3)
                .subtract(x.multiply(BigInteger.valueOf(3)))
                .add(P256_CONSTANT)
                .mod(P256_FIELD);
        if (x.compareTo(P256_FIELD) >= 0
                || y.compareTo(P256_FIELD) >= 0
                || !y.multiply(y).mod(P256_FIELD).equals(right)) {
            jwk.fault("x", "is with \"y\" no point of the curve");
            return Optional.empty();
        }
        byte[] point = new byte[1 + 2 * LENGTH];
        point[0] = 4;
        System.arraycopy(first.get(), 0, point, 1, LENGTH);
        System.arraycopy(second.get(), 0, point, 1 + LENGTH, LENGTH);
        return Optional.of(encode(point));
    }

    private static Optional<byte[]> coordinate(Section jwk, String member) {
        String text = jwk.text(member);
        try {
            byte[] bytes = Base64.getUrlDecoder().decode(text);
            // One spelling for each value, so that one key is not two.
            if (bytes.length == LENGTH && encode(bytes).equals(text)) {
                return Optional.of(Arrays.copyOf(bytes, LENGTH));
            }
        } catch (IllegalArgumentException malformed) {
            // said below
        }
        if (!text.isEmpty()) {
            jwk.fault(member, "must be 32 bytes in base64url without padding");
        }
        return Optional.empty();
    }

    private static String encode(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
