package org.passerelle.node.demo;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;

/** Talks to the gateways' public API as one account or another; any port will do, so they are taken in turn. */
public final class GatewayClient {
    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<URI> gateways;
    private final Identity identity;
    private final AtomicInteger turn = new AtomicInteger();
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    public GatewayClient(List<URI> gateways, Identity identity) {
        this.gateways = List.copyOf(gateways);
        this.identity = identity;
    }

    public Answer get(String account, String path) {
        return send(account, "GET", path, Map.of(), BodyPublishers.noBody());
    }

    /** Reads with further headers, e.g. a condition. */
    public Answer get(String account, String path, Map<String, String> headers) {
        return send(account, "GET", path, headers, BodyPublishers.noBody());
    }

    public Answer post(String account, String path, Object body) {
        return post(account, path, Map.of(), body.toString());
    }

    /** Posts a text as it is, which need not be JSON. */
    public Answer post(String account, String path, Map<String, String> headers, String body) {
        return send(account, "POST", path, json(headers), BodyPublishers.ofString(body));
    }

    public Answer put(String account, String path, Map<String, String> headers, String body) {
        return send(account, "PUT", path, json(headers), BodyPublishers.ofString(body));
    }

    /** Opens a stream of events; the caller closes it. */
    public HttpResponse<InputStream> open(String account, String path) {
        return open(account, path, Map.of("Accept", "text/event-stream"));
    }

    /** Opens whatever the body is, which need not be text; the caller closes it. */
    public HttpResponse<InputStream> open(String account, String path, Map<String, String> headers) {
        try {
            HttpRequest request = request(account, "GET", path, headers)
                    .method("GET", BodyPublishers.noBody())
                    .build();
            return http.send(request, BodyHandlers.ofInputStream());
        } catch (IOException unreachable) {
            throw new StoryInterrupted("no gateway answers on " + gateways, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoryInterrupted("interrupted", interrupted);
        }
    }

    /**
     * The same where the gateway is not waited for without end: its answer begins within the time of silence, and reading it fails when
     * nothing came for as long. The time of a request alone would end with the head of the answer.
     */
    public OpenAnswer fetch(String account, String path, Duration silence) {
        try {
            HttpRequest request = request(account, "GET", path, Map.of())
                    .timeout(silence)
                    .method("GET", BodyPublishers.noBody())
                    .build();
            HttpResponse<InputStream> answer = http.send(request, BodyHandlers.ofInputStream());
            return new OpenAnswer(answer.statusCode(), answer.headers(), WatchedBody.of(answer.body(), silence));
        } catch (IOException unreachable) {
            throw new StoryInterrupted("no gateway answers on " + gateways, unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoryInterrupted("interrupted", interrupted);
        }
    }

    private Answer send(
            String account, String method, String path, Map<String, String> headers, HttpRequest.BodyPublisher body) {
        try {
            HttpRequest request = request(account, method, path, headers)
                    .timeout(PATIENCE)
                    .method(method, body)
                    .build();
            return Answer.of(http.send(request, BodyHandlers.ofString()));
        } catch (IOException unreachable) {
            throw new StoryInterrupted("the gateway does not answer: " + unreachable.getMessage(), unreachable);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoryInterrupted("interrupted", interrupted);
        }
    }

    private HttpRequest.Builder request(String account, String method, String path, Map<String, String> headers) {
        URI gateway = gateways.get(Math.floorMod(turn.getAndIncrement(), gateways.size()));
        URI target = URI.create(gateway + "/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        headers.forEach(request::header);
        identity.headers(account, method, target).forEach(request::header);
        return request;
    }

    private static Map<String, String> json(Map<String, String> headers) {
        Map<String, String> all = new java.util.HashMap<>(headers);
        all.putIfAbsent("Content-Type", "application/json");
        return all;
    }
}
