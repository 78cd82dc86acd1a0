package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Model.CommandSpec;
import picocli.CommandLine.Option;
import picocli.CommandLine.ParameterException;
import picocli.CommandLine.Spec;

/** Fetches what an account may export, against a running system; beside the file, the receipts of its disclosures. */
@Command(
        name = "export",
        description = "writes what an account may export to a file, and the receipts of the disclosures beside it",
        mixinStandardHelpOptions = true)
final class ExportCommand implements Callable<Integer> {
    private static final int ATTEMPTS = 20;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where to; receipts go to FILE.receipts")
    private Path out = Path.of("");

    @Option(names = "--purpose", paramLabel = "PURPOSE", required = true, description = "what for, e.g. early-warning")
    private String purpose = "";

    @Option(
            names = "--format",
            paramLabel = "FORMAT",
            description = "ndjson, csv, geojson, stix or misp; ndjson when absent")
    private String format = "ndjson";

    @Mixin
    private Server server = new Server();

    @Option(names = "--as", paramLabel = "NAME", required = true, description = "the account that exports")
    private String account = "";

    @Option(
            names = "--filter",
            paramLabel = "NAME=VALUE",
            description = "q, type, tag, localTag, country, area, bbox, polygon, from, to, level, originator or "
                    + "grading, as in a search; may be repeated")
    private List<String> filters = List.of();

    @Spec
    private @Nullable CommandSpec spec;

    @Override
    public Integer call() throws CannotStart {
        String order = order();
        try {
            GatewayClient gateway = server.clientOfAll(Home.of(System.getenv()));
            Answer ordered = gateway.post(account, "/exports", order);
            if (!ordered.ok()) {
                return refused(ordered.json());
            }
            long pages = fetch(gateway, "/exports/" + ordered.json().path("id").asText() + "/pages");
            System.err.printf("passerelle: %s: %d bytes in %d pages%n", out, Files.size(out), pages);
            return ExitCode.AGREES;
        } catch (IOException failed) {
            throw new CannotStart("the export broke off: " + failed.getMessage(), failed);
        } catch (StoryInterrupted interrupted) {
            throw new CannotStart(String.valueOf(interrupted.getMessage()), interrupted);
        }
    }

    private String order() {
        ObjectNode order = JsonNodeFactory.instance.objectNode();
        order.put("purpose", purpose);
        order.put("format", format);
        for (String filter : filters) {
            int end = filter.indexOf('=');
            if (end < 1) {
                throw usage("--filter is NAME=VALUE, not " + filter);
            }
            String name = filter.substring(0, end);
            if (order.has(name)) {
                throw usage(name + " is given twice");
            }
            order.put(name, filter.substring(end + 1));
        }
        return order.toString();
    }

    private ParameterException usage(String message) {
        return Usage.wrong(spec, message);
    }

    private long fetch(GatewayClient gateway, String path) throws IOException {
        long pages = 0;
        Path receipts = Path.of(out + ".receipts");
        try (OutputStream file = Files.newOutputStream(out);
                OutputStream proofs = Files.newOutputStream(receipts)) {
            Optional<String> cursor = Optional.empty();
            do {
                String address = path
                        + cursor.map(next -> "?cursor=" + URLEncoder.encode(next, StandardCharsets.UTF_8))
                                .orElse("");
                HttpResponse<InputStream> page = page(gateway, address, pages + 1);
                try (InputStream body = page.body()) {
                    body.transferTo(file);
                }
                Optional<String> receipt = page.headers().firstValue("Passerelle-Disclosure");
                if (receipt.isPresent()) {
                    proofs.write((receipt.get() + "\n").getBytes(StandardCharsets.UTF_8));
                }
                cursor = page.headers().firstValue("Passerelle-Next");
                pages++;
            } while (cursor.isPresent());
        }
        return pages;
    }

    /** Asks again, of the next gateway, while one is down or busy. */
    private HttpResponse<InputStream> page(GatewayClient gateway, String address, long number) throws IOException {
        for (int attempt = 1; ; attempt++) {
            HttpResponse<InputStream> page = gateway.open(account, address, Map.of());
            if (page.statusCode() == 200) {
                return page;
            }
            page.body().close();
            boolean busy = page.statusCode() == 429 || page.statusCode() >= 500;
            if (!busy || attempt == ATTEMPTS) {
                throw new IOException("page %d was answered with status %d".formatted(number, page.statusCode()));
            }
            pause();
        }
    }

    private static void pause() throws IOException {
        try {
            Thread.sleep(BETWEEN);
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
            throw new IOException("interrupted", interrupted);
        }
    }

    private static int refused(JsonNode problem) {
        problem.path("errors")
                .forEach(error -> System.err.printf(
                        "passerelle: %s: %s%n",
                        error.path("pointer").asText(), error.path("message").asText()));
        System.err.printf(
                "passerelle: refused: %s %s%n",
                problem.path("title").asText(), problem.path("code").asText());
        return ExitCode.DISAGREES;
    }
}
