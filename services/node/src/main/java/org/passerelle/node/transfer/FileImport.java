package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
import org.passerelle.gateway.interchange.UnreadableFile;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;

/**
 * Imports one file. The job at the gateway knows where it stands, and this side remembers nothing: whichever of the two dies, the import
 * goes on with the item that the job names.
 */
public final class FileImport {
    private static final int MOST_FAULTS = 100;
    private static final Duration PATIENCE = Duration.ofMinutes(5);

    private final GatewayClient gateway;
    private final String account;
    private final Path file;
    private final ImportFormat format;
    private final Optional<String> mapping;
    private final Meter meter;

    public FileImport(
            GatewayClient gateway,
            String account,
            Path file,
            ImportFormat format,
            Optional<String> mapping,
            Meter meter) {
        this.gateway = gateway;
        this.account = account;
        this.file = file;
        this.format = format;
        this.mapping = mapping;
        this.meter = meter;
    }

    /** What to do with a file that was taken in before, wholly or in part. */
    public enum Way {
        NEW,
        RESUME,
        AGAIN
    }

    /** What came of it. */
    public sealed interface Outcome {
        /** The import, when it takes nothing in any more: all faults of its items are known. */
        default Optional<JsonNode> over() {
            return Optional.empty();
        }

        /**
         * @param faults the first hundred
         * @param next from where the gateway tells the others; empty where these are all
         */
        record Done(JsonNode job, List<JsonNode> faults, Optional<String> next) implements Outcome {
            @Override
            public Optional<JsonNode> over() {
                return Optional.of(job);
            }
        }

        /** The same file has an import that ended without being completed, for nothing came any more. */
        record Closed(JsonNode job) implements Outcome {
            @Override
            public Optional<JsonNode> over() {
                return Optional.of(job);
            }
        }

        /** The same file has an import already. */
        record Known(JsonNode job) implements Outcome {}

        /** The same file has an import that is not completed, and was opened with another format or mapping. */
        record Otherwise(JsonNode job) implements Outcome {}

        /** The account has no import of the file that could go on. */
        record Unknown(String digest) implements Outcome {}

        /** The file of an open import cannot be read to its end. */
        record BrokenOff(JsonNode job, UnreadableFile fault) implements Outcome {}

        /** @param job the import that stays open, if it was opened */
        record Refused(JsonNode problem, Optional<JsonNode> job) implements Outcome {}
    }

    /**
     * Fails with {@link StoryInterrupted} when no gateway answers for minutes, and with {@link UnreadableFile} before anything is sent when
     * the file cannot be read to its end: what were stored of it would stand beside all that a mended copy stores. What is appended to
     * the file meanwhile is not taken in; where it changes otherwise, the import stays open.
     */
    public Outcome run(Way way) throws IOException {
        // A mapping that cannot be read is told as such, whatever is there to go on with.
        format.translator(mapping);
        Beginning beginning = Beginning.of(file);
        Order order = new Order(file.getFileName().toString(), format.name(), beginning.digest(), mapping);
        if (way != Way.RESUME) {
            check(beginning);
        }
        if (way == Way.AGAIN) {
            return begin(order, beginning);
        }
        Answer known = patiently(() -> gateway.get(account, "/imports?digest=" + order.digest()));
        if (!known.ok()) {
            return new Outcome.Refused(known.json(), Optional.empty());
        }
        // The newest comes first.
        Optional<JsonNode> before =
                Optional.ofNullable(known.json().path("items").get(0));
        if (way == Way.RESUME) {
            return before.isPresent() ? resume(order, beginning, before.get()) : new Outcome.Unknown(order.digest());
        }
        return before.isPresent() ? known(before.get()) : begin(order, beginning);
    }

    private static Outcome known(JsonNode job) {
        return closed(job) ? new Outcome.Closed(job) : new Outcome.Known(job);
    }

    private static boolean closed(JsonNode job) {
        return job.path("state").asText().equals("closed");
    }

    private Outcome begin(Order order, Beginning beginning) {
        Answer opened = patiently(() -> gateway.post(account, "/imports", order.json()));
        return opened.ok() ? send(beginning, opened.json()) : new Outcome.Refused(opened.json(), Optional.empty());
    }

    private Outcome resume(Order order, Beginning beginning, JsonNode before) throws IOException {
        Answer looked = patiently(() -> gateway.get(account, path(before)));
        if (!looked.ok()) {
            return new Outcome.Refused(looked.json(), Optional.empty());
        }
        JsonNode job = looked.json();
        if (job.path("state").asText().equals("completed")) {
            return done(job);
        }
        if (closed(job)) {
            return new Outcome.Closed(job);
        }
        if (!order.opened(job)) {
            return new Outcome.Otherwise(job);
        }
        try {
            check(beginning);
        } catch (UnreadableFile fault) {
            return new Outcome.BrokenOff(job, fault);
        }
        return send(beginning, job);
    }

    /** Reads the file to its end. */
    private void check(Beginning beginning) throws IOException {
        try (InputStream bytes = Files.newInputStream(file)) {
            Reading reading = beginning.in(bytes);
            Iterator<Item> items = format.items(reading, mapping);
            while (items.hasNext()) {
                items.next();
            }
            beginning.same(reading);
        } catch (UncheckedIOException unreadable) {
            throw new IOException("the file cannot be read", unreadable);
        }
    }

    /** Where the gateway has the job. */
    static String path(JsonNode job) {
        return "/imports/" + job.path("id").asText();
    }

    /** Where a job stands now; what was known of it, when that is not to be had. */
    private JsonNode now(JsonNode job) {
        Answer looked = patiently(() -> gateway.get(account, path(job)));
        return looked.ok() ? looked.json() : job;
    }

    private Outcome refused(Answer answer, JsonNode job) {
        JsonNode now = now(job);
        return closed(now) ? new Outcome.Closed(now) : new Outcome.Refused(answer.json(), Optional.of(now));
    }

    /** The file was read before; what breaks off now has changed since. */
    private Outcome send(Beginning beginning, JsonNode job) {
        try {
            return pieces(beginning, job);
        } catch (UnreadableFile fault) {
            return new Outcome.BrokenOff(now(job), fault);
        } catch (IOException | UncheckedIOException unreadable) {
            return new Outcome.BrokenOff(now(job), new UnreadableFile("", 0, 0, "cannot be read any further"));
        }
    }

    private Outcome pieces(Beginning beginning, JsonNode job) throws IOException {
        String path = path(job);
        long size = Math.max(1, beginning.length());
        try (InputStream bytes = Files.newInputStream(file)) {
            Reading reading = beginning.in(bytes);
            Iterator<Item> items = format.items(reading, mapping);
            long number = 1;
            long next = job.path("next").asLong();
            for (; number < next && items.hasNext(); number++) {
                items.next();
            }
            Pieces pieces = new Pieces(items, format.translator(mapping), number);
            while (pieces.hasNext()) {
                String piece = pieces.next();
                Answer answer = patiently(() -> gateway.post(account, path + "/pieces", piece));
                if (!answer.ok()) {
                    return refused(answer, job);
                }
                meter.at(pieces.number() - 1, 100 * reading.bytes() / size);
            }
            // Completed under a digest that it has not, it would be taken in anew by the next import.
            beginning.same(reading);
            String total = "{\"items\":" + (pieces.number() - 1) + "}";
            Answer completed = patiently(() -> gateway.post(account, path + "/completions", total));
            return completed.ok() ? done(completed.json()) : refused(completed, job);
        }
    }

    private Outcome done(JsonNode job) {
        if (job.path("refused").asLong() == 0) {
            return new Outcome.Done(job, List.of(), Optional.empty());
        }
        String path = path(job) + "/faults?limit=" + MOST_FAULTS;
        JsonNode page = patiently(() -> gateway.get(account, path)).json();
        List<JsonNode> faults = new ArrayList<>();
        page.path("items").forEach(faults::add);
        JsonNode next = page.path("next");
        return new Outcome.Done(job, faults, next.isTextual() ? Optional.of(next.asText()) : Optional.empty());
    }

    /** Asks again, of the next gateway, while one is down or busy. Whatever is asked here may be asked twice. */
    static Answer patiently(Supplier<Answer> question) {
        long until = System.nanoTime() + PATIENCE.toNanos();
        while (true) {
            try {
                Answer answer = question.get();
                boolean busy = answer.status() == 503 || answer.status() == 429 || answer.status() >= 500;
                if (!busy || System.nanoTime() > until) {
                    return answer;
                }
            } catch (StoryInterrupted unreachable) {
                if (System.nanoTime() > until || Thread.currentThread().isInterrupted()) {
                    throw unreachable;
                }
            }
            pause();
        }
    }

    private static void pause() {
        try {
            Thread.sleep(Duration.ofMillis(500));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new StoryInterrupted("interrupted", interrupted);
        }
    }
}
