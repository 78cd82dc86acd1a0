package org.passerelle.node.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.passerelle.platform.json.Json;

/** Readers of one account: single records, searches, long polls and a stream, at every gateway in turn. */
final class Load {
    private final Doors doors;
    private final Counts counts;
    private final Duration pause;
    private final AtomicBoolean over;

    Load(Doors doors, Counts counts, Duration pause, AtomicBoolean over) {
        this.doors = doors;
        this.counts = counts;
        this.pause = pause;
        this.over = over;
    }

    List<Thread> start(String account, String purpose, String path, int turn) {
        return List.of(
                Thread.ofVirtual().start(() -> read(account, purpose, path, turn)),
                Thread.ofVirtual().start(() -> poll(account, purpose, turn)),
                Thread.ofVirtual().start(() -> listen(account, purpose, turn)));
    }

    private void read(String account, String purpose, String path, int first) {
        for (int turn = first; !over.get(); turn++) {
            boolean search = turn % 8 == 0;
            counts.read(doors.get(turn, account, search ? "/records?limit=5&purpose=" + purpose : path));
            pause();
        }
    }

    private void poll(String account, String purpose, int first) {
        String after = "";
        for (int turn = first; !over.get(); turn++) {
            Doors.Reply page = doors.get(turn, account, "/feed?wait=2&purpose=" + purpose + after);
            counts.read(page);
            if (page.ok()) {
                after = "&after=" + encoded(page.json().path("cursor").asText());
            }
            pause();
        }
    }

    private void listen(String account, String purpose, int first) {
        String after = "";
        for (int turn = first; !over.get(); turn++) {
            try {
                HttpResponse<InputStream> stream = doors.open(turn, account, "/feed/stream?purpose=" + purpose + after);
                if (stream.statusCode() == 200) {
                    after = events(stream, after);
                    counts.streamsClosed.incrementAndGet();
                } else {
                    stream.body().close();
                }
            } catch (IOException brokenOff) {
                counts.streamsClosed.incrementAndGet();
            } catch (InterruptedException stopped) {
                Thread.currentThread().interrupt();
                return;
            }
            pause();
        }
    }

    private String events(HttpResponse<InputStream> stream, String before) throws IOException {
        String after = before;
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(stream.body(), StandardCharsets.UTF_8))) {
            for (String line = lines.readLine(); line != null && !over.get(); line = lines.readLine()) {
                if (line.startsWith("id: ")) {
                    after = "&after=" + encoded(line.substring(4));
                }
                if (line.startsWith("data: ")) {
                    event(Json.tree(line.substring(6)));
                }
            }
        }
        return after;
    }

    private void event(JsonNode data) {
        JsonNode at = data.path("disclosure").path("at");
        if (at.isTextual()) {
            counts.events.incrementAndGet();
            counts.received(Instant.parse(at.asText()), Instant.now());
        }
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    private void pause() {
        try {
            TimeUnit.MILLISECONDS.sleep(pause.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            over.set(true);
        }
    }
}
