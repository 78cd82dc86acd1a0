package org.passerelle.node.demo;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.passerelle.node.process.Waiting;

/** A live stream of server-sent events, read in the background. */
public final class EventStream implements AutoCloseable {
    private final InputStream input;
    private final List<Event> events = new CopyOnWriteArrayList<>();
    private volatile boolean ended;

    /** One event. */
    public record Event(String name, String data) {}

    EventStream(InputStream input) {
        this.input = input;
        Thread.ofPlatform().daemon().name("event-stream").start(this::read);
    }

    private void read() {
        try (BufferedReader lines = new BufferedReader(new InputStreamReader(input, StandardCharsets.UTF_8))) {
            String name = "message";
            StringBuilder data = new StringBuilder();
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                if (line.isEmpty()) {
                    if (!data.isEmpty() || !name.equals("message")) {
                        events.add(new Event(name, data.toString()));
                    }
                    name = "message";
                    data.setLength(0);
                } else if (line.startsWith("event:")) {
                    name = line.substring("event:".length()).strip();
                } else if (line.startsWith("data:")) {
                    data.append(line.substring("data:".length()).strip());
                }
            }
        } catch (IOException closed) {
            // The other side went away; what was read stands.
        } finally {
            ended = true;
        }
    }

    public List<Event> events() {
        return List.copyOf(events);
    }

    /** Whether some event whose data contains {@code text} arrives in time. */
    public boolean receives(String text, Duration patience) {
        return Waiting.until(
                () -> events.stream().anyMatch(event -> event.data().contains(text)), patience);
    }

    /** Whether the other side ends the stream in time. */
    public boolean ends(Duration patience) {
        return Waiting.until(() -> ended, patience);
    }

    @Override
    public void close() throws IOException {
        input.close();
    }
}
