package org.passerelle.gateway;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.passerelle.gateway.edge.Contract;
import org.passerelle.platform.json.Json;

/** The description of the API is served to anybody, also before there is a policy; nothing else is. */
class DescriptionDoorTest {
    private static final String YAML = "/openapi.yaml";
    private static final String JSON = "/openapi.json";

    @TempDir
    @SuppressWarnings("NullAway.Init")
    Path home;

    @SuppressWarnings("NullAway.Init")
    private RunningGateway gateway;

    @BeforeEach
    void open() {
        gateway = RunningGateway.withoutPolicy(home);
    }

    @AfterEach
    void close() {
        gateway.close();
    }

    @Test
    void isTheFileAsItWasWritten() {
        HttpResponse<String> served = get(YAML);
        assertEquals(200, served.statusCode(), served.body());
        assertEquals(Optional.of("application/yaml"), served.headers().firstValue("Content-Type"));
        assertEquals(Contract.load().text(), served.body());
    }

    @Test
    void isTheSameInJson() {
        HttpResponse<String> served = get(JSON);
        assertEquals(200, served.statusCode(), served.body());
        assertEquals(Optional.of("application/json"), served.headers().firstValue("Content-Type"));
        assertEquals(Json.tree(Contract.load().json()), Json.tree(served.body()));
        assertTrue(Json.tree(served.body()).path("paths").has("/records/{id}"));
    }

    @Test
    void isNotSentAgainToWhoeverHoldsIt() {
        for (String path : new String[] {YAML, JSON}) {
            String tag = get(path).headers().firstValue("ETag").orElseThrow();
            HttpResponse<String> again = gateway.send(
                    gateway.request(path).header("If-None-Match", tag).build());
            assertEquals(304, again.statusCode());
            assertEquals("", again.body());
            assertEquals(Optional.of(tag), again.headers().firstValue("ETag"));
        }
    }

    @Test
    void opensNothingElse() {
        assertEquals(401, get("/me").statusCode());
        assertEquals(404, get("/openapi.yml").statusCode());
        assertEquals(404, get(YAML + "/x").statusCode());
    }

    private HttpResponse<String> get(String path) {
        return gateway.send(gateway.request(path).build());
    }
}
