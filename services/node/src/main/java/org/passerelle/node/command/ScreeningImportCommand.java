package org.passerelle.node.command;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.zip.GZIPOutputStream;
import org.jspecify.annotations.Nullable;
import org.passerelle.node.demo.Answer;
import org.passerelle.node.process.CannotStart;
import org.passerelle.node.process.Home;
import org.passerelle.platform.json.Json;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Hands a publication of the UN Security Council's Consolidated List to a running system. */
@Command(
        name = "import",
        description = "puts a publication of the UN Security Council's Consolidated List in force",
        mixinStandardHelpOptions = true)
final class ScreeningImportCommand implements Callable<Integer> {
    private static final String ADMINISTRATOR = "minusma.platform";
    private static final String CONFIRMED = "confirmDelistings";

    @Parameters(paramLabel = "FILE", description = "the XML as published")
    private Path file = Path.of("");

    @Option(names = "--json", paramLabel = "FILE", description = "writes the outcome; - is standard output")
    private @Nullable Path json;

    @Mixin
    private Server server = new Server();

    @Option(
            names = "--as",
            paramLabel = "NAME",
            description = "who imports, a platform administrator; " + ADMINISTRATOR + " when absent")
    private String account = ADMINISTRATOR;

    @Option(
            names = "--confirm-delistings",
            paramLabel = "NUMBER",
            description = "how many entries it is meant to delist; needed where they are many, and told then")
    private @Nullable Integer confirmed;

    @Override
    public Integer call() throws CannotStart {
        Map<String, Object> body = new LinkedHashMap<>(Map.of("document", packed(file)));
        if (confirmed != null) {
            body.put(CONFIRMED, confirmed);
        }
        Answer answer = server.post(Home.of(System.getenv()), account, "/sanctions/lists", Json.write(body));
        if (json != null) {
            JsonOutput.write(json, answer.json());
        }
        return switch (answer.status()) {
            case 201 -> taken("in force", answer.json());
            case 200 -> taken("in force already", answer.json());
            case 422 -> refused(answer.json());
            default -> throw Server.unexpected(answer);
        };
    }

    private static String packed(Path file) throws CannotStart {
        try {
            ByteArrayOutputStream packed = new ByteArrayOutputStream();
            try (OutputStream packing = new GZIPOutputStream(packed)) {
                Files.copy(file, packing);
            }
            return Base64.getEncoder().encodeToString(packed.toByteArray());
        } catch (IOException unreadable) {
            throw new CannotStart("%s cannot be read".formatted(file), unreadable);
        }
    }

    private static int taken(String how, JsonNode list) {
        System.err.printf(
                "passerelle: the list of %s is %s: %d individuals, %d entities; %d added, %d changed, %d delisted%n",
                list.path("published").asText(),
                how,
                list.path("individuals").asInt(),
                list.path("entities").asInt(),
                list.path("added").asInt(),
                list.path("changed").asInt(),
                list.path("delisted").asInt());
        return ExitCode.AGREES;
    }

    private int refused(JsonNode problem) {
        for (JsonNode error : problem.path("errors")) {
            System.err.printf(
                    "passerelle: %s: %s%n", place(error), error.path("message").asText());
        }
        System.err.println("passerelle: nothing was taken; the list before stays in force");
        return ExitCode.DISAGREES;
    }

    private String place(JsonNode error) {
        if (error.path("pointer").asText().equals("/" + CONFIRMED)) {
            return "--confirm-delistings";
        }
        int line = error.path("line").asInt();
        return line == 0
                ? file.toString()
                : "%s:%d:%d".formatted(file, line, error.path("column").asInt());
    }
}
