package org.passerelle.system.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.agreements.TermsJws;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.platform.crypto.Ed25519Keys;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.Live;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/** A party rolls its key over through the API, with a new key that only {@code openssl} ever held. */
@Live
final class KeyRotationTest {
    private static final String SIGNATORY = "unowa.administrator";
    private static final String KEYS = "/parties/UNOWA/keys";

    private final LiveSystem system;

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path directory;

    KeyRotationTest(LiveSystem system) {
        this.system = system;
    }

    @Test
    void aNewKeyFollowsTheOldOne() throws Exception {
        openssl("genpkey", "-algorithm", "ed25519", "-out", "new.pem");
        openssl("pkey", "-in", "new.pem", "-pubout", "-outform", "DER", "-out", "new.der");
        byte[] encoded = Files.readAllBytes(directory.resolve("new.der"));
        byte[] raw = Arrays.copyOfRange(encoded, encoded.length - 32, encoded.length);
        String keyId =
                HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(raw), 0, 8);
        Ed25519Keys old =
                Ed25519Keys.load(system.home().directory().resolve("keys").resolve("party-UNOWA.pem"));
        Instant until = Instant.now().plus(30, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        Map<String, Object> statement = new TreeMap<>(Map.of(
                "party",
                "UNOWA",
                "key",
                Map.of("kty", "OKP", "crv", "Ed25519", "x", base64url(raw)),
                "replaces",
                Map.of("keyId", old.keyId(), "until", until.toString())));
        byte[] canonical = Json.canonical(statement);
        Map<String, Object> body = new TreeMap<>(
                Map.of("statement", statement, "proof", proof(canonical, keyId), "reason", "yearly rotation"));

        GatewayClient weak = signedIn(1);
        assertEquals(401, weak.post(SIGNATORY, KEYS, Map.of(), Json.write(body)).status());
        body.put("endorsement", TermsJws.sign(canonical, "passerelle-party-key", Ed25519Keys.generate()));
        Answer forged = weak.post(SIGNATORY, KEYS, Map.of(), Json.write(body));
        assertEquals(422, forged.status(), forged::text);
        assertEquals(
                "/endorsement",
                forged.json().path("errors").path(0).path("pointer").asText());
        body.put("endorsement", TermsJws.sign(canonical, "passerelle-party-key", old));
        Answer added = weak.post(SIGNATORY, KEYS, Map.of(), Json.write(body));
        assertEquals(201, added.status(), added::text);

        JsonNode keys = system.client()
                .get("unodc.officer", KEYS)
                .orFail("reading keys")
                .json()
                .path("keys");
        assertEquals(2, keys.size(), keys::toString);
        assertEquals(old.keyId(), keys.path(0).path("id").asText());
        assertEquals(until.toString(), keys.path(0).path("retiredFrom").asText());
        assertEquals(keyId, keys.path(1).path("id").asText());
        assertEquals(base64url(raw), keys.path(1).path("key").path("x").asText());
        assertTrue(system.client().get("unodc.officer", "/parties/NOBODY/keys").absent());

        Answer revoked = signedIn(2)
                .post(SIGNATORY, KEYS + "/" + keyId + "/revocations", Map.of(), "{\"reason\":\"a laptop was stolen\"}");
        assertEquals(201, revoked.status(), revoked::text);
    }

    private String proof(byte[] canonical, String keyId) throws IOException, InterruptedException {
        String head = base64url("{\"alg\":\"EdDSA\",\"kid\":\"%s\",\"typ\":\"passerelle-party-key\"}"
                .formatted(keyId)
                .getBytes(StandardCharsets.UTF_8));
        Files.writeString(directory.resolve("input"), head + "." + base64url(canonical));
        openssl("pkeyutl", "-sign", "-inkey", "new.pem", "-rawin", "-in", "input", "-out", "signature");
        return head + ".." + base64url(Files.readAllBytes(directory.resolve("signature")));
    }

    private void openssl(String... words) throws IOException, InterruptedException {
        List<String> command = new java.util.ArrayList<>(List.of("openssl"));
        command.addAll(List.of(words));
        Process process = new ProcessBuilder(command)
                .directory(directory.toFile())
                .redirectErrorStream(true)
                .start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        assertTrue(process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0, said);
    }

    private GatewayClient signedIn(int strength) {
        return SignedIn.as(system, "rotation", SIGNATORY, strength);
    }

    private static String base64url(byte[] content) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(content);
    }
}
