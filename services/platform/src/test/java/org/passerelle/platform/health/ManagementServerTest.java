package org.passerelle.platform.health;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.passerelle.platform.database.TestPostgres.await;

import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.passerelle.platform.config.NodeConfig;

class ManagementServerTest {
    private final Vertx vertx = Vertx.vertx();
    private final Health health = new Health();
    private final PrometheusMeterRegistry meters = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private int port;

    @BeforeEach
    void start() {
        NodeConfig.Http anyPort = new NodeConfig.Http("127.0.0.1", 0, Optional.empty());
        port = await(ManagementServer.start(vertx, anyPort, health, meters)).actualPort();
    }

    @AfterEach
    void stop() {
        await(vertx.close());
    }

    private HttpResponse<String> get(String path) throws IOException, InterruptedException {
        URI address = URI.create("http://127.0.0.1:" + port + path);
        try (HttpClient client = HttpClient.newHttpClient()) {
            return client.send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.ofString());
        }
    }

    @Test
    void isLiveWhateverIsNotReady() throws IOException, InterruptedException {
        health.register("database", () -> Future.succeededFuture(false));
        assertEquals(200, get("/health/live").statusCode());
        assertEquals(503, get("/health/ready").statusCode());
    }

    @Test
    void isNotReadyWhenACheckFailsThrowsOrNoneExists() throws IOException, InterruptedException {
        assertEquals(503, get("/health/ready").statusCode());
        health.register("database", () -> Future.succeededFuture(true));
        assertEquals(200, get("/health/ready").statusCode());
        health.register("policy", () -> Future.failedFuture("no"));
        assertEquals(
                "{\"checks\":{\"database\":true,\"policy\":false},\"ready\":false}",
                get("/health/ready").body());
        health.register("policy", () -> {
            throw new IllegalStateException("a bug");
        });
        assertEquals(503, get("/health/ready").statusCode());
        health.remove("policy");
        assertEquals(200, get("/health/ready").statusCode());
    }

    @Test
    void showsMetricsAndNothingElse() throws IOException, InterruptedException {
        meters.counter("passerelle.sample").increment();
        assertTrue(get("/metrics").body().contains("passerelle_sample_total 1"));
        assertEquals(404, get("/").statusCode());
    }
}
