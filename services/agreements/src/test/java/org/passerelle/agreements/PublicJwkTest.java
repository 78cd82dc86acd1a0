package org.passerelle.agreements;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.passerelle.agreements.reading.Section;
import org.passerelle.core.message.Agreements.Misread;
import org.passerelle.platform.json.Json;

/** Public keys as they are sent, among them the examples of the standards, and what looks like one and is none. */
final class PublicJwkTest {
    private static final String RFC8037 = "11qYAYKxCrfVS_7TyWQHOg7hcvPapiMlrwIaaPcHURo";
    private static final String X = "f83OJ3D2xF1Bg8vub9tLe1gHMzV76e8Tus9uPHvRVEU";
    private static final String Y = "x_FEzRu9m36HLN_tue659LNpXW6pCyStikYjKIWI5a0";

    private record Result(Optional<String> key, List<String> pointers) {}

    private static Result read(String jwk) {
        Misreading misreading = new Misreading(Instant.EPOCH);
        Optional<String> key = PublicJwk.read(new Section(misreading, "", Json.tree(jwk)));
        return new Result(
                key, misreading.faults().stream().map(Misread::pointer).toList());
    }

    @Test
    void readsTheExamplesOfTheStandards() {
        Result edwards = read("""
                {"kty": "OKP", "crv": "Ed25519", "x": "%s", "kid": "1", "use": "sig", "alg": "EdDSA"}""".formatted(RFC8037));
        assertEquals(new Result(Optional.of(RFC8037), List.of()), edwards);
        Result point = read("""
                {"kty": "EC", "crv": "P-256", "x": "%s", "y": "%s", "alg": "ES256"}""".formatted(X, Y));
        assertEquals(List.of(), point.pointers());
        assertEquals("ES256", new PartyKey("OFFICE", point.key().orElseThrow()).algorithm());
    }

    static Stream<Arguments> faults() {
        return Stream.of(
                Arguments.of("/d", """
                        {"kty": "OKP", "crv": "Ed25519", "x": "%s", "d": "nWGxne_9WmC6hEr0kuwsxERJxWl7MmkZcDusAxyuf2A"}""".formatted(RFC8037)),
                Arguments.of("/crv", """
                        {"kty": "OKP", "crv": "X25519", "x": "%s"}""".formatted(RFC8037)),
                Arguments.of("/crv", """
                        {"kty": "EC", "crv": "secp256k1", "x": "%s", "y": "%s"}""".formatted(X, Y)),
                Arguments.of("/kty", """
                        {"kty": "EC", "crv": "Ed25519", "x": "%s"}""".formatted(RFC8037)),
                Arguments.of("/alg", """
                        {"kty": "EC", "crv": "P-256", "x": "%s", "y": "%s", "alg": "HS256"}""".formatted(X, Y)),
                Arguments.of("/use", """
                        {"kty": "EC", "crv": "P-256", "x": "%s", "y": "%s", "use": "enc"}""".formatted(X, Y)),
                Arguments.of("/x", """
                        {"kty": "EC", "crv": "P-256", "x": "%s", "y": "%s"}""".formatted(Y, X)),
                Arguments.of("/x", """
                        {"kty": "OKP", "crv": "Ed25519", "x": "%s="}""".formatted(RFC8037)),
                Arguments.of("/x", """
                        {"kty": "OKP", "crv": "Ed25519", "x": "AAAA"}"""),
                Arguments.of("", """
                        {"kty": "OKP", "crv": "Ed25519"}"""),
                Arguments.of("/jku", """
                        {"kty": "OKP", "crv": "Ed25519", "x": "%s", "jku": "https://example.org"}""".formatted(RFC8037)));
    }

    @ParameterizedTest
    @MethodSource("faults")
    void tellsThePlaceOfWhatIsNoKey(String pointer, String jwk) {
        assertEquals(List.of(pointer), read(jwk).pointers());
    }

    @Test
    void anRsaKeyIsNone() {
        Result read = read("{\"kty\": \"RSA\", \"n\": \"AQAB\", \"e\": \"AQAB\"}");
        assertTrue(read.key().isEmpty());
        assertEquals(List.of("", "/n", "/e"), read.pointers());
    }

    /** Zero, one and minus one, the points of order eight, each with either sign, and what is beyond the field. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAIA",
                "AQAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA",
                "7P_______________________________________38",
                "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_AU",
                "JuiVj8KyJ7BFw_SJ8u-Y8NXfrAXTxjM5sTgCiG1T_IU",
                "xxdqcD1N2E-6PAt2DRBnDyogU_osOczGTsf9d5KsA3o",
                "7v_______________________________________38"
            })
    void aKeyOfSmallOrderIsWeak(String x) {
        Result read = read("{\"kty\": \"OKP\", \"crv\": \"Ed25519\", \"x\": \"" + x + "\"}");
        assertEquals(new Result(Optional.empty(), List.of("/x")), read);
    }
}
