package org.passerelle.platform.health;

import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import java.util.Map;
import org.passerelle.platform.config.NodeConfig;
import org.passerelle.platform.json.Json;

/** The management port: {@code /health/live}, {@code /health/ready}, {@code /metrics}. Never reachable from outside. */
public final class ManagementServer {
    private final Health health;
    private final PrometheusMeterRegistry meters;

    private ManagementServer(Health health, PrometheusMeterRegistry meters) {
        this.health = health;
        this.meters = meters;
    }

    public static Future<HttpServer> start(
            Vertx vertx, NodeConfig.Http config, Health health, PrometheusMeterRegistry meters) {
        ManagementServer server = new ManagementServer(health, meters);
        return vertx.createHttpServer(
                        new HttpServerOptions().setHost(config.host()).setPort(config.port()))
                .requestHandler(server::handle)
                .listen();
    }

    private void handle(HttpServerRequest request) {
        HttpServerResponse response = request.response();
        switch (String.valueOf(request.path())) {
            case "/health/live" -> json(response, 200, Map.of("live", true));
            case "/health/ready" ->
                health.readiness()
                        .onSuccess(readiness -> json(
                                response,
                                readiness.ready() ? 200 : 503,
                                Map.of("ready", readiness.ready(), "checks", readiness.checks())));
            case "/metrics" ->
                response.putHeader("content-type", "text/plain; version=0.0.4; charset=utf-8")
                        .end(meters.scrape());
            default -> response.setStatusCode(404).end();
        }
    }

    private static void json(HttpServerResponse response, int status, Object body) {
        response.setStatusCode(status)
                .putHeader("content-type", "application/json")
                .putHeader("cache-control", "no-store")
                .end(Json.write(body));
    }
}
