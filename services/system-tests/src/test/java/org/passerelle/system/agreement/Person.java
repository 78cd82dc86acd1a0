package org.passerelle.system.agreement;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.TreeMap;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.platform.json.Json;
import org.passerelle.system.live.LiveSystem;
import org.passerelle.system.live.SignedIn;

/** One person with a token of their own, signed in just now. */
final class Person {
    private final String account;
    private final GatewayClient client;

    private Person(String account, GatewayClient client) {
        this.account = account;
        this.client = client;
    }

    /** @param strength 1 password, 2 second factor */
    static Person signedIn(LiveSystem system, String account, int strength) {
        return new Person(account, SignedIn.as(system, "negotiation", account, strength));
    }

    Answer get(String path) {
        return client.get(account, path);
    }

    /** A body in the form asked for, which need not be text. */
    byte[] open(String path, String form) throws IOException {
        HttpResponse<InputStream> answer = client.open(account, path, Map.of("Accept", form));
        try (InputStream body = answer.body()) {
            byte[] bytes = body.readAllBytes();
            assertEquals(200, answer.statusCode(), () -> new String(bytes, StandardCharsets.UTF_8));
            assertTrue(answer.headers().firstValue("Content-Type").orElse("").startsWith(form));
            return bytes;
        }
    }

    /** With which keys the newest version is signed, by party. */
    Map<String, String> signingKeys(String id) {
        JsonNode versions = agreement(id).path("versions");
        Map<String, String> keys = new TreeMap<>();
        versions.path(versions.size() - 1)
                .path("signatures")
                .properties()
                .forEach(signature -> keys.put(
                        signature.getKey(), signature.getValue().path("keyId").asText()));
        return keys;
    }

    JsonNode agreement(String id) {
        return get("/agreements/" + id).orFail("reading the agreement").json();
    }

    /** The agreement's state as this person sees it. */
    String state(String id) {
        return agreement(id).path("state").asText();
    }

    /** A statement with a reason, on the agreement as it is now. */
    Answer states(String id, String what, String reason) {
        return post(id, what, Json.write(Map.of("reason", reason)), tag(id));
    }

    Answer post(String id, String what, String body, String tag) {
        return client.post(account, "/agreements/" + id + "/" + what, Map.of("If-Match", tag), body);
    }

    /** Without saying which state of the agreement was seen. */
    Answer blindly(String id, String what, String body) {
        return client.post(account, "/agreements/" + id + "/" + what, Map.of(), body);
    }

    Answer draft(String terms, String key) {
        return client.post(account, "/agreements", Map.of("Idempotency-Key", key), terms);
    }

    String tag(String id) {
        return get("/agreements/" + id).header("ETag").orElse("\"none\"");
    }

    /** A refusal with its status and code, told with a place. */
    static void refused(int status, String code, Answer answer) {
        assertEquals(status, answer.status(), answer::text);
        assertEquals(code, answer.code(), answer::text);
        assertEquals(false, answer.json().path("errors").path(0).path("pointer").isMissingNode(), answer::text);
    }
}
