package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.passerelle.core.message.Agreements.Unsigned;
import org.passerelle.platform.crypto.Ed25519Keys;

/** Signatures over terms, held against the examples of the standards. */
final class TermsJwsTest {
    private static final byte[] TERMS = "{\"id\":\"a1\"}".getBytes(StandardCharsets.UTF_8);

    private static final Instant AT = Instant.parse("2026-03-01T12:00:00Z");

    private static String encode(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }

    @Test
    void verifiesTheExampleOfRfc8037() {
        PartyKey key = new PartyKey("OFFICE", "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo");
        String input = "eyJhbGciOiJFZERTQSJ9.RXhhbXBsZSBvZiBFZDI1NTE5IHNpZ25pbmc";
        String signature = "hgyY0il_MGCjP0JzlnLWG1PPOt7-09PGcvMg3AIbQR6dWbhijcNR4ki4iylGjg5BhVsPt9g7sVvpAr_MuM0KAg";
        assertEquals("EdDSA", key.algorithm());
        assertTrue(key.verifies(ascii(input), signature));
        assertFalse(key.verifies(ascii(input + "x"), signature));
    }

    @Test
    void verifiesTheExampleOfRfc7515() {
        PartyKey key = new PartyKey(
                "OFFICE",
                point("f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU", "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0"));
        String input = "eyJhbGciOiJFUzI1NiJ9.eyJpc3MiOiJqb2UiLA0KICJleHAiOjEzMDA4MTkzODAsDQogImh0dHA6Ly9leGFt"
                + "cGxlLmNvbS9pc19yb290Ijp0cnVlfQ";
        String signature = "DtEhU3ljbEg8L38VWAfUAqOyKAM6-Xx-F4GawxaepmXFCgfTjDxw5djxLa8ISlSApmWQxfKTUJqPP3-Kg6NU1Q";
        assertEquals("ES256", key.algorithm());
        assertTrue(key.verifies(ascii(input), signature));
        assertFalse(key.verifies(ascii(input + "x"), signature));
    }

    private static String point(String x, String y) {
        byte[] point = new byte[65];
        point[0] = 4;
        System.arraycopy(Base64.getUrlDecoder().decode(x), 0, point, 1, 32);
        System.arraycopy(Base64.getUrlDecoder().decode(y), 0, point, 33, 32);
        return encode(point);
    }

    @Test
    void aPartyMaySignWithP256() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
        generator.initialize(new ECGenParameterSpec("secp256r1"));
        KeyPair pair = generator.generateKeyPair();
        ECPublicKey published = (ECPublicKey) pair.getPublic();
        PartyKey key = new PartyKey(
                "OFFICE",
                point(
                        coordinate(published.getW().getAffineX().toByteArray()),
                        coordinate(published.getW().getAffineY().toByteArray())));
        String head = encode(
                ascii("{\"alg\":\"ES256\",\"kid\":\"%s\",\"typ\":\"passerelle-agreement\"}".formatted(key.keyId())));
        Signature signer = Signature.getInstance("SHA256withECDSAinP1363Format");
        signer.initSign(pair.getPrivate());
        signer.update(ascii(head + "." + encode(TERMS)));
        String signature = encode(signer.sign());
        Map<String, PartyKey> keys = Map.of(key.keyId(), key);
        assertEquals(Optional.empty(), TermsJws.objection(head + ".." + signature, "OFFICE", TERMS, keys, AT));
        assertEquals(
                Optional.empty(),
                TermsJws.objection(head + "." + encode(TERMS) + "." + signature, "OFFICE", TERMS, keys, AT));
        assertEquals(
                Optional.of(Unsigned.SIGNATURE),
                TermsJws.objection(head + ".." + signature, "OFFICE", ascii("{}"), keys, AT));
        assertEquals(
                Optional.of(Unsigned.KEY), TermsJws.objection(head + ".." + signature, "MISSION", TERMS, keys, AT));
    }

    private static String coordinate(byte[] number) {
        byte[] fixed = new byte[32];
        int length = Math.min(32, number.length);
        System.arraycopy(
                Arrays.copyOfRange(number, number.length - length, number.length), 0, fixed, 32 - length, length);
        return encode(fixed);
    }

    @Test
    void keepsNoPayload() {
        Ed25519Keys keys = Ed25519Keys.generate();
        String jws = TermsJws.sign(TERMS, keys);
        assertTrue(jws.contains(".."));
        String attached = jws.replace("..", "." + encode(TERMS) + ".");
        assertEquals(jws, TermsJws.parse(attached).orElseThrow().detached());
    }

    @Test
    void otherKeysAreNone() {
        assertThrows(IllegalArgumentException.class, () -> new PartyKey("OFFICE", encode(new byte[33])));
        assertThrows(IllegalArgumentException.class, () -> new PartyKey("OFFICE", encode(new byte[65])));
    }
}
