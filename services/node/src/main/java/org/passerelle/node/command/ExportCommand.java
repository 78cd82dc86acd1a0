package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.demo.GatewayClient;
import org.passerelle.node.demo.StoryInterrupted;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.node.transfer.FileExport;
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
    @Option(
            names = "--out",
            paramLabel = "FILE",
            required = true,
            description = "where to, once all of it is there; FILE.part until then; receipts go to FILE.receipts")
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
            FileExport export = new FileExport(gateway, account, out);
            export.check();
            Answer ordered = gateway.post(account, "/exports", order);
            if (!ordered.ok()) {
                return refused(ordered.json());
            }
            long pages = export.run("/exports/" + ordered.json().path("id").asText() + "/pages");
            System.err.printf("passerelle: %s: %d bytes in %d pages%n", out, Files.size(out), pages);
            export.wordsUpTo()
                    .ifPresent(level -> System.err.printf(
                            "passerelle: texts above level %s are not found by their words: what %s may export of them is not in it%n",
                            level, account));
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
