package org.passerelle.system.agreement;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.passerelle.platform.json.Json;

/** Verifies a party's signature with nothing but what the API gave and the tool {@code openssl}. */
final class OfflineCheck {
    /** What stands before the 32 bytes of an Ed25519 key in its X.509 form (RFC 8410). */
    private static final byte[] PREFIX = HexFormat.of().parseHex("302a300506032b6570032100");

    private OfflineCheck() {}

    /** @param signature of one party as the API shows it: {@code jws} with detached payload, and {@code key} as JWK */
    static boolean verifies(JsonNode signature, String terms) throws IOException, InterruptedException {
        String[] jws = signature.path("jws").asText().split("\\.", -1);
        Path directory = Files.createTempDirectory("openssl");
        String payload = Base64.getUrlEncoder().withoutPadding().encodeToString(terms.getBytes(StandardCharsets.UTF_8));
        Path input = Files.writeString(directory.resolve("input"), jws[0] + "." + payload);
        Path value = Files.write(
                directory.resolve("signature"), Base64.getUrlDecoder().decode(jws[2]));
        Path key = Files.writeString(directory.resolve("key.pem"), pem(signature.path("key")));
        Process process = new ProcessBuilder(List.of(
                        "openssl",
                        "pkeyutl",
                        "-verify",
                        "-pubin",
                        "-inkey",
                        key.toString(),
                        "-rawin",
                        "-in",
                        input.toString(),
                        "-sigfile",
                        value.toString()))
                .redirectErrorStream(true)
                .start();
        process.getInputStream().readAllBytes();
        return process.waitFor(1, TimeUnit.MINUTES) && process.exitValue() == 0;
    }

    /** The algorithm and type that the header names. */
    static JsonNode header(JsonNode signature) {
        String head = signature.path("jws").asText().split("\\.", -1)[0];
        return Json.tree(new String(Base64.getUrlDecoder().decode(head), StandardCharsets.UTF_8));
    }

    private static String pem(JsonNode key) {
        byte[] raw = Base64.getUrlDecoder().decode(key.path("x").asText());
        byte[] encoded = java.util.Arrays.copyOf(PREFIX, PREFIX.length + raw.length);
        System.arraycopy(raw, 0, encoded, PREFIX.length, raw.length);
        return "-----BEGIN PUBLIC KEY-----\n" + Base64.getEncoder().encodeToString(encoded)
                + "\n-----END PUBLIC KEY-----\n";
    }
}
