package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.node.demo.Identity;
import org.passerelle.node.process.Waiting;
import org.passerelle.platform.json.Json;

/** The doors of all gateways, one by one, for accounts of the demo. What it takes to sign a request is not in the times. */
final class Doors {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final int UNAVAILABLE = 503;

    private final List<URI> gateways;
    private final Identity identity;
    private final HttpClient http = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(5))
            .build();

    Doors(List<URI> gateways, Identity identity) {
        this.gateways = gateways;
        this.identity = identity;
    }

    /**
     * An answer as it came.
     *
     * @param status 0 when none came
     * @param began when the request was sent, of {@link System#nanoTime}
     * @param ended when the whole answer was there
     * @param at the same by the wall clock
     */
    record Reply(int status, String text, long began, long ended, Instant at) {

        boolean ok() {
            return status >= 200 && status < 300;
        }

        /** Whether it was told to come again, or heard nothing. */
        boolean unavailable() {
            return status == UNAVAILABLE || status == 0;
        }

        JsonNode json() {
            return text.isEmpty() ? Json.tree("{}") : Json.tree(text);
        }

        /** When what it discloses was recorded; empty where it discloses nothing. */
        Optional<Instant> disclosedAt() {
            JsonNode at = ok()
                    ? json().path("disclosure").path("at")
                    : Json.tree("{}").path("none");
            return at.isTextual() ? Optional.of(Instant.parse(at.asText())) : Optional.empty();
        }
    }

    /** Asks again as long as the answer is to come again, for what is not measured. */
    static Reply patiently(Supplier<Reply> call) {
        List<Reply> last = new ArrayList<>();
        Waiting.until(
                () -> {
                    last.addFirst(call.get());
                    return !last.getFirst().unavailable();
                },
                PATIENCE);
        return last.getFirst();
    }

    int count() {
        return gateways.size();
    }

    Reply get(int gateway, String account, String path) {
        return send(gateway, account, "GET", path, BodyPublishers.noBody());
    }

    Reply post(int gateway, String account, String path, Object body) {
        return send(gateway, account, "POST", path, BodyPublishers.ofString(body.toString()));
    }

    /** A stream of events; the caller closes it. */
    HttpResponse<InputStream> open(int gateway, String account, String path) throws IOException, InterruptedException {
        return http.send(
                request(gateway, account, "GET", path)
                        .header("Accept", "text/event-stream")
                        .build(),
                BodyHandlers.ofInputStream());
    }

    private Reply send(int gateway, String account, String method, String path, HttpRequest.BodyPublisher body) {
        HttpRequest request = request(gateway, account, method, path)
                .timeout(PATIENCE)
                .header("Content-Type", "application/json")
                .method(method, body)
                .build();
        long began = System.nanoTime();
        try {
            HttpResponse<String> response = http.send(request, BodyHandlers.ofString());
            return new Reply(response.statusCode(), response.body(), began, System.nanoTime(), Instant.now());
        } catch (IOException brokenOff) {
            return new Reply(0, "", began, System.nanoTime(), Instant.now());
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            return new Reply(0, "", began, System.nanoTime(), Instant.now());
        }
    }

    private HttpRequest.Builder request(int gateway, String account, String method, String path) {
        URI target = URI.create(gateways.get(Math.floorMod(gateway, gateways.size())) + "/api/v1" + path);
        HttpRequest.Builder request = HttpRequest.newBuilder(target);
        Map<String, String> headers = identity.headers(account, method, target);
        headers.forEach(request::header);
        return request;
    }
}
