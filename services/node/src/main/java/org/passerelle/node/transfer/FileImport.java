package org.passerelle.node.transfer;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.passerelle.gateway.interchange.ImportFormat;
import org.passerelle.gateway.interchange.Item;
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
        /** @param faults the first hundred */
        record Done(JsonNode job, List<JsonNode> faults) implements Outcome {}

        /** The same file has an import already. */
        record Known(JsonNode job) implements Outcome {}

        /** The same file has an import that is not completed, and was opened with another format or mapping. */
        record Otherwise(JsonNode job) implements Outcome {}

        record Refused(JsonNode problem) implements Outcome {}
    }

    /** Fails with {@link StoryInterrupted} when no gateway answers for minutes. */
    public Outcome run(Way way) throws IOException {
        Order order = new Order(file.getFileName().toString(), format.name(), digest(), mapping);
        Optional<JsonNode> before = way == Way.AGAIN ? Optional.empty() : before(order.digest());
        if (way == Way.NEW && before.isPresent()) {
            return new Outcome.Known(before.get());
        }
        Answer opened = before.isPresent()
                ? patiently(() -> gateway.get(
                        account, "/imports/" + before.get().path("id").asText()))
                : patiently(() -> gateway.post(account, "/imports", order.json()));
        if (!opened.ok()) {
            return new Outcome.Refused(opened.json());
        }
        JsonNode job = opened.json();
        if (job.path("state").asText().equals("completed")) {
            return done(job);
        }
        return order.opened(job) ? send(job) : new Outcome.Otherwise(job);
    }

    /** The newest import of the same file. */
    private Optional<JsonNode> before(String digest) {
        JsonNode jobs = patiently(() -> gateway.get(account, "/imports?digest=" + digest))
                .json()
                .path("items");
        return Optional.ofNullable(jobs.get(0));
    }

    private Outcome send(JsonNode job) throws IOException {
        String path = "/imports/" + job.path("id").asText();
        long size = Math.max(1, Files.size(file));
        try (Counted counted = new Counted(Files.newInputStream(file))) {
            Iterator<Item> items = format.items(counted, mapping);
            long number = 1;
            long next = job.path("next").asLong();
            for (; number < next && items.hasNext(); number++) {
                items.next();
            }
            Pieces pieces = new Pieces(items, number);
            while (pieces.hasNext()) {
                String piece = pieces.next();
                Answer answer = patiently(() -> gateway.post(account, path + "/pieces", piece));
                if (!answer.ok()) {
                    return new Outcome.Refused(answer.json());
                }
                meter.at(pieces.number() - 1, 100 * counted.bytes() / size);
            }
            String total = "{\"items\":" + (pieces.number() - 1) + "}";
            Answer completed = patiently(() -> gateway.post(account, path + "/completions", total));
            return completed.ok() ? done(completed.json()) : new Outcome.Refused(completed.json());
        }
    }

    private Outcome done(JsonNode job) {
        List<JsonNode> faults = new ArrayList<>();
        if (job.path("refused").asLong() > 0) {
            String path = "/imports/" + job.path("id").asText() + "/faults?limit=" + MOST_FAULTS;
            patiently(() -> gateway.get(account, path)).json().path("items").forEach(faults::add);
        }
        return new Outcome.Done(job, faults);
    }

    /** Asks again, of the next gateway, while one is down or busy. Whatever is asked here may be asked twice. */
    private static Answer patiently(Supplier<Answer> question) {
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

    private String digest() throws IOException {
        try {
            MessageDigest sha = MessageDigest.getInstance("SHA-256");
            try (InputStream bytes = new DigestInputStream(Files.newInputStream(file), sha)) {
                bytes.transferTo(OutputStream.nullOutputStream());
            }
            return HexFormat.of().formatHex(sha.digest());
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every JDK has SHA-256", impossible);
        }
    }
}
